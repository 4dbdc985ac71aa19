import * as z from 'zod';

/**
 * Query of every list: how many, and where to go on. A cursor is the id of the last item looked at: a ULID, of a
 * connection with a `c` before it.
 */
export const listQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z
    .string()
    .regex(/^c?[0-7][0-9A-HJKMNP-TV-Z]{25}$/, 'Not a cursor of this list.')
    .optional(),
};
