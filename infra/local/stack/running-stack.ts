import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DeployedStack } from './deployed-stack.ts';
import type { InvocationResult } from '../lambda/invocation.ts';
import type { FunctionMetrics } from '../lambda/local-function.ts';
import type { LocalStack } from './local-stack.ts';
import { ScheduledInvocationError } from '../schedules/scheduled-invocation-error.ts';
import { ResourceNotFoundError } from '../template/resource-not-found-error.ts';

const idlePollMs = 20;

/** What {@link LocalStack} promises, on what was deployed. */
export class RunningStack implements LocalStack {
  readonly apiUrl: LocalStack['apiUrl'];
  readonly endpoints: LocalStack['endpoints'];
  readonly clients: LocalStack['clients'];
  readonly logs: LocalStack['logs'];
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
    return this.#deployed.resources.find(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'], part).name;
  }

  queueUrl(part: string): string {
    const { name } = this.#deployed.resources.find(['AWS::SQS::Queue'], part);
    return this.#deployed.emulators.sqs.queueUrl(name);
  }

  eventBusName(part: string): string {
    return this.#deployed.resources.find(['AWS::Events::EventBus'], part).name;
  }

  invoke(part: string, event: unknown): Promise<InvocationResult> {
    return this.#deployed.functions.get(this.#functionName(part)).invoke(event);
  }

  metrics(part: string): FunctionMetrics {
    return this.#deployed.functions.get(this.#functionName(part)).metrics;
  }

  async runSchedule(part: string): Promise<void> {
    const { logicalId } = this.#deployed.resources.find(
      ['AWS::Scheduler::Schedule', 'AWS::Events::Rule'],
      part,
    );
    const target = this.#deployed.schedules.find((schedule) => schedule.logicalId === logicalId);
    if (target === undefined) throw new ResourceNotFoundError(part, 0, []);
    const result = await this.#deployed.functions.get(target.functionArn).invoke(target.eventFor(new Date()));
    if ('error' in result) throw new ScheduledInvocationError(target.name, result.error);
  }

  expireItems(now: Date): Promise<number> {
    return this.#deployed.emulators.dynamodb.expireItems(now);
  }

  async idle(): Promise<void> {
    while (!(await this.#isIdle())) await new Promise((resolve) => setTimeout(resolve, idlePollMs));
  }

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
