import * as z from 'zod';
import { RetryableError } from '../vendor-errors/index.ts';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { deleteEntity } from './delete-entity.ts';
import { scalarText } from './field-schemas.ts';
import { listRows, postRows, rowsOf } from './stored-rows.ts';
import { upsertInBatches, type UpsertReport } from './upsert-in-batches.ts';

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
 * Removes links; one that is not there counts as removed. The report promises what that of `upsertInBatches` does,
 * with `stored` meaning gone.
 *
 * OutSmart deletes by one key for certain, and by a pair perhaps: a pair that it read as its second half would empty a
 * category of all other products. So all links of the material are deleted, which can touch no other product, and its
 * other links are posted again at once. At the end the list is read, and what else went is posted again, too. Both happen
 * whatever the deletion was answered.
 *
 * Reference: `GET /DeleteEntity/` with entity `material_category`, outsmart.md 5.6 and 6
 *
 * @throws OutsmartMisuseError when a call itself is wrong
 */
export function deleteMaterialCategories(
  client: OutsmartClient,
  links: readonly OutsmartMaterialCategory[],
): Promise<UpsertReport<OutsmartMaterialCategory>> {
  return upsertInBatches(links, (batch) => removeLinks(client, batch));
}

async function removeLinks(
  client: OutsmartClient,
  links: readonly OutsmartMaterialCategory[],
): Promise<void> {
  const unwanted = new Set(links.map(identity));
  const isUnwanted = (link: OutsmartMaterialCategory): boolean => unwanted.has(identity(link));
  const { items: before } = await listMaterialCategories(client);
  const doomed = before.filter(isUnwanted);
  if (doomed.length === 0) return;
  const others = before.filter((link) => !isUnwanted(link));

  let remaining: ReadonlySet<string>;
  try {
    for (const code of new Set(doomed.map(({ mct_mat_code }) => mct_mat_code))) {
      const siblings = others.filter(({ mct_mat_code }) => mct_mat_code === code);
      await deleteLinksOf(client, code, siblings);
    }
  } finally {
    const { items: after } = await listMaterialCategories(client);
    remaining = new Set(after.map(identity));
    await putBack(
      client,
      others.filter((link) => !remaining.has(identity(link))),
    );
  }
  if (doomed.some((link) => remaining.has(identity(link)))) {
    throw new RetryableError({ vendor: 'outsmart', operation: 'GET /DeleteEntity' }, 'unreadable');
  }
}

async function deleteLinksOf(
  client: OutsmartClient,
  materialCode: string,
  siblings: readonly StoredMaterialCategory[],
): Promise<void> {
  try {
    await deleteEntity(client, 'material_category', materialCode);
  } finally {
    await putBack(client, siblings);
  }
}

/** @throws what ended the upsert, or the first refusal: a link whose category is gone cannot come back */
async function putBack(client: OutsmartClient, links: readonly StoredMaterialCategory[]): Promise<void> {
  const { failure, rejected } = await postRows(client, materialCategories, links);
  const problem = failure ?? rejected[0]?.error;
  if (problem !== undefined) throw problem;
}

function identity({ mct_mat_code, mct_cat_code }: OutsmartMaterialCategory): string {
  return JSON.stringify([mct_mat_code, mct_cat_code]);
}
