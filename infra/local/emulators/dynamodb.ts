import * as z from 'zod';
import {
  awsJsonError,
  awsJsonOk,
  serveAwsJson,
  type AwsJsonAnswer,
  type AwsJsonHandler,
} from './aws-json-server.ts';
import { DynaliteBackend, keyOf } from './dynalite-backend.ts';
import { DynamoDbTransactions } from './dynamodb-transactions.ts';
import { ReadWriteLock } from './read-write-lock.ts';

/** A DynamoDB in this process, its data in memory. */
export interface DynamoDbEmulator {
  readonly endpoint: string;
  /** Answers one operation as the endpoint does, without the way over HTTP. */
  readonly handle: AwsJsonHandler;
  /**
   * Deletes what is past its time to live at `now` and answers how many items that were. AWS does it within a few
   * days, so it never happens by itself here.
   */
  expireItems(now: Date): Promise<number>;
  stop(): Promise<void>;
}

const itemSchema = z.record(z.string(), z.unknown());

const conditionalWriteSchema = z.looseObject({
  TableName: z.string(),
  Key: itemSchema.optional(),
  Item: itemSchema.optional(),
  ReturnValuesOnConditionCheckFailure: z.string().optional(),
});

const timeToLiveSchema = z.object({
  TableName: z.string(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});

type TimeToLive = NonNullable<z.output<typeof timeToLiveSchema>['TimeToLiveSpecification']>;

/**
 * Starts dynalite and, in front of it, what it lacks: transactions, time to live and the old item on a failed condition
 * (`ReturnValuesOnConditionCheckFailure`). Streams and PartiQL are not there.
 */
export async function startDynamoDb(): Promise<DynamoDbEmulator> {
  const front = new DynamoDbFront(new DynaliteBackend());
  const handle: AwsJsonHandler = (operation, body) => front.handle(operation, body);
  const server = await serveAwsJson('1.0', handle);
  return {
    endpoint: server.url,
    handle,
    expireItems: (now) => front.expireItems(now),
    stop: () => server.close(),
  };
}

class DynamoDbFront {
  readonly #backend: DynaliteBackend;
  readonly #transactions: DynamoDbTransactions;
  readonly #lock = new ReadWriteLock();
  readonly #timeToLive = new Map<string, TimeToLive>();

  constructor(backend: DynaliteBackend) {
    this.#backend = backend;
    this.#transactions = new DynamoDbTransactions(backend);
  }

  handle(operation: string, body: string): Promise<AwsJsonAnswer> {
    switch (operation) {
      case 'TransactWriteItems':
        return this.#lock.exclusive(() => this.#transactions.write(body));
      case 'TransactGetItems':
        return this.#lock.exclusive(() => this.#transactions.read(body));
      case 'UpdateTimeToLive':
        return Promise.resolve(this.#updateTimeToLive(body));
      case 'DescribeTimeToLive':
        return Promise.resolve(this.#describeTimeToLive(body));
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        return this.#write(operation, body);
      default:
        return this.#lock.shared(() => this.#backend.forward(operation, body));
    }
  }

  #write(operation: string, body: string): Promise<AwsJsonAnswer> {
    const parsed = conditionalWriteSchema.safeParse(JSON.parse(body));
    if (!parsed.success) return this.#lock.shared(() => this.#backend.forward(operation, body));
    const { ReturnValuesOnConditionCheckFailure: returned, ...request } = parsed.data;
    if (returned !== 'ALL_OLD') return this.#lock.shared(() => this.#backend.forward(operation, body));
    // Alone, so that the item returned is the one the condition was checked against.
    return this.#lock.exclusive(async () => {
      const outcome = await this.#backend.forward(operation, JSON.stringify(request));
      if (outcome.status !== 400 || !outcome.body.includes('ConditionalCheckFailedException')) return outcome;
      const names = await this.#backend.keyNames(request.TableName);
      const key = request.Key ?? keyOf(names ?? [], request.Item ?? {});
      const item = await this.#backend.get(request.TableName, key);
      const type = 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException';
      return awsJsonError(type, 'The conditional request failed', item === undefined ? {} : { Item: item });
    });
  }

  #updateTimeToLive(body: string): AwsJsonAnswer {
    const { TableName: table, TimeToLiveSpecification: specification } = timeToLiveSchema.parse(
      JSON.parse(body),
    );
    if (specification === undefined) return awsJsonError('ValidationException', 'No specification given.');
    this.#timeToLive.set(table, specification);
    return awsJsonOk({ TimeToLiveSpecification: specification });
  }

  #describeTimeToLive(body: string): AwsJsonAnswer {
    const specification = this.#timeToLive.get(timeToLiveSchema.parse(JSON.parse(body)).TableName);
    const enabled = specification?.Enabled === true;
    return awsJsonOk({
      TimeToLiveDescription: enabled
        ? { TimeToLiveStatus: 'ENABLED', AttributeName: specification.AttributeName }
        : { TimeToLiveStatus: 'DISABLED' },
    });
  }

  async expireItems(now: Date): Promise<number> {
    let expired = 0;
    for (const [table, { AttributeName: attribute, Enabled: enabled }] of this.#timeToLive) {
      if (enabled) expired += await this.#lock.exclusive(() => this.#expireTable(table, attribute, now));
    }
    return expired;
  }

  async #expireTable(table: string, attribute: string, now: Date): Promise<number> {
    const names = await this.#backend.keyNames(table);
    if (names === undefined) return 0;
    let expired = 0;
    let start: Record<string, unknown> | undefined;
    do {
      const page = await this.#backend.call('Scan', {
        TableName: table,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      });
      if (!('output' in page)) return expired;
      for (const item of page.output.Items ?? []) {
        const seconds = numberSchema.safeParse(item[attribute]);
        if (!seconds.success || Number(seconds.data.N) * 1000 >= now.getTime()) continue;
        await this.#backend.call('DeleteItem', { TableName: table, Key: keyOf(names, item) });
        expired += 1;
      }
      start = page.output.LastEvaluatedKey;
    } while (start !== undefined);
    return expired;
  }
}

const numberSchema = z.object({ N: z.string() });
