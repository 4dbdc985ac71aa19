import type * as z from 'zod';
import { RecordRejectedError } from '../vendor-errors/index.ts';
import type { OutsmartClient } from './client.ts';
import { collectionOf, type Collection } from './collection.ts';
import { rowCount } from './field-schemas.ts';
import { upsertInBatches, type UpsertReport } from './upsert-in-batches.ts';

/** An OutSmart collection that is read whole and written by upserts, and how a row is told from the others. */
export interface Rows<Row> {
  readonly endpoint: string;
  /** Field that decides between insert and update. */
  readonly key: string;
  readonly schema: z.ZodType<Collection<Row>>;
}

/** What became of a row that was to be offered no longer; `alreadyInactive` and `absent` without having written. */
export type SwitchedOff = 'deactivated' | 'alreadyInactive' | 'absent';

/** A row of any collection: the fields it was given with, unknown ones included. */
type Row = Readonly<Record<string, unknown>>;

/** Describes a collection. The schema must keep unknown fields, since rows are posted back whole. */
export function rowsOf<T extends Row>(endpoint: string, key: string, row: z.ZodType<T>): Rows<T> {
  return { endpoint, key, schema: collectionOf(row) };
}

/**
 * All rows of a collection, whatever their state: OutSmart knows no paging.
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listRows<T extends Row>(client: OutsmartClient, rows: Rows<T>): Promise<Collection<T>> {
  return client.call({ method: 'GET', endpoint: rows.endpoint, response: rows.schema });
}

/**
 * Inserts or updates records. See {@link upsertInBatches} for what the report promises.
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postRows<T extends Row, Record extends object>(
  client: OutsmartClient,
  rows: Rows<T>,
  records: readonly Record[],
): Promise<UpsertReport<Record>> {
  return upsertInBatches(records, (batch) => post(client, rows, batch));
}

/**
 * The row with exactly this key, or undefined. Costs a second call, for the whole collection, when the filtered answer
 * lacks it: which columns are filters is hardly documented.
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function findRow<T extends Row>(
  client: OutsmartClient,
  rows: Rows<T>,
  key: string,
): Promise<T | undefined> {
  const isWanted = (row: T): boolean => row[rows.key] === key;
  const filtered = await listFiltered(client, rows, key);
  return filtered.find(isWanted) ?? (await listRows(client, rows)).items.find(isWanted);
}

/**
 * Sets a flag of a row to 0. The row is read first and posted back whole, since OutSmart rejects a post that lacks a
 * required field and may clear what is left out.
 *
 * @throws RecordRejectedError also when the row as stored lacks a required field
 * @throws see {@link OutsmartClient.call}
 */
export async function switchOff<T extends Row>(
  client: OutsmartClient,
  rows: Rows<T>,
  key: string,
  flag: string,
): Promise<SwitchedOff> {
  const row = await findRow(client, rows, key);
  if (row === undefined) return 'absent';
  if (isOff(row[flag])) return 'alreadyInactive';
  await post(client, rows, [{ ...row, [flag]: 0 }]);
  return 'deactivated';
}

/** The count in the answer does not say which rows were inserted, updated or left alone, so nobody needs it. */
async function post<T extends Row>(
  client: OutsmartClient,
  { endpoint }: Rows<T>,
  records: readonly unknown[],
): Promise<void> {
  await client.call({ method: 'POST', endpoint, records, response: rowCount });
}

async function listFiltered<T extends Row>(
  client: OutsmartClient,
  { endpoint, key, schema }: Rows<T>,
  value: string,
): Promise<T[]> {
  const query = { key, value, operator: 'eq' };
  try {
    const answer = await client.call({ method: 'GET', endpoint, query, response: schema });
    return answer.items;
  } catch (error) {
    // Refuses the filter, not a record.
    if (error instanceof RecordRejectedError) return [];
    throw error;
  }
}

function isOff(flag: unknown): boolean {
  return flag === 0 || flag === '0' || flag === false;
}
