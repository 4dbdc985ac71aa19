/** A part of a list, and where to go on; undefined at the end. */
interface Part<Item> {
  readonly items: readonly Item[];
  readonly cursor: string | undefined;
}

/** A filter that lets through next to nothing is looked for in so many parts at most; then the answer is given as it is. */
const MOST_PARTS = 100;

/**
 * A page of a list that is filtered: parts are read until the page is full, so that a caller never gets a cursor to
 * nothing, nor an empty page before the last. Only where very much was left out a page is short and has a cursor.
 *
 * @param read the next part after a cursor; what the filter leaves out is missing from it
 * @param cursorOf the cursor that goes on behind an item
 */
export async function fillPage<Item>(
  read: (cursor: string | undefined) => Promise<Part<Item>>,
  cursorOf: (item: Item) => string,
  limit: number,
  cursor?: string,
): Promise<{ items: Item[]; cursor: string | undefined }> {
  const items: Item[] = [];
  let next = cursor;
  for (let parts = 0; parts < MOST_PARTS; parts += 1) {
    const part = await read(next);
    items.push(...part.items);
    next = part.cursor;
    const last = items[limit - 1];
    // One more than wanted shows that there is more.
    if (items.length > limit && last !== undefined)
      return { items: items.slice(0, limit), cursor: cursorOf(last) };
    if (next === undefined) break;
  }
  return { items, cursor: next };
}

/** How many items to look at for a part of a page: all that pass are wanted, or only some. */
export function partSize(limit: number, isFiltered: boolean): number {
  return isFiltered ? 1_000 : limit + 1;
}
