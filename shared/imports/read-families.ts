import type { Page } from '../easybill/index.ts';
import { isHeld } from './compare.ts';
import type { Mapping } from './mapping-store.ts';

/** The records of one parent. */
export interface Family<Source> {
  readonly parent: Mapping;
  readonly pages: readonly Page<Source>[];
}

/** Lists the records of one parent, 1-based by page. */
export type ListOf<Source> = (parentId: number, page: number) => Promise<Page<Source>>;

/** Reads the lists of parents until one fails; `lastId` is the last parent that is done with. */
export async function readFamilies<Source>(
  list: ListOf<Source>,
  before: number,
  parents: readonly Mapping[],
): Promise<{ families: Family<Source>[]; lastId: number; failure: Error | undefined }> {
  const families: Family<Source>[] = [];
  let lastId = before;
  for (const parent of parents) {
    try {
      // What OutSmart does not have has no contact persons there either.
      if (isHeld(parent)) families.push({ parent, pages: await readPages(list, parent.easybillId) });
    } catch (error) {
      return { families, lastId, failure: error instanceof Error ? error : new Error(String(error)) };
    }
    lastId = parent.easybillId;
  }
  return { families, lastId, failure: undefined };
}

async function readPages<Source>(list: ListOf<Source>, parentId: number): Promise<Page<Source>[]> {
  const pages: Page<Source>[] = [];
  let last: Page<Source>;
  do {
    last = await list(parentId, pages.length + 1);
    pages.push(last);
  } while (last.page < last.pages);
  return pages;
}

/** Ids of all records, the unreadable ones too. */
export function listedIds<Source extends { readonly id: number }>(
  families: readonly Family<Source>[],
): number[] {
  const pages = families.flatMap((family) => family.pages);
  return pages.flatMap(({ items, unreadable }) => [
    ...items.map(({ id }) => id),
    ...unreadable.flatMap(({ id }) => id ?? []),
  ]);
}
