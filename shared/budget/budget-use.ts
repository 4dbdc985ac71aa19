import { permitCount, advanceTo, type PermitState } from './permit-state.ts';

/** How much of its calls a connection uses. */
export interface BudgetUse {
  /** What the easybill plan allows. */
  readonly callsPerMinute: number;
  /** How many of them are ours now: the share, less after a 429. */
  readonly permits: number;
  /** Permits that cool down after a call of the last minute or are leased to a function. */
  readonly used: number;
  /** Epoch milliseconds before which no call is made, while that lies ahead. */
  readonly pausedUntil?: number;
}

/** The use of a budget at `now`, epoch milliseconds. */
export function budgetUse(state: PermitState, now: number): BudgetUse {
  const { callsPerMinute, pausedUntil, cooling, leases } = advanceTo(state, now);
  return {
    callsPerMinute,
    permits: permitCount(state, now),
    used: leases.reduce((sum, { count }) => sum + count, cooling.length),
    ...(pausedUntil > now && { pausedUntil }),
  };
}
