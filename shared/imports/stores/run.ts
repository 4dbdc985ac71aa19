import * as z from 'zod';
import { entitySchema } from '../../records/entity.ts';
import { runCountsSchema, totalOf, type EntityCounts } from '../../records/counts.ts';

const runStateSchema = z.enum(['queued', 'running', 'waiting', 'braked', 'complete', 'failed']);

/** Why a run was started. */
const runTriggerSchema = z.enum(['connect', 'manual', 'schedule', 'change']);
export type RunTrigger = z.infer<typeof runTriggerSchema>;

/** One full import of one entity of one connection. Times are ISO 8601. */
export const runSchema = z.object({
  runId: z.string(),
  entity: entitySchema,
  state: runStateSchema,
  trigger: runTriggerSchema,
  /**
   * Reading the list page by page, then making sure of the account, then confirming what was absent.
   */
  phase: z.enum(['pages', 'account', 'withdrawals']),
  /** Number of the next step; the message of an earlier one is a duplicate. */
  seq: z.int().nonnegative(),
  /** The page to read next, 1-based; of contact persons, the customer. */
  page: z.int().positive(),
  pages: z.int().nonnegative().optional(),
  /** easybill's total when the last page was read. */
  total: z.int().nonnegative().optional(),
  /** Highest easybill id seen so far; of contact persons, the customer that was read last, 0 for none. */
  lastId: z.int().nonnegative(),
  /**
   * `ascending`: ids have ascended from page to page so far. `none`: they did not from the first page on, and the ids
   * seen are kept. `lost`: they stopped ascending on the way, so this run cannot tell what is absent.
   */
  order: z.enum(['ascending', 'none', 'lost']),
  /** Whether records went at easybill while the run was reading. */
  shifted: z.boolean(),
  /** Whether something small was left for a run soon: an old key to withdraw, a duplicate to make sure of. */
  isLeft: z.boolean(),
  /** Whether the page to read next was read before, and only what moved onto it since counts. */
  reread: z.boolean(),
  /** Compare with what OutSmart holds, too, and write again what differs there. */
  verify: z.boolean(),
  /** Only report what would be done. */
  dryRun: z.boolean().default(false),
  /** No run was complete before: what OutSmart holds already is adopted. */
  isFirst: z.boolean().default(false),
  /** Of all entities together. */
  counts: runCountsSchema,
  /** Of each entity that it has met: positions are products and hour types. */
  countsByEntity: z.partialRecord(entitySchema, runCountsSchema),
  /** Records of the current page that were written before the page had to be begun again. */
  writtenOfPage: z.partialRecord(entitySchema, z.int().nonnegative()),
  /** How many records were skipped or failed, by the code of their activity. */
  problems: z.record(z.string(), z.int()),
  /** easybill calls a minute that the last step could make at most, when not those of the plan. */
  callsPerMinute: z.number().positive().optional(),
  /** easybill calls made for this run. */
  calls: z.int().nonnegative(),
  /** Records that OutSmart holds because of us, as far as the run has come. */
  known: z.int().nonnegative(),
  /** Known records that the list lacked or marked as out of scope; not yet confirmed. */
  candidates: z.int().nonnegative(),
  /** Set when the back office lets a braked run withdraw. */
  confirmed: z.boolean(),
  startedAt: z.string(),
  updatedAt: z.string(),
  finishedAt: z.string().optional(),
});
export type Run = z.infer<typeof runSchema>;

/** What differs in runs that versions until 2026-11-30 stored. */
export const formerRunSchema = z.object({
  entity: entitySchema,
  counts: runCountsSchema,
  writtenOfPage: z.int(),
  phase: z.string(),
});

/** A run with other counts. */
export function withCounts(run: Run, countsByEntity: EntityCounts): Run {
  return { ...run, countsByEntity, counts: totalOf(countsByEntity) };
}
