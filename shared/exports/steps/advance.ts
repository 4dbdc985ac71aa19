import { isDeepStrictEqual } from 'node:util';
import type { NewActivity } from '../../activity/activity-store.ts';
import { namedBy, namesOf, type NamedEntry } from '../ledger/entry-names.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerChanges, NewHistoryEntry } from '../ledger/ledger.ts';
import { dueAfter } from '../ledger/due.ts';
import type { Finding, LedgerEntry, StoredProblem } from '../ledger/ledger-entry.ts';

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
 * Ends the way of a work order with a problem, and logs it unless it was logged before; a function that ends in between
 * leaves that to the next one, see {@link logProblem}. Where a document may have been made, it is looked for later.
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
  const isNew = !isSame(entry.problem, problem);
  const changes = {
    state,
    problem,
    attemptUntil: undefined,
    lookAt: undefined,
    ...unsure,
    ...(isNew && { unlogged: true as const }),
    ...(order && namedBy(order)),
  };
  const moved = await advance(work, entry, changes, [
    { step: state, outcome: problem.code, ...(status !== undefined && { status }) },
  ]);
  if (moved && isNew) await logProblem(work, moved);
}

/** Logs the problem of an entry that is not known to be logged. */
export async function logProblem(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const { problem } = entry;
  const findings = problem ? [problem, ...(problem.others ?? [])] : [];
  for (const finding of findings) await work.log(activityOf(entry, finding));
  await advance(work, entry, { unlogged: undefined }, []);
}

/** Whether two problems are the same. */
export function isSame(one: StoredProblem | undefined, other: StoredProblem): boolean {
  return one !== undefined && isDeepStrictEqual(one, other);
}

/** A step of a work order as an entry of the sync log. */
export function activityOf(entry: NamedEntry, { code, params }: Finding): NewActivity {
  return { code, workOrderId: entry.workOrderId, params: { ...namesOf(entry), ...params } };
}
