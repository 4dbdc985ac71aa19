import { decodeTime } from 'ulid';
import { nightMinuteOf } from '../connections/slot.ts';
import type { EntityState } from '../imports/stores/entity-state-store.ts';
import type { Run } from '../imports/stores/run.ts';
import { isNightly, isRoundDue } from '../imports/runs/run-rhythm.ts';
import { laneOf } from '../records/entity.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Reconciliations begin at 22:00 UTC, which is night in Germany all year, spread over five hours. */
const NIGHT_STARTS_MS = 22 * HOUR_MS;
/** A run whose message was lost: longer than the longest delay of a message, and a step after it. */
const STALLED_AFTER_MS = 30 * MINUTE_MS;

/** Why the next run of an entity is due at `now`, epoch milliseconds; undefined when it is not. */
export function runDue(
  connectionId: string,
  state: EntityState,
  now: number,
): 'schedule' | 'change' | undefined {
  if (state.activeRunId !== undefined) return undefined;
  const lastStart = state.lastRunId === undefined ? 0 : decodeTime(state.lastRunId);
  const isScheduled = isNightly(laneOf(state.entity))
    ? lastStart < lastNightlySlot(connectionId, now)
    : isRoundDue(lastStart, now);
  if (isScheduled) return 'schedule';
  // Changes that name no record start a run at most once an hour, and an entity that easybill refuses is tried
  // again every six hours.
  const pause = state.blockedSince === undefined ? HOUR_MS : 6 * HOUR_MS;
  return state.dirtySince !== undefined && now - lastStart >= pause ? 'change' : undefined;
}

/** Whether a run under way has not moved for so long that its message must be gone. */
export function isStalled(run: Run, now: number): boolean {
  const isUnderWay = run.state === 'queued' || run.state === 'running' || run.state === 'waiting';
  return isUnderWay && now - Date.parse(run.updatedAt) > STALLED_AFTER_MS;
}

/** The connection's own minute of the night that came last. */
function lastNightlySlot(connectionId: string, now: number): number {
  const offset = NIGHT_STARTS_MS + nightMinuteOf(connectionId) * MINUTE_MS;
  return Math.floor((now - offset) / DAY_MS) * DAY_MS + offset;
}
