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
import type { Entity } from '../messages/import-message.ts';

const ID_DIGITS = 16;
const PARALLEL_WRITES = 25;

const mappingSchema = z.object({
  sk: z.string().transform(Number),
  outsmartKey: z.string().optional(),
  hash: z.string().optional(),
  readAt: z.int().optional(),
  problem: z.string().optional(),
  withdrawn: z.literal(true).optional(),
  retiring: z.string().optional(),
});

/** That an easybill record is an OutSmart record, and what was last written there. */
export interface Mapping {
  readonly easybillId: number;
  /** Set once OutSmart holds the record. */
  readonly outsmartKey?: string | undefined;
  /** Hash of what was last written; absent while that is not certain, so that it is written again. */
  readonly hash?: string | undefined;
  /** Start of the last single read, epoch milliseconds: hints from before it are served. */
  readonly readAt?: number | undefined;
  /** Why the newest state of the record is not in OutSmart. */
  readonly problem?: string | undefined;
  readonly withdrawn?: true | undefined;
  /** The key it had before, until that one is withdrawn too. */
  readonly retiring?: string | undefined;
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
    this.#partition = `${connectionId}#${entity}`;
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
   * one: a stale item can only cause a write too many, or one that the next reconciliation makes.
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
   * Stores mappings as a whole.
   *
   * @throws LeaseLostError when a later lease has written one of them
   */
  async put(mappings: readonly Mapping[]): Promise<void> {
    await pMap(
      mappings,
      async ({ easybillId, ...attributes }) => {
        const stored = await unlessRefused(
          this.#documents.send(
            new PutCommand({
              TableName: this.#table,
              Item: { ...this.#key(easybillId), ...attributes, fence: this.#fence },
              ConditionExpression: 'attribute_not_exists(fence) OR fence <= :fence',
              ExpressionAttributeValues: { ':fence': this.#fence },
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
    return { pk: `${this.#partition}#keys`, sk: key.toLowerCase() };
  }
}

/** Thrown when a worker whose lease ended tries to store what a newer one may have overwritten. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor() {
    super('the lease ended before the mapping was stored; the record is read again');
  }
}

function sortKey(easybillId: number): string {
  return String(easybillId).padStart(ID_DIGITS, '0');
}

function readMapping(item: Record<string, unknown>): Mapping {
  const { sk, ...mapping } = mappingSchema.parse(item);
  return { easybillId: sk, ...mapping };
}
