import { createPermitGate } from '../../../../shared/budget/permit-gate.ts';
import { setPermitPlan } from '../../../../shared/budget/update-permits.ts';
import { CALLS_PER_MINUTE, type Plan } from '../../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../../shared/connections/settings/settings.ts';
import { memoryPermitStore } from '../../../simulation/limiter/memory-permit-store.ts';
import type { Household } from '../household.ts';

/** As the stack has it. */
const FUNCTION_MS = 120_000;
const ROUND_TRIP_MS = 300;

/** From now on every easybill call that a list of contacts takes needs a permit of the plan's share, and time. */
export async function withPermits(world: Household, plan: Plan, budgetShare = 1): Promise<void> {
  world.countsCalls = true;
  world.functionMs = FUNCTION_MS;
  const { waiting, services, connectionId } = world;
  const settings = settingsSchema.parse({ budgetShare });
  const { connection } = waiting.work;
  await services.connections.put({ ...connection, easybillAccount: 'login-1', plan, settings });
  const { store } = memoryPermitStore(() => Promise.resolve());
  await setPermitPlan(
    store,
    connectionId,
    { callsPerMinute: CALLS_PER_MINUTE[plan], share: budgetShare },
    waiting.now,
  );
  world.openGate = (_connection, { priority, reservation, deadline }) => {
    const gate = createPermitGate({
      store,
      connectionId,
      priority,
      deadline,
      now: () => waiting.now,
      random: () => 0.5,
      sleep: (ms) => {
        waiting.now += ms;
        return Promise.resolve();
      },
    });
    const reserved = gate.forReservation(reservation);
    return {
      run: (send) =>
        reserved.run(() => {
          waiting.now += ROUND_TRIP_MS;
          return send();
        }),
      close: () => gate.close(),
    };
  };
  // What the permits of a new connection begin with is not what is looked at.
  waiting.now += 120_000;
}
