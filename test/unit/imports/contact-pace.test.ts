import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createPermitGate } from '../../../shared/budget/permit-gate.ts';
import { setPermitPlan } from '../../../shared/budget/update-permits.ts';
import { CALLS_PER_MINUTE, type Plan } from '../../../shared/connections/connection.ts';
import { startRun } from '../../../shared/imports/start-run.ts';
import { memoryPermitStore } from '../../simulation/limiter/memory-permit-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { Household } from './household.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** As the stack has it. */
const FUNCTION_MS = 120 * SECOND;
const ROUND_TRIP_MS = 300;
const MINUTES = 3;
/** More than are read in that time, with the burst that it begins with. */
const CUSTOMERS = 250;

let tables: Tables;
let world: Household;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

beforeEach(async () => {
  connections += 1;
  world = await Household.start(tables, `pace${connections}`);
  const ids = Array.from({ length: CUSTOMERS }, (_, i) => i + 1);
  world.recordsPerPage = 1000;
  world.put('customer', ...ids.map((id) => ({ id, number: `N-${id}`, name: `name ${id}` })));
  world.put(
    'contact',
    ...ids.map((id) => ({ id: 1000 + id, number: `C-${id}`, name: `contact ${id}`, parentId: id })),
  );
  await world.run(['customer']);
  world.countsCalls = true;
  world.functionMs = FUNCTION_MS;
});
afterEach(() => world.stop());

/** From now on every easybill call takes a permit of the plan, and time. */
async function withPermits(plan: Plan): Promise<void> {
  const { waiting, services, connectionId } = world;
  await services.connections.put({ ...waiting.work.connection, easybillAccount: 'login-1', plan });
  const { store } = memoryPermitStore(() => Promise.resolve());
  await setPermitPlan(store, connectionId, { callsPerMinute: CALLS_PER_MINUTE[plan], share: 1 }, waiting.now);
  world.openGate = (_connection, { priority, turn, deadline }) => {
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
    const inTurn = gate.forTurn(turn);
    return {
      run: (send) =>
        inTurn.run(() => {
          waiting.now += ROUND_TRIP_MS;
          return send();
        }),
      close: () => gate.close(),
    };
  };
  // What the permits of a new connection begin with is not what is looked at.
  waiting.now += 2 * MINUTE;
}

/** Customers whose contacts have come to OutSmart in each of some minutes: each customer has one. */
async function customersPerMinute(): Promise<number[]> {
  const perMinute: number[] = [];
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const end = world.waiting.now + MINUTE;
    const before = contactsAtOutsmart();
    while (world.waiting.now < end) {
      if (!(await world.deliver())) world.waiting.now += 100;
    }
    perMinute.push(contactsAtOutsmart() - before);
  }
  return perMinute;
}

const contactsAtOutsmart = () => world.outsmart.contact.size;

describe.each([
  ['business', 60],
  ['plus', 10],
] as const)('the contacts of customers on %s', (plan, callsPerMinute) => {
  it('are read as fast as the plan allows while nothing else waits', async () => {
    await withPermits(plan);
    await startRun(world.services, world.connectionId, 'contact', 'manual');

    // The first minute has the burst of a connection that was idle.
    const [, ...later] = await customersPerMinute();
    expect(later).toEqual(later.map(() => callsPerMinute));
  });

  it('take a fifth of it while other runs are under way', async () => {
    await withPermits(plan);
    await startRun(world.services, world.connectionId, 'category', 'manual');
    const waiting = world.queue.splice(0);
    await startRun(world.services, world.connectionId, 'contact', 'manual');

    const [, ...later] = await customersPerMinute();
    expect(waiting).toHaveLength(1);
    expect(later).toEqual(later.map(() => callsPerMinute / 5));
  });
});
