import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ConnectorStack } from '../../infra/connector-stack.ts';
import { readDeploymentSettings } from '../../infra/deployment-settings.ts';
import { type PropertiesOf, referred, type TemplateResource } from './template-resources.ts';

export const projectRoot = join(import.meta.dirname, '..', '..');

/** The context of `cdk.json`, as the CLI would hand it to the app, but with bundling left out. */
export const contextWithoutBundling = (): Record<string, unknown> => {
  const { context } = JSON.parse(readFileSync(join(projectRoot, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  return { ...context, 'aws:cdk:bundling-stacks': [] };
};

type LambdaFunction = TemplateResource<'AWS::Lambda::Function'>;

/** The name of a function's folder. */
export const nameOf = ({ Properties }: LambdaFunction): string => {
  const name = Properties.Environment.Variables.POWERTOOLS_SERVICE_NAME;
  return typeof name === 'string' ? name : '';
};

/** What a role allows. */
export interface Allowed {
  readonly roles: readonly (string | undefined)[];
  readonly actions: readonly string[];
  readonly resource: unknown;
}

/** The stack as it would be deployed with this context. */
export class Synthesised {
  readonly template: Template;
  readonly stack: ConnectorStack;

  constructor(context: Record<string, unknown> = {}) {
    const app = new App({ context: { ...contextWithoutBundling(), ...context } });
    const settings = readDeploymentSettings(app.node);
    this.stack = new ConnectorStack(app, settings.stackName, settings);
    this.template = Template.fromStack(this.stack);
  }

  resources<Type extends keyof PropertiesOf>(type: Type): TemplateResource<Type>[] {
    const found = this.template.findResources(type) as Record<string, object>;
    return Object.entries(found).map(
      ([logicalId, resource]) => ({ logicalId, ...resource }) as TemplateResource<Type>,
    );
  }

  resource<Type extends keyof PropertiesOf>(
    type: Type,
    logicalId: string | undefined,
  ): TemplateResource<Type> {
    const found = this.resources(type).find((one) => one.logicalId === logicalId);
    if (!found) throw new Error(`The template has no ${type} ${logicalId ?? 'without an id'}.`);
    return found;
  }

  /** The function whose code is in `functions/<name>`. */
  function(name: string): LambdaFunction {
    const found = this.resources('AWS::Lambda::Function').find((one) => nameOf(one) === name);
    if (!found) throw new Error(`The template has no function ${name}.`);
    return found;
  }

  /** What a function's role allows, statement by statement. */
  allowedTo(name: string): Allowed[] {
    const role = referred(this.function(name).Properties.Role);
    return this.allowed().filter(({ roles }) => roles.includes(role));
  }

  /** What any role allows, statement by statement. */
  allowed(): Allowed[] {
    return this.resources('AWS::IAM::Policy').flatMap(({ Properties }) =>
      Properties.PolicyDocument.Statement.map((statement) => ({
        roles: Properties.Roles.map(referred),
        actions: [statement.Action].flat(),
        resource: statement.Resource,
      })),
    );
  }
}
