import * as z from 'zod';
import { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import type { OutsmartClient } from './client.ts';
import { collectionOf, type Collection } from './collection.ts';
import { rowCount } from './field-schemas.ts';
import { upsertInBatches, type UpsertReport } from './upsert-in-batches.ts';

/** A record as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/** A list of OutSmart in which records are read and upserted by a key. */
export interface RecordList {
  /** e.g. `relations`. */
  readonly endpoint: string;
  /** What gives the record with a key alone, where that is known to work or worth a try. */
  readonly filter?: { readonly endpoint: string; readonly operator?: 'eq' };
  /** Field that identifies a record. */
  readonly keyField: string;
  /** Field that is 0 for a record that is not offered any more. @default active */
  readonly activeField?: string;
  /** The only fields that are documented for posts, where others can be read as well; posting those may be refused. @default all */
  readonly postedFields?: readonly string[];
}

const storedSchema = z.record(z.string(), z.unknown());
const collectionSchema = collectionOf(storedSchema);

/**
 * All records of a list, inactive ones included.
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listStored(
  client: OutsmartClient,
  { endpoint }: RecordList,
): Promise<Collection<StoredRecord>> {
  return client.call({ method: 'GET', endpoint, response: collectionSchema });
}

/**
 * Posts records back or anew; the count in the answer does not say which rows were inserted, updated or left alone, so
 * nobody needs it.
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function postRecords(
  client: OutsmartClient,
  { endpoint, postedFields }: Pick<RecordList, 'endpoint' | 'postedFields'>,
  records: readonly object[],
): Promise<void> {
  const posted = records.map((record) =>
    Object.fromEntries(Object.entries(record).filter(([field]) => postedFields?.includes(field) ?? true)),
  );
  await client.call({ method: 'POST', endpoint, records: posted, response: rowCount });
}

/**
 * The record with exactly this key, or undefined. Costs a second call, for the whole list, when there is no filter or the
 * filtered answer lacks it: which columns can be filtered on is hardly documented.
 *
 * @throws see {@link OutsmartClient.call}
 */
async function getStored(
  client: OutsmartClient,
  list: RecordList,
  key: string,
): Promise<StoredRecord | undefined> {
  const isWanted = (record: StoredRecord): boolean => keyIn(record, list) === key;
  const filtered = await listFiltered(client, list, key);
  return filtered.find(isWanted) ?? (await listStored(client, list)).items.find(isWanted);
}

/** The key of a stored record, as text. */
export function keyIn(record: StoredRecord, { keyField }: Pick<RecordList, 'keyField'>): string {
  const key = record[keyField];
  return typeof key === 'string' || typeof key === 'number' ? String(key) : '';
}

/** What became of a record that was to be switched off. Only the first wrote anything. */
type SwitchedOff = 'switchedOff' | 'alreadyOff' | 'absent';

/** What can be done with the records of a list. */
export interface RecordCalls<Input extends object> {
  /** Inserts or updates records. See {@link upsertInBatches} for what the report promises and when it throws. */
  readonly post: (client: OutsmartClient, records: readonly Input[]) => Promise<UpsertReport<Input>>;
  /**
   * All records by their key, inactive ones included. Those without one are left out: nothing can refer to them.
   *
   * @throws see {@link OutsmartClient.call}
   */
  readonly list: (client: OutsmartClient) => Promise<Map<string, StoredRecord>>;
  /**
   * Sets a record inactive. It is read first and posted back whole, since OutSmart rejects a post that lacks a required
   * field and may clear what is left out.
   *
   * @throws RecordRejectedError also when the record as stored lacks a required field
   * @throws see {@link OutsmartClient.call}
   */
  readonly switchOff: (client: OutsmartClient, key: string) => Promise<SwitchedOff>;
}

/** The calls of a list whose records we write as `Input`. */
export function recordCalls<Input extends object>(list: RecordList): RecordCalls<Input> {
  const { activeField = 'active' } = list;
  return {
    post: (client, records) => upsertInBatches(records, (batch) => postRecords(client, list, batch)),
    list: async (client) => {
      const { items } = await listStored(client, list);
      const keyed = items.map((record) => [keyIn(record, list), record] as const);
      return new Map(keyed.filter(([key]) => key !== ''));
    },
    switchOff: async (client, key) => {
      const record = await getStored(client, list, key);
      if (record === undefined) return 'absent';
      const value = record[activeField];
      if (value === 0 || value === '0' || value === false) return 'alreadyOff';
      await postRecords(client, list, [{ ...record, [activeField]: 0 }]);
      return 'switchedOff';
    },
  };
}

async function listFiltered(
  client: OutsmartClient,
  { filter, keyField }: RecordList,
  value: string,
): Promise<StoredRecord[]> {
  if (!filter) return [];
  const { endpoint, ...operator } = filter;
  const query = { key: keyField, value, ...operator };
  try {
    const answer = await client.call({ method: 'GET', endpoint, query, response: collectionSchema });
    return answer.items;
  } catch (error) {
    // Refuses the filter, not a record.
    if (error instanceof RecordRejectedError) return [];
    throw error;
  }
}
