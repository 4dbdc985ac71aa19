import * as z from 'zod';

const count = z.int().nonnegative().default(0);
export const runCountsSchema = z.object({
  seen: count,
  created: count,
  updated: count,
  unchanged: count,
  skipped: count,
  failed: count,
  withdrawn: count,
});
/**
 * What became of the records of a run. Each record seen is in exactly one of the others; `withdrawn`, and `failed` for
 * a withdrawal that OutSmart refused, come on top.
 */
export type RunCounts = z.infer<typeof runCountsSchema>;

/** Counts of nothing. */
export function noCounts(): RunCounts {
  return { seen: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, failed: 0, withdrawn: 0 };
}

/** Both counts together. */
export function addCounts(a: RunCounts, b: RunCounts): RunCounts {
  return {
    seen: a.seen + b.seen,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    skipped: a.skipped + b.skipped,
    failed: a.failed + b.failed,
    withdrawn: a.withdrawn + b.withdrawn,
  };
}

/** How often each value occurs. */
export function countBy(values: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

/** Both counts by reason together. */
export function addProblems(
  a: Readonly<Record<string, number>>,
  b: Readonly<Record<string, number>>,
): Record<string, number> {
  const sum: Record<string, number> = { ...a };
  for (const [reason, number] of Object.entries(b)) sum[reason] = (sum[reason] ?? 0) + number;
  return sum;
}
