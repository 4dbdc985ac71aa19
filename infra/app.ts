import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ConnectorStack } from './connector-stack.ts';
import { readDeploymentSettings } from './deployment-settings.ts';

/** The CDK app. A finding of cdk-nag that nobody accepted with a reason fails the synthesis. */
export const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

const settings = readDeploymentSettings(app.node);
new ConnectorStack(app, settings.stackName, settings);
