import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table, type ItemKey } from '../../aws/table.ts';
import * as z from 'zod';
import { factsSchema } from '../../records/facts.ts';
import { ledgerPartitions } from '../ledger/ledger-partitions.ts';
import type { MadeKind } from './making-store.ts';

const lookupSchema = z.object({
  /** Start of the look, epoch milliseconds. */
  lookedAt: z.int(),
  /** What easybill had; absent when it had none. */
  found: z.object({ easybillId: z.int(), facts: factsSchema }).optional(),
  /** Another record in use that has the same number: which one is meant is open. */
  rivalId: z.int().optional(),
});

/** What easybill had when it was last asked for a record by its number. */
export type Lookup = z.infer<typeof lookupSchema>;

/**
 * Remembers lookups at easybill, so that a work order with more of them than there are calls in a minute gets on with
 * each attempt, and work orders that lack the same record ask once.
 */
export class LookupStore {
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  async get(connectionId: string, kind: MadeKind, key: string): Promise<Lookup | undefined> {
    const item = await this.#table.get(keyOf(connectionId, kind, key), { ConsistentRead: false });
    return item && lookupSchema.parse(item);
  }

  async put(connectionId: string, kind: MadeKind, key: string, lookup: Lookup): Promise<void> {
    await this.#table.put({ ...keyOf(connectionId, kind, key), ...lookup });
  }
}

function keyOf(connectionId: string, kind: MadeKind, key: string): ItemKey {
  const [, pk] = ledgerPartitions(connectionId);
  return { pk, sk: `lookup#${kind}#${key.normalize('NFC').toLowerCase()}` };
}
