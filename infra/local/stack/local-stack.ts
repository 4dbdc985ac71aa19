import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { FunctionMetrics } from '../lambda/local-function.ts';
import { deployStack } from './deployed-stack.ts';
import { RunningStack } from './running-stack.ts';

/** A line that a function wrote. `function` is the function's name. */
export interface LogLine {
  readonly function: string;
  readonly text: string;
}

/** Which stack to run, and how. */
export interface LocalStackOptions {
  /** The directory `cdk synth` wrote to. */
  readonly assemblyDir: string;
  readonly stackName: string;
  /** The port of the HTTP API; a free one by default. */
  readonly port?: number;
  /** `eu-central-1` by default. */
  readonly region?: string;
  /** Laid over the environment variables of every function, for example `EASYBILL_BASE_URL`. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly onLog?: (line: LogLine) => void;
  /** `manual`: schedules start nothing by themselves, see {@link LocalStack.runSchedule}. Default `run`. */
  readonly schedules?: 'run' | 'manual';
}

/**
 * A running stack. Wherever a `part` names a resource it is the logical id, the physical name, the end of the construct
 * path, or any part of these that means one resource only; otherwise a `ResourceNotFoundError` is thrown.
 */
export interface LocalStack {
  /** The HTTP API, without a trailing slash. Routes with an IAM authorizer are open. */
  readonly apiUrl: string;
  readonly endpoints: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly secretsManager: string;
    readonly events: string;
  };
  readonly clients: {
    readonly dynamodb: DynamoDBDocumentClient;
    readonly sqs: SQSClient;
    readonly secrets: SecretsManagerClient;
  };
  /** The last lines of all functions, oldest first (at most 10,000). */
  readonly logs: readonly LogLine[];
  tableName(part: string): string;
  queueUrl(part: string): string;
  eventBusName(part: string): string;
  /** Invokes a function and waits for its answer. */
  invoke(part: string, event: unknown): Promise<InvocationResult>;
  /** Counts of a function's invocations since the start. */
  metrics(part: string): FunctionMetrics;
  /** Fires a schedule now, even a disabled one, and waits for its function. Throws when the function fails. */
  runSchedule(part: string): Promise<void>;
  /** Deletes items past their time to live at `now` and answers how many that were. */
  expireItems(now: Date): Promise<number>;
  /**
   * Waits until no invocation runs and no queue that a function reads holds a message: visible, in flight or delayed. A
   * message that failed is in flight until its visibility timeout ends.
   */
  idle(): Promise<void>;
  /** Ends everything that was started. May be called more than once. */
  stop(): Promise<void>;
}

/**
 * Creates on this machine what the synthesised template of a stack describes and runs its functions.
 *
 * @throws UnknownResourceTypeError, NotEmulatedError or UnresolvableReferenceError when the template asks for what the
 * runner cannot do; then nothing is left running
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  return new RunningStack(await deployStack(options));
}
