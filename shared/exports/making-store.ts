import { GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unlessRefused } from '../aws/unless-refused.ts';
import { ledgerPartitions } from './ledger-partitions.ts';

const makingSchema = z.object({ attemptUntil: z.int().optional(), easybillId: z.int().optional() });

/** Kinds of record that an export may make at easybill. */
export type MadeKind = 'customer' | 'product';

/** That a record is being made at easybill for an OutSmart key, or was. */
export type Making = z.infer<typeof makingSchema>;

/** A turn to make a record. Times are epoch milliseconds. */
export interface MakingTurn {
  /** What was made for the key when it was read before. */
  readonly madeId: number | undefined;
  readonly now: number;
  readonly until: number;
}

/** Keeps two work orders from making the same customer or product, and one from making it twice. */
export class MakingStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  async get(connectionId: string, kind: MadeKind, key: string): Promise<Making> {
    const { Item = {} } = await this.#documents.send(
      new GetCommand({
        TableName: this.#table,
        Key: keyOf(connectionId, kind, key),
        ConsistentRead: true,
      }),
    );
    return makingSchema.parse(Item);
  }

  /** Takes the turn to make a record; false while somebody else may be at it, or when somebody has made one meanwhile. */
  async begin(
    connectionId: string,
    kind: MadeKind,
    key: string,
    { madeId, now, until }: MakingTurn,
  ): Promise<boolean> {
    const isAsRead = madeId === undefined ? 'attribute_not_exists(easybillId)' : 'easybillId = :made';
    return unlessRefused(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(connectionId, kind, key),
          UpdateExpression: 'SET attemptUntil = :until',
          ConditionExpression: `(attribute_not_exists(attemptUntil) OR attemptUntil < :now) AND ${isAsRead}`,
          ExpressionAttributeValues: { ':until': until, ':now': now, ':made': madeId },
        }),
      ),
    );
  }

  /** Notes what was made or found; without an id, that nothing was. */
  async end(
    connectionId: string,
    kind: MadeKind,
    key: string,
    easybillId: number | undefined,
  ): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: keyOf(connectionId, kind, key),
        UpdateExpression:
          easybillId === undefined ? 'REMOVE attemptUntil' : 'SET easybillId = :id REMOVE attemptUntil',
        ...(easybillId !== undefined && { ExpressionAttributeValues: { ':id': easybillId } }),
      }),
    );
  }
}

// Not in the partition of the entries, which is listed.
function keyOf(connectionId: string, kind: MadeKind, key: string): { pk: string; sk: string } {
  const [, pk] = ledgerPartitions(connectionId);
  return { pk, sk: `${kind}#${key.toLowerCase()}` };
}
