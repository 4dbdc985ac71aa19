import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table, type ItemKey } from '../../aws/table.ts';
import * as z from 'zod';
import { ledgerPartitions } from '../ledger/ledger-partitions.ts';

const makingSchema = z.object({ attemptUntil: z.int().optional(), easybillId: z.int().optional() });

/** Kinds of record that an export may make at easybill. */
export type MadeKind = 'customer' | 'product';

/** That a record is being made at easybill for an OutSmart key, or was. */
export type Making = z.infer<typeof makingSchema>;

/** Keeps two work orders from making the same customer or product, and one from making it twice. */
export class MakingStore {
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  async get(connectionId: string, kind: MadeKind, key: string): Promise<Making> {
    return makingSchema.parse((await this.#table.get(keyOf(connectionId, kind, key))) ?? {});
  }

  /**
   * Takes the reservation to make a record until `until`, epoch milliseconds.
   *
   * @param seen as it was read before
   * @returns false when somebody else took a reservation since: what was known of the record then says nothing any more
   */
  async begin(
    connectionId: string,
    kind: MadeKind,
    key: string,
    { attemptUntil, easybillId }: Making,
    until: number,
  ): Promise<boolean> {
    const isAttempt =
      attemptUntil === undefined ? 'attribute_not_exists(attemptUntil)' : 'attemptUntil = :attempt';
    const isRecord = easybillId === undefined ? 'attribute_not_exists(easybillId)' : 'easybillId = :id';
    return this.#table.update(keyOf(connectionId, kind, key), {
      UpdateExpression: 'SET attemptUntil = :until',
      ConditionExpression: `${isAttempt} AND ${isRecord}`,
      ExpressionAttributeValues: { ':until': until, ':attempt': attemptUntil, ':id': easybillId },
    });
  }

  /** Notes what was made or found; without an id, that nothing was. */
  async end(
    connectionId: string,
    kind: MadeKind,
    key: string,
    easybillId: number | undefined,
  ): Promise<void> {
    await this.#table.update(keyOf(connectionId, kind, key), {
      UpdateExpression:
        easybillId === undefined ? 'REMOVE attemptUntil' : 'SET easybillId = :id REMOVE attemptUntil',
      ...(easybillId !== undefined && { ExpressionAttributeValues: { ':id': easybillId } }),
    });
  }
}

// Not in the partition of the entries, which is listed.
function keyOf(connectionId: string, kind: MadeKind, key: string): ItemKey {
  const [, pk] = ledgerPartitions(connectionId);
  return { pk, sk: `${kind}#${key.toLowerCase()}` };
}
