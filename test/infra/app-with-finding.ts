import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { app } from '../../infra/app.ts';
import { ConnectorStack } from '../../infra/connector-stack.ts';

// The real app with one mistake more, named by the environment; its synthesis must fail.
const stack = app.node.children.find((child) => child instanceof ConnectorStack);
if (!stack) throw new Error('The app has no connector stack.');

switch (process.env.PLANTED_FINDING) {
  case 'queue without TLS':
    new Queue(stack, 'Planted');
    break;
  case 'secret wildcard':
    for (const construct of stack.node.findAll()) {
      if (construct instanceof LambdaFunction) {
        construct.addToRolePolicy(
          new PolicyStatement({
            actions: ['secretsmanager:GetSecretValue'],
            resources: ['arn:aws:secretsmanager:eu-central-1:111111111111:secret:*'],
          }),
        );
      }
    }
    break;
  default:
}
