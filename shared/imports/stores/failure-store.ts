import { DeleteCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import * as z from 'zod';
import { activityCodeSchema } from '../../activity/activity-codes.ts';
import type { NewActivity } from '../../activity/activity-store.ts';
import { entitySchema, type Lane } from '../../records/entity.ts';

const KEPT_SECONDS = 90 * 24 * 3600;
const PARALLEL_WRITES = 25;

const failureSchema = z.object({
  entity: entitySchema,
  easybillId: z.int(),
  outsmartKey: z.string().optional(),
  runId: z.string().optional(),
  code: activityCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** ISO 8601. */
  since: z.string(),
});

/** A record whose newest state is not in OutSmart, and why; worded like an entry of the activity. */
export type Failure = z.infer<typeof failureSchema>;

/** Names the one failure a record can have. */
export interface FailureKey {
  readonly lane: Lane;
  readonly easybillId: number;
}

/**
 * The records of each connection that are not in OutSmart as they are at easybill, for 90 days after that was logged.
 */
export class FailureStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
  }

  /** Keeps failures; each replaces the one its record had before. */
  async put(connectionId: string, failures: readonly (NewActivity & FailureKey)[]): Promise<void> {
    const now = this.#now();
    await pMap(
      failures,
      ({ lane, params = {}, ...failure }) =>
        this.#documents.send(
          new PutCommand({
            TableName: this.#table,
            Item: {
              ...keyOf(connectionId, { lane, easybillId: failure.easybillId }),
              ...failure,
              params,
              since: new Date(now).toISOString(),
              expiresAt: Math.floor(now / 1000) + KEPT_SECONDS,
            },
          }),
        ),
      { concurrency: PARALLEL_WRITES },
    );
  }

  /** Forgets failures whose cause is gone. */
  async remove(connectionId: string, failures: readonly FailureKey[]): Promise<void> {
    await pMap(
      failures,
      (failure) =>
        this.#documents.send(
          new DeleteCommand({ TableName: this.#table, Key: keyOf(connectionId, failure) }),
        ),
      { concurrency: PARALLEL_WRITES },
    );
  }

  /** How many records of a connection are not in OutSmart as they are at easybill. */
  async count(connectionId: string): Promise<number> {
    let count = 0;
    let cursor: Record<string, unknown> | undefined;
    do {
      const { Count = 0, LastEvaluatedKey } = await this.#documents.send(
        new QueryCommand({ ...this.#query(connectionId), Select: 'COUNT', ExclusiveStartKey: cursor }),
      );
      count += Count;
      cursor = LastEvaluatedKey;
    } while (cursor);
    return count;
  }

  /** By entity, then by easybill id. The cursor is opaque. */
  async list(
    connectionId: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: Failure[]; cursor: string | undefined }> {
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(
      new QueryCommand({
        ...this.#query(connectionId),
        Limit: limit,
        ...(cursor !== undefined && { ExclusiveStartKey: { pk: connectionId, sk: `${PREFIX}${cursor}` } }),
      }),
    );
    const last = z.object({ sk: z.string() }).optional().parse(LastEvaluatedKey);
    return { items: Items.map((item) => failureSchema.parse(item)), cursor: last?.sk.slice(PREFIX.length) };
  }

  #query(connectionId: string): {
    TableName: string;
    KeyConditionExpression: string;
    ExpressionAttributeValues: Record<string, string>;
  } {
    return {
      TableName: this.#table,
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':pk': connectionId, ':prefix': PREFIX },
    };
  }
}

const PREFIX = 'failure#';

function keyOf(connectionId: string, { lane, easybillId }: FailureKey): { pk: string; sk: string } {
  return { pk: connectionId, sk: `${PREFIX}${lane}#${easybillId}` };
}
