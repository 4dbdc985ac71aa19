import * as z from 'zod';
import { RetryableError } from '../vendor-errors/index.ts';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { deleteEntity } from './delete-entity.ts';
import { scalarText } from './field-schemas.ts';
import { listRows, postRows, rowsOf } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

/** That a material is in a category. The pair is the identity, and a material may be in several categories. */
export interface OutsmartMaterialCategory {
  readonly mct_mat_code: string;
  readonly mct_cat_code: string;
}

const storedMaterialCategorySchema = z.looseObject({ mct_mat_code: scalarText, mct_cat_code: scalarText });

/** A link as OutSmart holds it, with every field it gave and as it gave it. */
export type StoredMaterialCategory = z.infer<typeof storedMaterialCategorySchema>;

const materialCategories = rowsOf('material_categories', 'mct_mat_code', storedMaterialCategorySchema);

/**
 * Adds the links. Nothing is replaced: a material stays in the categories it is in. See `upsertInBatches` for what the
 * report promises.
 *
 * Reference: `POST /material_categories/`, https://knowledge.out-smart.com/openapi/material-categories
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postMaterialCategories(
  client: OutsmartClient,
  records: readonly OutsmartMaterialCategory[],
): Promise<UpsertReport<OutsmartMaterialCategory>> {
  return postRows(client, materialCategories, records);
}

/**
 * All links of the account.
 *
 * Reference: `GET /material_categories/`, https://knowledge.out-smart.com/openapi/material-categories
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listMaterialCategories(client: OutsmartClient): Promise<Collection<StoredMaterialCategory>> {
  return listRows(client, materialCategories);
}

/**
 * Removes links. Safe to repeat; links that are not there cost one call together.
 *
 * OutSmart deletes by one key for certain, and by a pair perhaps: a pair that it read as its second half would empty a
 * category of all other products. So all links of the material are deleted, which can touch no other product, and the
 * list is read before and after: whatever else went, of whichever material, is posted again, also when the answer to
 * the deletion was lost.
 *
 * Reference: `GET /DeleteEntity/` with entity `material_category`, outsmart.md 5.6 and 6
 *
 * @throws RecordRejectedError when OutSmart refuses the deletion, or to take back a link that went too
 * @throws RetryableError also when a link is still there although OutSmart said it was deleted
 * @throws see {@link OutsmartClient.call}
 */
export async function deleteMaterialCategories(
  client: OutsmartClient,
  links: readonly OutsmartMaterialCategory[],
): Promise<void> {
  const unwanted = new Set(links.map(identity));
  const { items: before } = await listMaterialCategories(client);
  const doomed = before.filter((link) => unwanted.has(identity(link)));
  if (doomed.length === 0) return;

  const failure = await deleteLinksOf(client, new Set(doomed.map(({ mct_mat_code }) => mct_mat_code)));
  const { items: after } = await listMaterialCategories(client);
  const remaining = new Set(after.map(identity));
  const alsoGone = before.filter((link) => !unwanted.has(identity(link)) && !remaining.has(identity(link)));
  const { rejected, failure: notRestored } = await postRows(client, materialCategories, alsoGone);

  const problem = failure ?? notRestored ?? rejected[0]?.error;
  if (problem !== undefined) throw problem;
  if (doomed.some((link) => remaining.has(identity(link)))) {
    throw new RetryableError({ vendor: 'outsmart', operation: 'GET /DeleteEntity' }, 'unreadable');
  }
}

/** Ends with the first failure, which is not thrown: what the deletions took along must be put back first. */
async function deleteLinksOf(
  client: OutsmartClient,
  materialCodes: ReadonlySet<string>,
): Promise<Error | undefined> {
  for (const code of materialCodes) {
    try {
      await deleteEntity(client, 'material_category', code);
    } catch (error) {
      if (error instanceof Error) return error;
      throw error;
    }
  }
  return undefined;
}

function identity({ mct_mat_code, mct_cat_code }: OutsmartMaterialCategory): string {
  return JSON.stringify([mct_mat_code, mct_cat_code]);
}
