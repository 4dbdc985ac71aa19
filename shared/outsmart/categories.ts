import * as z from 'zod';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { scalarText } from './field-schemas.ts';
import { listRows, postRows, rowsOf, switchOff, type SwitchedOff } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

/** A category of materials as we write it, in OutSmart's own words. Texts of at most 255 characters. */
export interface OutsmartCategory {
  /** Identity: OutSmart inserts or updates by it. */
  readonly cat_code: string;
  readonly cat_name: string;
  /** Whether it is shown. */
  readonly cat_display: 0 | 1;
}

const storedCategorySchema = z.looseObject({ cat_code: scalarText });

/** A category as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredCategory = z.infer<typeof storedCategorySchema>;

const categories = rowsOf('categories', 'cat_code', storedCategorySchema);

/**
 * Inserts or updates the categories. See `upsertInBatches` for what the report promises.
 *
 * Reference: `POST /categories/`, outsmart.md 5.5
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postCategories(
  client: OutsmartClient,
  records: readonly OutsmartCategory[],
): Promise<UpsertReport<OutsmartCategory>> {
  return postRows(client, categories, records);
}

/**
 * All categories of the account, hidden ones included.
 *
 * Reference: `GET /categories/`, outsmart.md 5.5
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listCategories(client: OutsmartClient): Promise<Collection<StoredCategory>> {
  return listRows(client, categories);
}

/**
 * Hides a category, by reading it and posting it back whole. Its links to materials stay.
 *
 * Reference: `POST /categories/` with `cat_display: 0`, outsmart.md 5.5
 *
 * @throws RecordRejectedError also when the category as stored lacks a required field
 * @throws see {@link OutsmartClient.call}
 */
export function hideCategory(client: OutsmartClient, code: string): Promise<SwitchedOff> {
  return switchOff(client, categories, code, 'cat_display');
}
