import * as z from 'zod';

/** What easybill's limits are counted over. */
export const MINUTE_MS = 60_000;
/**
 * A permit cools down this long after its answer: easybill's minute, and twice the clocks' distance between workers.
 */
export const COOL_DOWN_MS = MINUTE_MS + 200;
/**
 * How long a request may still be on its way after nobody waits for it any more. Added to the moment an answer counts
 * as observed after a timeout, and to the end of a lease after the function's deadline.
 */
export const IN_FLIGHT_MS = 20_000;
/** After a 429 the permits come back step by step, one step for each such time without another. */
const RAISE_EVERY_MS = 10 * MINUTE_MS;
/** A reservation not taken up this long after its time goes to whoever comes next. */
const MISSED_AFTER_MS = 3_000;

const epochMs = z.number();

/** Permits one function holds. `until` names the lease and is unique on the item. */
const leaseSchema = z.object({ until: epochMs, count: z.int().positive() });

/** What is known about calls that easybill refused although we held a permit. */
const refusalsSchema = z.object({
  /** First 429 of this episode; it ends when the full share is back. */
  since: epochMs,
  last: epochMs,
  count: z.int().positive(),
  /** Permits left right after the last lowering, at `loweredAt`. */
  permits: z.int().positive(),
  loweredAt: epochMs,
  /** How many lowerings in a row came after about as many calls as the Plus plan allows. */
  likePlus: z.int().nonnegative().default(0),
});

/**
 * The permits of one connection. Each is idle (stored nowhere), cooling down until a time, or leased to a
 * function. All times are epoch milliseconds.
 */
export const permitStateSchema = z.object({
  /** Calls a minute of the easybill plan. */
  callsPerMinute: z.int().positive(),
  /** The part of them that is ours, above 0 and at most 1. */
  share: z.number().gt(0).max(1),
  /** When permits that cool down are usable again, ascending. */
  cooling: z.array(epochMs),
  leases: z.array(leaseSchema),
  /**
   * Reservations kept for one waiting call each. A reservation claims a permit that is usable by its time; interactive reservations claim
   * first, and a bulk reservation that finds none left is dropped. Ascending, no two alike.
   */
  kept: z.object({ interactive: z.array(epochMs), bulk: z.array(epochMs) }),
  /** The last reservation promised to bulk work beyond the permits known to come free. */
  bulkWaitingUntil: epochMs,
  /** The same for interactive work; while it lies ahead, bulk takes nothing. */
  interactiveWaitingUntil: epochMs,
  /** Where bulk work stands when all calls are paced at one per 60/N s. */
  bulkPacedUntil: epochMs,
  /** While it lies ahead, bulk work that was idle may take several permits at once. */
  bulkBurstUntil: epochMs,
  /** No call before this, because easybill refused one. */
  pausedUntil: epochMs,
  refusals: refusalsSchema.optional(),
});
export type PermitState = z.infer<typeof permitStateSchema>;

/** Interactive: webhooks, exports, one record by hand. Bulk: runs and reconciliation. */
export type Priority = 'interactive' | 'bulk';

/** An easybill plan, and how much of it is ours. */
export interface PermitPlan {
  readonly callsPerMinute: number;
  readonly share: number;
}

/** Permits of a connection that never made a call. */
export function newPermits({ callsPerMinute, share }: PermitPlan): PermitState {
  return {
    callsPerMinute,
    share,
    cooling: [],
    leases: [],
    kept: { interactive: [], bulk: [] },
    bulkWaitingUntil: 0,
    interactiveWaitingUntil: 0,
    bulkPacedUntil: 0,
    bulkBurstUntil: 0,
    pausedUntil: 0,
  };
}

/** How many permits the plan and the share give, before anything easybill refused; at least 1. */
export function plannedPermits({ callsPerMinute, share }: PermitPlan): number {
  // 0.29 x 100 is a little less than 29 in binary.
  return Math.max(1, Math.floor(callsPerMinute * share + 1e-9));
}

/** How many permits there are now: lowered after a 429, then raised by a twentieth of the plan every 10 minutes. */
export function permitCount(state: PermitState, now: number): number {
  const planned = plannedPermits(state);
  if (!state.refusals) return planned;
  const steps = Math.max(0, Math.floor((now - state.refusals.last) / RAISE_EVERY_MS));
  return Math.min(planned, state.refusals.permits + steps * Math.ceil(planned / 20));
}

/**
 * Brings a state to `now`: what cooled down is idle, a lease nobody reported cools down from its end, missed
 * reservations are dropped.
 */
export function advanceTo(state: PermitState, now: number): PermitState {
  const ended = state.leases.filter(({ until }) => until <= now);
  const unreported = ended.flatMap(({ until, count }) => new Array<number>(count).fill(until + COOL_DOWN_MS));
  const due = (times: readonly number[]): number[] => times.filter((at) => at + MISSED_AFTER_MS > now);
  return {
    ...state,
    cooling: [...state.cooling, ...unreported].filter((at) => at > now).sort((a, b) => a - b),
    leases: ended.length > 0 ? state.leases.filter(({ until }) => until > now) : state.leases,
    kept: { interactive: due(state.kept.interactive), bulk: due(state.kept.bulk) },
  };
}

/** When each permit that no function holds is usable, ascending. Expects a state brought to `now`. */
export function usableTimes(state: PermitState, now: number): number[] {
  const { cooling, leases } = state;
  const leased = leases.reduce((sum, { count }) => sum + count, 0);
  const idle = permitCount(state, now) - leased - cooling.length;
  // Fewer permits than are out, after a smaller plan or a 429: the first ones to come back are no longer ours.
  const times = idle >= 0 ? [...new Array<number>(idle).fill(now), ...cooling] : cooling.slice(-idle);
  return times.map((at) => Math.max(at, state.pausedUntil));
}
