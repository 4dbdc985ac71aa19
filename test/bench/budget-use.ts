import { HOUR, MINUTE, SECOND, World } from '../simulation/limiter/world.ts';

const SIMULATED_HOURS = 12;
/** The permits have settled by then. */
const START_UP = 5 * MINUTE;

/** How much of a plan's budget bulk work uses that never ends. */
export interface BudgetUse {
  readonly limit: number;
  /** Calls made of those allowed, 0 to 1. */
  readonly use: number;
  readonly writesPerCall: number;
  /** Calls that at least one kind of rate limit would have refused. */
  readonly refused: number;
}

/** Lets the limiter work for hours of simulated time. The same seed gives the same figures. */
export async function simulateBudgetUse(limit: number): Promise<BudgetUse> {
  const world = new World({ seed: 1, limit });
  const plan = world.setPlan(limit);
  await world.time.runUntil(world.time.now + SECOND);
  await plan;
  // More than enough to keep every permit busy.
  for (let message = 0; message < 30 + 2 * limit; message += 1) world.arriveEndless();
  const begin = world.time.now;
  await world.time.runUntil(begin + START_UP);
  const before = structuredClone(world.counts);
  await world.time.runUntil(begin + SIMULATED_HOURS * HOUR);
  const { calls, store, rejected } = world.counts;
  const made = calls - before.calls;
  return {
    limit,
    use: made / (limit * (SIMULATED_HOURS * 60 - START_UP / MINUTE)),
    writesPerCall: (store.writes - before.store.writes) / made,
    refused: Math.max(...rejected),
  };
}
