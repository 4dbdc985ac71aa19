import type { SourceRecord } from '../declaration/entity-import.ts';
import type { Page } from '../../easybill/index.ts';
import { isHeld } from '../upsert/compare.ts';
import type { ImportSession } from '../upsert/import-session.ts';
import type { Mapping } from '../../mappings/mapping.ts';

/** The records of one parent. */
export interface ChildList {
  readonly parent: Mapping;
  readonly pages: readonly Page<SourceRecord>[];
}

/** Lists the records of one parent, 1-based by page; undefined when the parent is gone. */
export type ListOf = (parentId: number, page: number) => Promise<Page<SourceRecord> | undefined>;

/** A list usually takes less than this: the next one is begun only when there is time for it. */
export const USUAL_READ_MS = 5_000;

/** What says when to stop. */
export type Timed = Pick<ImportSession, 'hasTime' | 'shouldYield' | 'now'>;

/**
 * Reads the lists of parents until one fails, or interactive work waits, or until there would be no time left to write
 * what was read: it would be read again, and again. `lastId` is the last parent that is done with.
 */
export async function readChildren(
  { hasTime, shouldYield, now }: Timed,
  list: ListOf,
  before: number,
  parents: readonly Mapping[],
): Promise<{ lists: ChildList[]; lastId: number; failure: Error | undefined }> {
  const lists: ChildList[] = [];
  let lastId = before;
  let longestMs = USUAL_READ_MS;
  for (const parent of parents) {
    if (!hasTime(longestMs)) break;
    // One list at least, or a run would never end where hints come in all the time.
    if (lists.length > 0 && (await shouldYield())) break;
    const startedAt = now();
    try {
      // What OutSmart does not have has no contact persons there either, and what is gone is seen to by its own run.
      const pages = isHeld(parent) ? await readPages(list, parent.easybillId) : undefined;
      if (pages) lists.push({ parent, pages });
    } catch (error) {
      return { lists, lastId, failure: error instanceof Error ? error : new Error(String(error)) };
    }
    longestMs = Math.max(longestMs, now() - startedAt);
    lastId = parent.easybillId;
  }
  return { lists, lastId, failure: undefined };
}

async function readPages(list: ListOf, parentId: number): Promise<Page<SourceRecord>[] | undefined> {
  const pages: Page<SourceRecord>[] = [];
  let last: Page<SourceRecord> | undefined;
  do {
    last = await list(parentId, pages.length + 1);
    if (!last) return undefined;
    pages.push(last);
  } while (last.page < last.pages);
  return pages;
}

/** Ids of all records, the unreadable ones too. */
export function listedIds(lists: readonly ChildList[]): number[] {
  const pages = lists.flatMap((list) => list.pages);
  return pages.flatMap(({ items, unreadable }) => [
    ...items.map(({ id }) => id),
    ...unreadable.flatMap(({ id }) => id ?? []),
  ]);
}
