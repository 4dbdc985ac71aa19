import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import * as z from 'zod';
import { unlessRefused } from '../aws/unless-refused.ts';
import { entitySchema, type Entity } from '../messages/import-message.ts';

const ID_DIGITS = 16;
const PARALLEL_WRITES = 25;

const mappingSchema = z.object({
  sk: z.string().transform(Number),
  outsmartKey: z.string().optional(),
  hash: z.string().optional(),
  readAt: z.int().optional(),
  problem: z.string().optional(),
  withdrawn: z.literal(true).optional(),
  unconfirmed: z.literal(true).optional(),
  retiring: z.array(z.string()).optional(),
  fence: z.int(),
});

/** That an easybill record is an OutSmart record, and what was last written there. */
export interface Mapping {
  readonly easybillId: number;
  /** Set before the record is first sent, so that a lost answer leaves no record of OutSmart unknown. */
  readonly outsmartKey?: string | undefined;
  /** Hash of what was last written; absent while that is not certain, so that it is written again. */
  readonly hash?: string | undefined;
  /** Start of the last single read, epoch milliseconds: hints from before it are served. */
  readonly readAt?: number | undefined;
  /** Why the newest state of the record is not in OutSmart. */
  readonly problem?: string | undefined;
  readonly withdrawn?: true | undefined;
  /** Set until OutSmart confirmed the first write. */
  readonly unconfirmed?: true | undefined;
  /** Keys it had before, until they are withdrawn too. */
  readonly retiring?: readonly string[] | undefined;
  /** Fence of the lease under which it was stored, undefined before it is. */
  readonly fence?: number | undefined;
}

/** Mappings of one entity of one connection, written only under a valid lease. */
export class MappingStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #partition: string;
  readonly #fence: number;

  constructor(
    documents: DynamoDBDocumentClient,
    table: string,
    connectionId: string,
    entity: Entity,
    fence: number,
  ) {
    this.#documents = documents;
    this.#table = table;
    this.#partition = partitionOf(connectionId, entity);
    this.#fence = fence;
  }

  async get(easybillId: number): Promise<Mapping | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: this.#key(easybillId), ConsistentRead: true }),
    );
    return Item && readMapping(Item);
  }

  /**
   * All mappings with ids from `from` to `to`. Eventually consistent, at a 26th of the price of reading them one by
   * one: storing a stale one is refused, and a stale hash causes a write too many, or one that the next run makes.
   */
  async range(from: number, to: number): Promise<Map<number, Mapping>> {
    const found = new Map<number, Mapping>();
    // DynamoDB refuses a range that ends before it begins.
    if (from > to) return found;
    let cursor: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: { ':pk': this.#partition, ':from': sortKey(from), ':to': sortKey(to) },
          ExclusiveStartKey: cursor,
        }),
      );
      for (const item of Items) {
        const mapping = readMapping(item);
        found.set(mapping.easybillId, mapping);
      }
      cursor = LastEvaluatedKey;
    } while (cursor);
    return found;
  }

  /**
   * Stores mappings as a whole, unless someone else stored one of them since it was read.
   *
   * @throws LeaseLostError when someone did: under a later lease, or when what was read was stale
   */
  async put(mappings: readonly Mapping[]): Promise<void> {
    await pMap(
      mappings,
      async ({ easybillId, fence: seen = this.#fence, ...attributes }) => {
        const stored = await unlessRefused(
          this.#documents.send(
            new PutCommand({
              TableName: this.#table,
              Item: { ...this.#key(easybillId), ...attributes, fence: this.#fence },
              ConditionExpression: 'attribute_not_exists(fence) OR fence IN (:fence, :seen)',
              ExpressionAttributeValues: { ':fence': this.#fence, ':seen': seen },
            }),
          ),
        );
        if (!stored) throw new LeaseLostError();
      },
      { concurrency: PARALLEL_WRITES },
    );
  }

  /** Takes an OutSmart key for an easybill record; names the owner when another record has it. */
  async claimKey(key: string, easybillId: number): Promise<{ owner: number }> {
    const claimed = await unlessRefused(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...this.#claim(key), easybillId },
          ConditionExpression: 'attribute_not_exists(pk) OR easybillId = :me OR alias = :true',
          ExpressionAttributeValues: { ':me': easybillId, ':true': true },
        }),
      ),
    );
    if (claimed) return { owner: easybillId };
    const owner = await this.ownerOf(key);
    return owner === undefined ? this.claimKey(key, easybillId) : { owner };
  }

  /** Which easybill record an OutSmart key belongs to. */
  async ownerOf(key: string): Promise<number | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: this.#claim(key), ConsistentRead: true }),
    );
    return Item && z.object({ easybillId: z.int() }).parse(Item).easybillId;
  }

  /** Takes a key from a record that no longer uses it. */
  async takeKey(key: string, from: number, to: number): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: this.#claim(key),
        UpdateExpression: 'SET easybillId = :to REMOVE alias',
        ConditionExpression: 'easybillId = :from',
        ExpressionAttributeValues: { ':from': from, ':to': to },
      }),
    );
  }

  /** Keeps a key as an alias: it still leads to its record, but another one may take it. False when it is not ours. */
  async keepAsAlias(key: string, easybillId: number): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: this.#claim(key),
          UpdateExpression: 'SET alias = :true',
          ConditionExpression: 'easybillId = :me',
          ExpressionAttributeValues: { ':me': easybillId, ':true': true },
        }),
      ),
    );
  }

  #key(easybillId: number): { pk: string; sk: string } {
    return { pk: this.#partition, sk: sortKey(easybillId) };
  }

  #claim(key: string): { pk: string; sk: string } {
    // OutSmart may not tell upper from lower case in a key, so for us they are the same.
    return { pk: keysOf(this.#partition), sk: key.toLowerCase() };
  }
}

/** Thrown when a mapping was stored by another lease since it was read; the record is read and compared again. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor() {
    super('another lease stored the mapping since it was read; the record is read again');
  }
}

/** The partitions of a table in which the mappings of a connection are, and who owns which key. */
export function mappingPartitions(connectionId: string): string[] {
  return entitySchema.options.flatMap((entity) => {
    const partition = partitionOf(connectionId, entity);
    return [partition, keysOf(partition)];
  });
}

function partitionOf(connectionId: string, entity: Entity): string {
  return `${connectionId}#${entity}`;
}

function keysOf(partition: string): string {
  return `${partition}#keys`;
}

function sortKey(easybillId: number): string {
  return String(easybillId).padStart(ID_DIGITS, '0');
}

function readMapping(item: Record<string, unknown>): Mapping {
  const { sk, ...mapping } = mappingSchema.parse(item);
  return { easybillId: sk, ...mapping };
}
