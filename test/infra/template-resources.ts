/** A value in a template: known, or a reference to what another resource will be. */
export type Value = string | { readonly Ref?: string; readonly 'Fn::GetAtt'?: readonly [string, string] };

/** The logical id a value refers to; undefined if it refers to nothing. */
export const referred = (value: Value | undefined): string | undefined =>
  typeof value === 'object' ? (value.Ref ?? value['Fn::GetAtt']?.[0]) : undefined;

/** A value joined of known parts and references. */
interface Joined {
  readonly 'Fn::Join': readonly [string, readonly Value[]];
}

/** One statement of a policy. */
interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly StringEquals?: Readonly<Record<string, unknown>> };
}

interface PolicyDocument {
  readonly Statement: readonly Statement[];
}

interface Keyed {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
}

/** The properties the tests look at, by resource type. */
export interface PropertiesOf {
  'AWS::ApiGatewayV2::Api': { readonly Name: string };
  'AWS::ApiGatewayV2::Integration': {
    readonly IntegrationUri: Value;
    readonly PayloadFormatVersion: string;
  };
  'AWS::ApiGatewayV2::Route': {
    readonly RouteKey: string;
    readonly AuthorizationType: string;
    readonly Target: Joined;
  };
  'AWS::ApiGatewayV2::Stage': {
    readonly AccessLogSettings: { readonly DestinationArn: Value; readonly Format: string };
  };
  'AWS::CloudWatch::Alarm': {
    readonly MetricName: string;
    readonly Dimensions?: readonly { readonly Name: string; readonly Value: Value }[];
    readonly Threshold: number;
    readonly ComparisonOperator: string;
    readonly TreatMissingData: string;
    readonly AlarmDescription: string;
    readonly AlarmActions?: readonly Value[];
    readonly OKActions?: readonly Value[];
  };
  'AWS::DynamoDB::Table': Keyed & {
    readonly AttributeDefinitions: readonly unknown[];
    readonly GlobalSecondaryIndexes?: readonly Keyed[];
    readonly BillingMode: string;
    readonly DeletionProtectionEnabled?: boolean;
    readonly PointInTimeRecoverySpecification: unknown;
    readonly TimeToLiveSpecification?: unknown;
  };
  'AWS::IAM::Policy': { readonly PolicyDocument: PolicyDocument; readonly Roles: readonly Value[] };
  'AWS::IAM::Role': {
    readonly AssumeRolePolicyDocument: PolicyDocument;
    readonly ManagedPolicyArns?: unknown;
    readonly Policies?: unknown;
  };
  'AWS::Lambda::EventSourceMapping': {
    readonly EventSourceArn: Value;
    readonly FunctionName: Value;
    readonly FunctionResponseTypes: readonly string[];
    readonly BatchSize: number;
    readonly MaximumBatchingWindowInSeconds?: number;
    readonly ScalingConfig: { readonly MaximumConcurrency: number };
  };
  'AWS::Lambda::Function': {
    readonly Architectures: readonly string[];
    readonly Environment: { readonly Variables: Readonly<Record<string, Value>> };
    readonly Handler: string;
    readonly LoggingConfig: { readonly LogFormat: string; readonly LogGroup: Value };
    readonly MemorySize: number;
    readonly RecursiveLoop?: string;
    readonly Role: Value;
    readonly Runtime: string;
    readonly Timeout: number;
  };
  'AWS::Lambda::Permission': {
    readonly FunctionName: Value;
    readonly Principal: string;
    readonly SourceArn: Joined;
  };
  'AWS::Logs::LogGroup': { readonly RetentionInDays?: number };
  'AWS::Events::EventBus': { readonly Name: string };
  'AWS::Events::EventBusPolicy': {
    readonly EventBusName: Value;
    readonly Statement: {
      readonly Action: string;
      readonly Principal: { readonly AWS: readonly unknown[] };
      readonly Resource: Value;
    };
  };
  'AWS::Events::Rule': {
    readonly EventBusName: Value;
    readonly EventPattern: unknown;
    readonly Targets: readonly {
      readonly Arn: Value;
      readonly DeadLetterConfig: { readonly Arn: Value };
    }[];
  };
  'AWS::Scheduler::Schedule': {
    readonly ScheduleExpression: string;
    readonly State: string;
    readonly FlexibleTimeWindow: unknown;
    readonly Target: {
      readonly Arn: Value;
      readonly RoleArn: Value;
      readonly Input: string;
      readonly RetryPolicy: { readonly MaximumEventAgeInSeconds: number };
      readonly DeadLetterConfig: { readonly Arn: Value };
    };
  };
  'AWS::SecretsManager::Secret': {
    readonly SecretString?: string;
    readonly GenerateSecretString: unknown;
  };
  'AWS::SNS::Subscription': { readonly Protocol: string; readonly Endpoint: string };
  'AWS::SNS::Topic': object;
  'AWS::SNS::TopicPolicy': { readonly PolicyDocument: PolicyDocument };
  'AWS::SQS::Queue': {
    readonly FifoQueue?: boolean;
    readonly MessageRetentionPeriod: number;
    readonly RedrivePolicy?: { readonly deadLetterTargetArn: Value; readonly maxReceiveCount: number };
    readonly SqsManagedSseEnabled?: boolean;
    readonly VisibilityTimeout?: number;
  };
  'AWS::SQS::QueuePolicy': { readonly PolicyDocument: PolicyDocument; readonly Queues: readonly Value[] };
}

/** One resource of a template. */
export interface TemplateResource<Type extends keyof PropertiesOf> {
  readonly logicalId: string;
  readonly Type: Type;
  readonly Properties: PropertiesOf[Type];
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}
