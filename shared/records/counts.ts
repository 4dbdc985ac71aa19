import * as z from 'zod';
import { entitySchema, type Entity } from './entity.ts';

const number = z.int().nonnegative().default(0);
export const runCountsSchema = z.object({
  seen: number,
  created: number,
  updated: number,
  unchanged: number,
  skipped: number,
  failed: number,
  withdrawn: number,
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
function addCounts(a: RunCounts, b: RunCounts): RunCounts {
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

/** Counts of the entities that share a list. */
export type EntityCounts = Readonly<Partial<Record<Entity, RunCounts>>>;

/** Counts with some more of one entity. */
export function count(counts: EntityCounts, entity: Entity, more: Partial<RunCounts>): EntityCounts {
  return { ...counts, [entity]: addCounts(counts[entity] ?? noCounts(), { ...noCounts(), ...more }) };
}

/** Both counts together, entity by entity. */
export function addEntityCounts(a: EntityCounts, b: EntityCounts): EntityCounts {
  return entitySchema.options.reduce((sum, entity) => (b[entity] ? count(sum, entity, b[entity]) : sum), a);
}

/** The counts of all entities together. */
export function totalOf(counts: EntityCounts): RunCounts {
  return Object.values(counts).reduce(addCounts, noCounts());
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
