import type { OutsmartClient } from './http/client.ts';
import {
  postRecords,
  storedByKey,
  switchOff,
  type RecordList,
  type StoredRecord,
  type SwitchedOff,
} from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

/** A category of materials as we write it, in OutSmart's own words. */
export interface OutsmartCategory {
  /** Identity: OutSmart inserts or updates by it. */
  readonly cat_code: string;
  readonly cat_name: string;
  /** Whether it is shown. */
  readonly cat_display: 0 | 1;
}

const CATEGORIES: RecordList = {
  endpoint: 'categories',
  keyField: 'cat_code',
  filtered: (value) => ({ endpoint: 'category', query: { key: 'cat_code', value } }),
};

/**
 * Inserts or updates the categories. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /categories/`, https://knowledge.out-smart.com/openapi/material-categories
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postCategories(
  client: OutsmartClient,
  categories: readonly OutsmartCategory[],
): Promise<UpsertReport<OutsmartCategory>> {
  return upsertInBatches(categories, (records) => postRecords(client, CATEGORIES, records));
}

/**
 * All categories by their code.
 *
 * Reference: `GET /categories/`, https://knowledge.out-smart.com/openapi/material-categories
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listCategories(client: OutsmartClient): Promise<Map<string, StoredRecord>> {
  return storedByKey(client, CATEGORIES);
}

/** Hides a category, see {@link switchOff}; its materials stay in it. */
export function hideCategory(client: OutsmartClient, code: string): Promise<SwitchedOff> {
  return switchOff(client, CATEGORIES, code, 'cat_display');
}
