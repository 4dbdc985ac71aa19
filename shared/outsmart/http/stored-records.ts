import * as z from 'zod';
import { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import type { OutsmartClient } from './client.ts';
import { collectionOf, type Collection } from './collection.ts';
import { rowCount } from './field-schemas.ts';

/** A record as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/** A list of OutSmart in which records are read and upserted by a key. */
export interface RecordList {
  /** e.g. `relations`. */
  readonly endpoint: string;
  /** Endpoint and query that give the record with a key alone, where that is known to work or worth a try. */
  readonly filtered?: (key: string) => {
    readonly endpoint: string;
    readonly query: Readonly<Record<string, string>>;
  };
  /** Field that identifies a record. */
  readonly keyField: string;
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
  { endpoint }: Pick<RecordList, 'endpoint'>,
  records: readonly unknown[],
): Promise<void> {
  await client.call({ method: 'POST', endpoint, records, response: rowCount });
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

/** All records of a list by their key. Those without one are left out: nothing can refer to them. */
export async function storedByKey(
  client: OutsmartClient,
  list: RecordList,
): Promise<Map<string, StoredRecord>> {
  const { items } = await listStored(client, list);
  const keyed = items.map((record) => [keyIn(record, list), record] as const);
  return new Map(keyed.filter(([key]) => key !== ''));
}

/** What became of a record that was to be switched off. Only the first wrote anything. */
export type SwitchedOff = 'switchedOff' | 'alreadyOff' | 'absent';

/**
 * Switches a field off. The record is read first and posted back whole, since OutSmart rejects a post that lacks a
 * required field and may clear what is left out.
 *
 * @throws RecordRejectedError also when the record as stored lacks a required field
 * @throws see {@link OutsmartClient.call}
 */
export async function switchOff(
  client: OutsmartClient,
  list: RecordList,
  key: string,
  field: string,
): Promise<SwitchedOff> {
  const record = await getStored(client, list, key);
  if (record === undefined) return 'absent';
  const value = record[field];
  if (value === 0 || value === '0' || value === false) return 'alreadyOff';
  await postRecords(client, list, [{ ...record, [field]: 0 }]);
  return 'switchedOff';
}

async function listFiltered(
  client: OutsmartClient,
  { filtered }: RecordList,
  key: string,
): Promise<StoredRecord[]> {
  if (!filtered) return [];
  try {
    const answer = await client.call({ method: 'GET', ...filtered(key), response: collectionSchema });
    return answer.items;
  } catch (error) {
    // Refuses the filter, not a record.
    if (error instanceof RecordRejectedError) return [];
    throw error;
  }
}
