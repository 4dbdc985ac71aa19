import { PermitsContendedError } from './permits-contended-error.ts';
import { changePlan } from './permit-reports.ts';
import { newPermits, type PermitPlan, type PermitState } from './permit-state.ts';
import type { PermitStore } from './permit-store.ts';

/** What a connection has whose plan was never set: what the smallest plan allows. */
const SMALLEST_PLAN: PermitPlan = { callsPerMinute: 10, share: 1 };

/** One step: a result, and the state to store if it changed. */
export interface Step<Result> {
  readonly result: Result;
  readonly state?: PermitState | undefined;
}

/**
 * Applies a step to the stored permits, or to new ones under `plan`, and writes the outcome; a lost race applies it
 * again to what won.
 *
 * @throws PermitsContendedError after `attempts` lost races
 */
export async function updatePermits<Result>(
  store: PermitStore,
  connectionId: string,
  attempts: number,
  step: (state: PermitState) => Step<Result>,
  plan = SMALLEST_PLAN,
): Promise<Result> {
  let stored = await store.read(connectionId);
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const { result, state } = step(stored?.state ?? newPermits(plan));
    if (state === undefined) return result;
    const winner = await store.write(connectionId, stored?.version, state);
    if (winner === undefined) return result;
    stored = winner;
  }
  throw new PermitsContendedError(connectionId);
}

const PLAN_ATTEMPTS = 20;

/**
 * Sets plan and share of a connection, at connecting and whenever one of them changes. Calls under way still count.
 *
 * @throws PermitsContendedError when functions kept writing in between; try again
 */
export async function setPermitPlan(
  store: PermitStore,
  connectionId: string,
  plan: PermitPlan,
  now: number,
): Promise<void> {
  const step = (state: PermitState): Step<undefined> => ({
    result: undefined,
    state: changePlan(state, plan, now),
  });
  await updatePermits(store, connectionId, PLAN_ATTEMPTS, step, plan);
}
