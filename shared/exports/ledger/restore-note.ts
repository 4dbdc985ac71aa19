import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table } from '../../aws/table.ts';
import * as z from 'zod';

const noteSchema = z.object({ lookFirstBefore: z.iso.datetime({ offset: true }) });

/**
 * What an operator notes in the ledger's table after restoring it: until `lookFirstBefore` the ledger may have forgotten
 * invoices. Work orders completed before then are looked for at easybill before an invoice of them is made. One item:
 * `{"pk":"#restore","sk":"lookFirstBefore","lookFirstBefore":"<ISO 8601>"}`.
 */
export class RestoreNote {
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  /** The noted time, epoch milliseconds; undefined for a ledger that was never restored. */
  async read(): Promise<number | undefined> {
    const item = await this.#table.get({ pk: '#restore', sk: 'lookFirstBefore' });
    return item && Date.parse(noteSchema.parse(item).lookFirstBefore);
  }
}
