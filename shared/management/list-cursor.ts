import * as z from 'zod';

/**
 * Query of every list: how many, and where to go on. A cursor is the id of the last item looked at: a ULID, of a
 * connection with a `c` before it.
 */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('How many at most.'),
  cursor: z
    .string()
    .regex(/^c?[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'Not a cursor of this list.')
    .optional()
    .describe('Where to go on: the cursor of the page before.'),
};

/** A page of a list. */
export function pageOf<Item extends z.ZodType>(
  item: Item,
): z.ZodObject<{ items: z.ZodArray<Item>; cursor: z.ZodOptional<z.ZodString> }> {
  return z.object({
    items: z.array(item),
    cursor: z.string().optional().describe('For the next page; left out on the last one.'),
  });
}
