import type { Template } from './cloud-assembly.ts';
import { NotEmulatedError, UnknownResourceTypeError } from './errors.ts';

const emulatedTypes = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::ApiGatewayV2::Stage',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::SQS::Queue',
  'AWS::Scheduler::Schedule',
  'AWS::SecretsManager::Secret',
]);

// Permissions, observation and encryption change nothing of what the functions do on one machine. What they promise is
// asserted on the template.
const irrelevantTypes = new Set([
  'AWS::CloudWatch::Alarm',
  'AWS::Events::EventBusPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);

/**
 * Refuses a template with a resource the runner would otherwise leave out in silence.
 *
 * @throws UnknownResourceTypeError naming each type and logical id; NotEmulatedError for a resource with a condition
 */
export function refuseUnknownTypes(template: Template): void {
  const unknown = Object.entries(template.Resources)
    .filter(([, { Type: type }]) => !emulatedTypes.has(type) && !irrelevantTypes.has(type))
    .map(([logicalId, { Type: type }]) => ({ logicalId, type }));
  if (unknown.length > 0) throw new UnknownResourceTypeError(unknown);
  for (const [logicalId, { Condition: condition }] of Object.entries(template.Resources)) {
    if (condition !== undefined) throw new NotEmulatedError(logicalId, 'a condition');
  }
}
