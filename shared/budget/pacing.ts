import { MINUTE_MS, permitCount, type PermitState } from './permit-state.ts';

/** How long a burst after idling may take: its messages do not arrive all at once. */
const BURST_MS = 2_000;
/**
 * So many bulk calls may run ahead of the pace; more would gather, and leave gaps for others to wait in. A small plan is
 * not used up with fewer.
 */
const EARLY_CALLS = { smallPlan: 2, largePlan: 1.5 } as const;
const SMALL_PLAN = 10;
/**
 * What bulk work left unused for longer is not made up for: the permits that are free because of it bridge the gap that
 * it makes a minute later. Those of a small plan are too few for that.
 */
const GAP_CALLS = 2;

/** A permit that could be had: usable from `usableAt`, and from `startAt` for this class of work. */
export interface Offer {
  readonly startAt: number;
  readonly usableAt: number;
}

/**
 * Bulk work gets one permit per 60/N s, a few of them early, and N/2 at once after a minute without any. Reservations already
 * kept count at their time.
 */
export function paced(state: PermitState, free: readonly number[], now: number): Offer[] {
  const { spacing, headStart, from } = paceOf(state, now);
  const ahead = [...state.kept.bulk];
  let pacedUntil = from;
  return free.map((usableAt) => {
    let startAt = Math.max(usableAt, pacedUntil - headStart);
    for (
      let reservation = ahead[0];
      reservation !== undefined && reservation <= startAt;
      reservation = ahead[0]
    ) {
      ahead.shift();
      pacedUntil = Math.max(pacedUntil, reservation) + spacing;
      startAt = Math.max(startAt, pacedUntil - headStart);
    }
    pacedUntil = Math.max(pacedUntil, startAt) + spacing;
    return { startAt, usableAt };
  });
}

/** Bulk work has started calls at `starts`. */
export function advancePace(state: PermitState, starts: readonly number[], now: number): PermitState {
  const { spacing, from, bulkBurstUntil } = paceOf(state, now);
  const bulkPacedUntil = starts.reduce((until, at) => Math.max(until, at) + spacing, from);
  return { ...state, bulkPacedUntil, bulkBurstUntil };
}

/**
 * Interactive work takes calls beside the pace, and bulk as many fewer: if both together made more than N a minute, the
 * permits would run out, and whoever came next would wait until the first of them is back.
 */
export function delayPace(state: PermitState, calls: number, now: number): PermitState {
  const { spacing, idle } = paceOf(state, now);
  // The burst after a minute of idling is not lost by the first call after it.
  const from = idle ? state.bulkPacedUntil : Math.max(state.bulkPacedUntil, now);
  return { ...state, bulkPacedUntil: from + calls * spacing };
}

function paceOf(
  state: PermitState,
  now: number,
): { spacing: number; headStart: number; from: number; idle: boolean; bulkBurstUntil: number } {
  const permits = permitCount(state, now);
  const spacing = Math.floor(MINUTE_MS / permits);
  const idle = now - state.bulkPacedUntil >= MINUTE_MS;
  const bulkBurstUntil = idle ? now + BURST_MS : state.bulkBurstUntil;
  const isLarge = permits > SMALL_PLAN;
  const usual = isLarge ? EARLY_CALLS.largePlan : EARLY_CALLS.smallPlan;
  const early = now < bulkBurstUntil ? Math.max(1, Math.floor(permits / 2)) - 1 : usual;
  const headStart = early * spacing;
  const isAfterGap = isLarge && now >= bulkBurstUntil && now - state.bulkPacedUntil > GAP_CALLS * spacing;
  const from = isAfterGap ? now + headStart : state.bulkPacedUntil;
  return { spacing, headStart, from, idle, bulkBurstUntil };
}
