import * as z from 'zod';

/** A key or name, as text: OutSmart nearly always gives strings, sometimes numbers. Never empty. */
export const scalarText = z.union([z.string().min(1), z.number().transform(String)]);

/** How many rows an upsert says it synced. */
export const rowCount = z.union([z.int().nonnegative(), z.string().regex(/^\d+$/).transform(Number)]);
