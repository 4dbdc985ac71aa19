import * as z from 'zod';

/** A key or name, as text: OutSmart nearly always gives strings, sometimes numbers. Never empty. */
export const scalarText = z.union([z.string().min(1), z.number().transform(String)]);

/** Text; missing, `null` and `""` all mean empty, which is undefined inside. */
export const optionalText = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((text) => (text === null || text === '' ? undefined : text));

/** `1` or `0`, as number or string; undefined when it is neither. */
export const flag = z
  .union([z.literal([0, '0', false]).transform(() => false), z.literal([1, '1', true]).transform(() => true)])
  .optional()
  .catch(undefined);

/** How many rows an upsert says it synced. */
export const rowCount = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]);
