import { isDeepStrictEqual } from 'node:util';
import type { NewActivity } from '../../activity/activity-store.ts';
import { namedBy, namesOf, type NamedEntry } from '../ledger/entry-names.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerChanges, NewHistoryEntry } from '../ledger/ledger.ts';
import { isStopped, type Finding, type LedgerEntry, type StoredProblem } from '../ledger/ledger-entry.ts';
import { orphanCheckAt } from './next-step.ts';

/** A work order that has not moved for so long is taken up by the sweeper. */
const STALLED_AFTER_MS = 15 * 60_000;

/** A work order whose problem stands is checked again by itself at most so often. */
export const RECHECK_AFTER_MS = 3_600_000;

/**
 * When the sweeper looks again at a work order that stopped, epoch milliseconds. One that is exported again on purpose need
 * not be completed any more, so that no poll finds it; undefined for all that polls find.
 */
export function recheckAfter(entry: LedgerEntry, now: number): number | undefined {
  return isStopped(entry) && entry.generation > 1 ? now + RECHECK_AFTER_MS : undefined;
}

/** By when an entry should have moved, epoch milliseconds; undefined when nothing is due. */
export function dueAfter(entry: LedgerEntry, now: number): number | undefined {
  const { state, attemptUntil = 0, lookAt = 0 } = entry;
  const isOver = state === 'handled' || state === 'failed' || state === 'skipped';
  if (isOver) return earliest(orphanCheckAt(entry), recheckAfter(entry, now));
  return Math.max(now, attemptUntil, lookAt) + STALLED_AFTER_MS;
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** Stores a step, see {@link Ledger.move}; undefined when somebody was faster. */
export async function advance(
  { ledger, now, kept }: ExportWork,
  entry: LedgerEntry,
  changes: LedgerChanges,
  history: readonly NewHistoryEntry[],
): Promise<LedgerEntry | undefined> {
  const moved = await ledger.move(entry, withDue(entry, changes, now()), history);
  if (moved) kept.entry = moved;
  return moved;
}

/** The changes, and by when the entry is due with them. */
export function withDue(entry: LedgerEntry, changes: LedgerChanges, now: number): LedgerChanges {
  // An attribute that is set to undefined is removed.
  const after: object = { ...entry, ...changes };
  return { ...changes, dueAt: dueAfter({ ...entry, ...after }, now) };
}

/**
 * Ends the way of a work order with a problem, and logs it unless it was logged before. Where a document may have been
 * made, it is looked for later.
 */
export async function stopWith(
  work: ExportWork,
  entry: LedgerEntry,
  state: 'failed' | 'skipped',
  problem: StoredProblem,
  status?: number,
): Promise<void> {
  // easybill said itself that it made nothing.
  const isRefused = status !== undefined;
  const unsure = entry.state === 'creating' && !isRefused && { unsureSince: work.now(), orphanChecks: 0 };
  const { order } = work.kept;
  const changes = {
    state,
    problem,
    attemptUntil: undefined,
    lookAt: undefined,
    ...unsure,
    ...(order && namedBy(order)),
  };
  const moved = await advance(work, entry, changes, [
    { step: state, outcome: problem.code, ...(status !== undefined && { status }) },
  ]);
  if (!moved || isSame(entry.problem, problem)) return;
  for (const finding of [problem, ...(problem.others ?? [])]) await work.log(activityOf(moved, finding));
}

/** Whether two problems are the same. */
export function isSame(one: StoredProblem | undefined, other: StoredProblem): boolean {
  return one !== undefined && isDeepStrictEqual(one, other);
}

/** A step of a work order as an entry of the sync log. */
export function activityOf(entry: NamedEntry, { code, params }: Finding): NewActivity {
  return { code, workOrderId: entry.workOrderId, params: { ...namesOf(entry), ...params } };
}
