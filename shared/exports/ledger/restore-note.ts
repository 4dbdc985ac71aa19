import { GetCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

const noteSchema = z.object({ lookFirstBefore: z.iso.datetime({ offset: true }) });

/**
 * What an operator notes in the ledger's table after restoring it: until `lookFirstBefore` the ledger may have forgotten
 * invoices. Work orders completed before then are looked for at easybill before an invoice of them is made. One item:
 * `{"pk":"#restore","sk":"lookFirstBefore","lookFirstBefore":"<ISO 8601>"}`.
 */
export class RestoreNote {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  /** The noted time, epoch milliseconds; undefined for a ledger that was never restored. */
  async read(): Promise<number | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({
        TableName: this.#table,
        Key: { pk: '#restore', sk: 'lookFirstBefore' },
        ConsistentRead: true,
      }),
    );
    return Item && Date.parse(noteSchema.parse(Item).lookFirstBefore);
  }
}
