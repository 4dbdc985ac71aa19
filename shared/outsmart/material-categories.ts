import type { OutsmartClient } from './http/client.ts';
import { deleteEntity } from './http/delete-entity.ts';
import { keyIn, listStored, postRecords, type RecordList } from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

/** That a material is in a category. A material may be in several. */
export interface MaterialCategory {
  readonly mct_mat_code: string;
  readonly mct_cat_code: string;
}

const LINKS: RecordList = { endpoint: 'material_categories', keyField: 'mct_mat_code' };
const LINKS_PER_POST = 200;

/**
 * Puts materials into categories; those that are there already stay.
 *
 * Reference: `POST /material_categories/`, https://knowledge.out-smart.com/openapi/material-categories
 *
 * @throws see {@link OutsmartClient.call}
 */
async function postMaterialCategories(
  client: OutsmartClient,
  links: readonly MaterialCategory[],
): Promise<void> {
  for (let start = 0; start < links.length; start += LINKS_PER_POST) {
    await postRecords(client, LINKS, links.slice(start, start + LINKS_PER_POST));
  }
}

/** The category a material belongs to, undefined for none, and those it belonged to before. */
export interface MaterialLink {
  readonly key: string;
  readonly link: string | undefined;
  readonly formerLinks: readonly string[];
}

/**
 * Puts each material into its category and takes it out of the former ones. Safe to repeat. See {@link upsertInBatches}
 * for what the report promises.
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postMaterialLinks<Link extends MaterialLink>(
  client: OutsmartClient,
  links: readonly Link[],
): Promise<UpsertReport<Link>> {
  return upsertInBatches(links, async (batch) => {
    const wanted = batch.flatMap(({ key, link }) => (link === undefined ? [] : [pair(key, link)]));
    if (wanted.length > 0) await postRecords(client, LINKS, wanted);
    const former = batch.flatMap(({ key, formerLinks }) => formerLinks.map((link) => pair(key, link)));
    await removeMaterialCategories(client, former);
  });
}

/**
 * Which materials are in which categories.
 *
 * Reference: `GET /material_categories/`, https://knowledge.out-smart.com/openapi/material-categories
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function listMaterialCategories(client: OutsmartClient): Promise<MaterialCategory[]> {
  const { items } = await listStored(client, LINKS);
  return items.map((record) => ({
    mct_mat_code: keyIn(record, LINKS),
    mct_cat_code: keyIn(record, { keyField: 'mct_cat_code' }),
  }));
}

/**
 * Takes materials out of categories. That OutSmart deletes by both keys at once is presumed, not documented: it may take
 * one of them only, and then every link with that value goes. So the links are read before and after, and what went
 * besides those that were meant is put back. Safe to repeat.
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function removeMaterialCategories(
  client: OutsmartClient,
  links: readonly MaterialCategory[],
): Promise<void> {
  if (links.length === 0) return;
  const unwanted = new Set(links.map(pairOf));
  const before = await listMaterialCategories(client);
  for (const link of before.filter((candidate) => unwanted.has(pairOf(candidate)))) {
    await deleteEntity(client, 'material_category', { ...link });
  }
  const left = new Set((await listMaterialCategories(client)).map(pairOf));
  const lost = before.filter((link) => !unwanted.has(pairOf(link)) && !left.has(pairOf(link)));
  await postMaterialCategories(client, lost);
}

function pair(material: string, category: string): MaterialCategory {
  return { mct_mat_code: material, mct_cat_code: category };
}

function pairOf({ mct_mat_code, mct_cat_code }: MaterialCategory): string {
  return JSON.stringify([mct_mat_code, mct_cat_code]);
}
