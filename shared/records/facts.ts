import * as z from 'zod';

/**
 * What invoices need of a record that OutSmart does not hold, kept with its mapping so that no export has to ask
 * easybill for it. Which facts there are is up to the kind of record.
 */
export const factsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).optional());

/** See {@link factsSchema}. */
export type Facts = z.infer<typeof factsSchema>;

/** Whether nothing differs. */
export function sameFacts(a: Facts = {}, b: Facts = {}): boolean {
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => a[name] === b[name]);
}
