import { isStopped, type LedgerEntry } from './ledger-entry.ts';

/** A request may reach easybill long after nobody waits for it: more looks find what it made.
 * The last one also finds what easybill lists a day late. */
const ORPHAN_CHECKS_MS = [15 * 60_000, 24 * 3_600_000, 48 * 3_600_000] as const;
/** A work order that has not moved for so long is taken up by the sweeper. */
const STALLED_AFTER_MS = 15 * 60_000;

/** A work order whose problem stands is looked at again by itself at most so often. */
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
  const { state, attemptUntil = 0, lookAt = 0, unlogged } = entry;
  const isOver = state === 'handled' || state === 'failed' || state === 'skipped';
  const toLog = unlogged && now + STALLED_AFTER_MS;
  if (isOver) return earliest(toLog, orphanCheckAt(entry), recheckAfter(entry, now));
  return Math.max(now, attemptUntil, lookAt) + STALLED_AFTER_MS;
}

function earliest(...times: readonly (number | undefined)[]): number | undefined {
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.min(...known) : undefined;
}

/** When the late look for orphans is due that comes next, epoch milliseconds. */
export function orphanCheckAt({ unsureSince, orphanChecks }: LedgerEntry): number | undefined {
  const delay = ORPHAN_CHECKS_MS[orphanChecks];
  return unsureSince === undefined || delay === undefined ? undefined : unsureSince + delay;
}
