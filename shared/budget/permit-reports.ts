import {
  permitCount,
  plannedPermits,
  COOL_DOWN_MS,
  advanceTo,
  type PermitPlan,
  type PermitState,
} from './permit-state.ts';

const LONGEST_PAUSE_SECONDS = 120;
const USUAL_PAUSE_SECONDS = 60;
/** Calls a minute of the Plus plan. */
const PLUS_CALLS = 10;
/** Calls of the last minute when a Plus account refuses one: some were refused too, some fell into its minute before. */
const LIKE_PLUS = { from: PLUS_CALLS - 1, to: PLUS_CALLS + 6 } as const;
/** Once may be chance. */
const LIKE_PLUS_TIMES = 2;

/** What became of permits of the lease named `until`. Epoch milliseconds. */
export interface Observed {
  readonly until: number;
  /** When each answer was observed. */
  readonly answeredAt: readonly number[];
  /** The start times of permits that were not used. */
  readonly unused: readonly number[];
}

/** A 429 on a call that had a permit. */
export interface RefusedCall {
  readonly now: number;
  readonly sentAt: number;
  /** `Retry-After`, when easybill sent one. */
  readonly retryAfterSeconds: number | undefined;
}

/** What is logged for the user: another program uses the account, or the plan is not the one we think. */
export interface RateLimitReport {
  /** Whether this 429 opened the episode; the others only count. */
  readonly first: boolean;
  /** Epoch milliseconds of the first 429 of the episode. */
  readonly since: number;
  /** 429s in this episode. */
  readonly count: number;
  /** Calls a minute from now on. */
  readonly permits: number;
  /** Epoch milliseconds; no call of this connection before. */
  readonly pausedUntil: number;
  /** Whether this 429 shows, for the first time in this row, that the account has only the calls of the Plus plan. */
  readonly looksLikePlus: boolean;
}

/**
 * Gives permits back: an answered one cools down, an unused one is free again. A lease that has ended stays as it is.
 */
export function reportObserved(state: PermitState, { until, answeredAt, unused }: Observed): PermitState {
  const lease = state.leases.find((candidate) => candidate.until === until);
  if (!lease) return state;
  const left = lease.count - answeredAt.length - unused.length;
  const others = state.leases.filter((candidate) => candidate !== lease);
  return {
    ...state,
    leases: left > 0 ? [...others, { until, count: left }] : others,
    cooling: [...state.cooling, ...answeredAt.map((at) => at + COOL_DOWN_MS), ...unused].sort(
      (a, b) => a - b,
    ),
  };
}

/**
 * A 429 pauses the connection for `Retry-After` (1 to 120 s, else 60 s) and takes a quarter of the permits; calls sent
 * before that only count. {@link permitCount} raises them again.
 */
export function reportRateLimited(
  state: PermitState,
  { now, sentAt, retryAfterSeconds }: RefusedCall,
): { state: PermitState; report: RateLimitReport } {
  const permitsNow = permitCount(state, now);
  const before = permitsNow < plannedPermits(state) ? state.refusals : undefined;
  const lower = before === undefined || sentAt > before.loweredAt;
  const permits = lower ? Math.max(1, Math.floor(permitsNow * 0.75)) : before.permits;
  const timesBefore = state.refusals?.likePlus ?? 0;
  const likePlus = !lower ? timesBefore : isLikePlus(state, permitsNow, now) ? timesBefore + 1 : 0;
  const refusals = {
    since: before?.since ?? now,
    last: now,
    count: (before?.count ?? 0) + 1,
    permits,
    loweredAt: lower ? now : before.loweredAt,
    likePlus,
  };
  const pausedUntil = Math.max(state.pausedUntil, now + pauseSeconds(retryAfterSeconds) * 1000);
  const { since, count } = refusals;
  return {
    state: { ...state, refusals, pausedUntil },
    report: {
      first: before === undefined,
      since,
      count,
      permits,
      pausedUntil,
      looksLikePlus: lower && likePlus === LIKE_PLUS_TIMES,
    },
  };
}

/**
 * Another plan or share; permits that are out stay out until they come back. Permits that are gained cool down first:
 * if easybill counts with a bucket of tokens, a bigger bucket is not a fuller one.
 */
export function changePlan(state: PermitState, plan: PermitPlan, now: number): PermitState {
  const current = advanceTo(state, now);
  const changed = { ...current, callsPerMinute: plan.callsPerMinute, share: plan.share };
  if (changed.refusals && plan.callsPerMinute !== current.callsPerMinute) {
    changed.refusals = { ...changed.refusals, likePlus: 0 };
  }
  const gained = Math.max(0, permitCount(changed, now) - permitCount(current, now));
  return { ...changed, cooling: [...current.cooling, ...new Array<number>(gained).fill(now + COOL_DOWN_MS)] };
}

/** Whether a call was refused after about as many as the Plus plan allows, although we count on more. */
function isLikePlus(state: PermitState, permits: number, now: number): boolean {
  const calls = advanceTo(state, now).cooling.length;
  return permits > PLUS_CALLS && calls >= LIKE_PLUS.from && calls <= LIKE_PLUS.to;
}

function pauseSeconds(retryAfter: number | undefined): number {
  return retryAfter !== undefined && retryAfter >= 1 && retryAfter <= LONGEST_PAUSE_SECONDS
    ? retryAfter
    : USUAL_PAUSE_SECONDS;
}
