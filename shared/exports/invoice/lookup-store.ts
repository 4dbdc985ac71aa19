import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { factsSchema } from '../../records/facts.ts';
import { ledgerPartitions } from '../ledger/ledger-partitions.ts';
import type { MadeKind } from './making-store.ts';

const lookupSchema = z.object({
  /** Start of the look, epoch milliseconds. */
  lookedAt: z.int(),
  /** What easybill had; absent when it had none. */
  found: z.object({ easybillId: z.int(), facts: factsSchema }).optional(),
});

/** What easybill had when it was last asked for a record by its number. */
export type Lookup = z.infer<typeof lookupSchema>;

/**
 * Remembers lookups at easybill, so that a work order with more of them than there are calls in a minute gets on with
 * each attempt, and work orders that lack the same record ask once.
 */
export class LookupStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  async get(connectionId: string, kind: MadeKind, key: string): Promise<Lookup | undefined> {
    const Key = keyOf(connectionId, kind, key);
    const { Item } = await this.#documents.send(new GetCommand({ TableName: this.#table, Key }));
    return Item && lookupSchema.parse(Item);
  }

  async put(connectionId: string, kind: MadeKind, key: string, lookup: Lookup): Promise<void> {
    const Item = { ...keyOf(connectionId, kind, key), ...lookup };
    await this.#documents.send(new PutCommand({ TableName: this.#table, Item }));
  }
}

function keyOf(connectionId: string, kind: MadeKind, key: string): { pk: string; sk: string } {
  const [, pk] = ledgerPartitions(connectionId);
  return { pk, sk: `lookup#${kind}#${key.normalize('NFC').toLowerCase()}` };
}
