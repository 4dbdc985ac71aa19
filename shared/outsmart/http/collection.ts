import * as z from 'zod';

/** Everything an OutSmart list endpoint gave, which is the whole collection: there is no paging. */
export interface Collection<T> {
  readonly items: T[];
  /** Records that do not have the documented shape. */
  readonly unreadable: UnreadableEntry[];
}

/** A record of a collection that could not be read. */
interface UnreadableEntry {
  /** Place in the answer, from 0. */
  readonly position: number;
  /** Names of the fields that are missing or wrong. */
  readonly fields: string[];
}

const arraySchema = z.array(z.unknown());
const nothingSchema = z.union([z.null(), z.literal('')]).transform((): unknown[] => []);
// Arrays with holes arrive as objects with the positions as keys, an empty one perhaps as `{}`.
const numberedSchema = z.record(z.string().regex(/^\d+$/), z.unknown()).transform(Object.values<unknown>);
const singleSchema = z.record(z.string(), z.unknown()).transform((record): unknown[] => [record]);

/** Any of the forms a list of records may take; records are parsed one by one so that a bad one stands alone. */
export function collectionOf<T>(record: z.ZodType<T>): z.ZodType<Collection<T>> {
  return z.union([arraySchema, nothingSchema, numberedSchema, singleSchema]).transform((records) => {
    const items: T[] = [];
    const unreadable: UnreadableEntry[] = [];
    records.forEach((candidate, position) => {
      const parsed = record.safeParse(candidate);
      if (parsed.success) {
        items.push(parsed.data);
      } else {
        const fields = parsed.error.issues.map((issue) => issue.path.join('.'));
        unreadable.push({ position, fields: fields.filter((field) => field !== '') });
      }
    });
    return { items, unreadable };
  });
}
