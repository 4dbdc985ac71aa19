import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { deployStack, type DeployedStack, type LocalStackOptions, type LogLine } from './deployed-stack.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { FunctionMetrics } from '../lambda/local-function.ts';

const idlePollMs = 20;

/** The function that a schedule started by hand has failed. On AWS nobody waits for it; its error is a metric. */
class ScheduledInvocationError extends Error {
  override readonly name = 'ScheduledInvocationError';

  constructor(schedule: string, errorType: string, errorMessage: string) {
    super(`The function of the schedule ${schedule} failed: ${errorType}: ${errorMessage}`);
  }
}

/**
 * A running stack. Wherever a `part` names a resource it is the logical id, the physical name, the end of the construct
 * path, or any part of these that means one resource only; otherwise a `ResourceNotFoundError` is thrown.
 */
export class LocalStack {
  /** The HTTP API, without a trailing slash. Routes with an IAM authorizer are open. */
  readonly apiUrl: string;
  readonly endpoints: Readonly<Record<'dynamodb' | 'sqs' | 'secretsManager' | 'events', string>>;
  readonly clients: {
    readonly dynamodb: DynamoDBDocumentClient;
    readonly sqs: SQSClient;
    readonly secrets: SecretsManagerClient;
  };
  /** The last lines of all functions, oldest first (at most 10,000). */
  readonly logs: readonly LogLine[];
  readonly #deployed: DeployedStack;
  #stopping: Promise<void> | undefined;

  constructor(deployed: DeployedStack) {
    const { dynamodb, sqs, secretsManager } = deployed.emulators;
    this.#deployed = deployed;
    this.apiUrl = deployed.apiUrl;
    this.logs = deployed.logs;
    this.endpoints = {
      dynamodb: dynamodb.endpoint,
      sqs: sqs.endpoint,
      secretsManager: secretsManager.endpoint,
      events: deployed.eventBus.endpoint,
    };
    this.clients = {
      dynamodb: DynamoDBDocumentClient.from(dynamodb.client),
      sqs: sqs.client,
      secrets: secretsManager.client,
    };
  }

  tableName(part: string): string {
    return this.#deployed.resources.find(['AWS::DynamoDB::Table'], part).name;
  }

  queueUrl(part: string): string {
    const { name } = this.#deployed.resources.find(['AWS::SQS::Queue'], part);
    return this.#deployed.emulators.sqs.queueUrl(name);
  }

  eventBusName(part: string): string {
    return this.#deployed.resources.find(['AWS::Events::EventBus'], part).name;
  }

  /** Invokes a function and waits for its answer. */
  invoke(part: string, event: unknown): Promise<InvocationResult> {
    return this.#deployed.functions.get(this.#functionName(part)).invoke(event);
  }

  /** Counts of a function's invocations since the start. */
  metrics(part: string): FunctionMetrics {
    return this.#deployed.functions.get(this.#functionName(part)).metrics;
  }

  /** Fires a schedule now, even a disabled one, and waits for its function. Throws when the function fails. */
  async runSchedule(part: string): Promise<void> {
    const { logicalId } = this.#deployed.resources.find(['AWS::Scheduler::Schedule'], part);
    const target = this.#deployed.schedules.find((schedule) => schedule.logicalId === logicalId);
    if (target === undefined) throw new ScheduledInvocationError(part, 'Error', 'It is not running.');
    const result = await this.#deployed.functions.get(target.functionArn).invoke(target.event);
    if ('error' in result) {
      throw new ScheduledInvocationError(target.name, result.error.errorType, result.error.errorMessage);
    }
  }

  /** Deletes items past their time to live at `now` and answers how many that were. */
  expireItems(now: Date): Promise<number> {
    return this.#deployed.emulators.dynamodb.expireItems(now);
  }

  /**
   * Waits until no invocation runs and no queue that a function reads holds a message: visible, in flight or delayed. A
   * message that failed is in flight until its visibility timeout ends.
   */
  async idle(): Promise<void> {
    while (!(await this.#isIdle())) await new Promise((resolve) => setTimeout(resolve, idlePollMs));
  }

  /** Ends everything that was started. May be called more than once. */
  stop(): Promise<void> {
    this.#stopping ??= this.#deployed.stop();
    return this.#stopping;
  }

  // An invocation that began and ended while the queues were looked at may have sent a message.
  async #isIdle(): Promise<boolean> {
    const { functions, emulators, consumedQueues } = this.#deployed;
    const startedBefore = functions.started;
    if (functions.pending > 0) return false;
    const depths = await emulators.sqs.depths();
    const empty = consumedQueues.every((name) => (depths.get(name) ?? 0) === 0);
    return empty && functions.pending === 0 && functions.started === startedBefore;
  }

  #functionName(part: string): string {
    return this.#deployed.resources.find(['AWS::Lambda::Function'], part).name;
  }
}

/**
 * Creates on this machine what the synthesised template of a stack describes and runs its functions.
 *
 * @throws UnknownResourceTypeError, NotEmulatedError or UnresolvableReferenceError when the template asks for what the
 * runner cannot do; then nothing is left running
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  return new LocalStack(await deployStack(options));
}
