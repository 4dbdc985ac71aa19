import type { Page } from '../easybill/index.ts';
import { isHeld } from './compare.ts';
import type { Mapping } from './mapping-store.ts';

/** The records of one parent. */
export interface Family<Source> {
  readonly parent: Mapping;
  readonly pages: readonly Page<Source>[];
}

/** Lists the records of one parent, 1-based by page; undefined when the parent is gone. */
export type ListOf<Source> = (parentId: number, page: number) => Promise<Page<Source> | undefined>;

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
      // What OutSmart does not have has no contact persons there either, and what is gone is seen to by its own run.
      const pages = isHeld(parent) ? await readPages(list, parent.easybillId) : undefined;
      if (pages) families.push({ parent, pages });
    } catch (error) {
      return { families, lastId, failure: error instanceof Error ? error : new Error(String(error)) };
    }
    lastId = parent.easybillId;
  }
  return { families, lastId, failure: undefined };
}

async function readPages<Source>(
  list: ListOf<Source>,
  parentId: number,
): Promise<Page<Source>[] | undefined> {
  const pages: Page<Source>[] = [];
  let last: Page<Source> | undefined;
  do {
    last = await list(parentId, pages.length + 1);
    if (!last) return undefined;
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
