import { join } from 'node:path';
import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, LoggingFormat, RecursiveLoop, Runtime } from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Capability } from './state/capability.ts';
import { functionBundle } from './function-bundles.ts';

const projectRoot = join(import.meta.dirname, '..', '..');

/** What differs between the connector's functions. */
export interface ConnectorFunctionProps {
  /** Folder under `functions/`; its `handler.ts` exports `handler`. Also the service name in logs and metrics. */
  readonly name: string;
  /** One sentence for the Lambda console. */
  readonly description: string;
  readonly timeout: Duration;
  /** Memory in MB; CPU grows with it. */
  readonly memorySize: number;
  /** Settings that are no resource, for example base URLs. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * Whether stack traces name the source lines. Reading the map cost a quarter of the load time of a bundle with
   * an SDK client: nothing to a worker, too much for the function a webhook sender waits for.
   *
   * @default true
   */
  readonly sourceMaps?: boolean;
  /**
   * Allows a chain of messages from the function to its own queue. Without it Lambda ends such a chain after 16 hops
   * and moves the message to the DLQ, which only shows on AWS.
   *
   * @default false
   */
  readonly mayCallItself?: boolean;
}

/**
 * A Lambda function with the house defaults: newest Node.js on arm64, one minified ES module with the SDK inside,
 * JSON logs in a log group of its own kept for a month, and a role that may write that log and nothing else. What
 * else it may do comes from {@link ConnectorFunction.grant}.
 *
 * There is no X-Ray: the connector's work crosses queues and waits for minutes, where the connection and run id in
 * every log line say more than a trace, and the tracer takes almost as long to load as an SDK client.
 */
export class ConnectorFunction extends Construct {
  readonly lambda: NodejsFunction;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: ConnectorFunctionProps) {
    super(scope, id);
    // Logs are no state: a group kept after its stack would be an orphan with a generated name.
    const logGroup = new LogGroup(this, 'Logs', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of our own: Lambda's managed policy would let the function write every log group of the account.
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(this.role);

    const sourceMap = props.sourceMaps ?? true;
    this.lambda = new NodejsFunction(this, 'Function', {
      // A template alone, as tests synthesise it, needs no bundle.
      code: Code.fromAsset(
        Stack.of(this).bundlingRequired
          ? functionBundle(props.name, { sourceMap })
          : join(projectRoot, 'functions', props.name),
      ),
      handler: 'index.handler',
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout: props.timeout,
      memorySize: props.memorySize,
      role: this.role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      ...(props.mayCallItself && { recursiveLoop: RecursiveLoop.ALLOW }),
      environment: {
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: 'OutSmartEasybill',
        POWERTOOLS_LOG_LEVEL: 'INFO',
        ...(sourceMap && { NODE_OPTIONS: '--enable-source-maps' }),
        ...props.environment,
      },
    });
  }

  /** Grants each capability and sets the environment variables that belong to it. */
  grant(...capabilities: readonly Capability[]): void {
    for (const { environment, statements, acceptedFindings } of capabilities) {
      for (const statement of statements) this.role.addToPolicy(statement);
      for (const [name, value] of Object.entries(environment)) this.lambda.addEnvironment(name, value);
      if (acceptedFindings) Validations.of(this.role).acknowledge(...acceptedFindings);
    }
  }
}
