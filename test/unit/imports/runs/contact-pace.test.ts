import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { findRoute } from '../../../../shared/management/routes.ts';
import type { ManagementServices } from '../../../../shared/management/management-services.ts';
import { apiRequest } from '../../../support/api-request.ts';
import { startRun } from '../../../../shared/imports/runs/start-run.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Household } from '../household.ts';
import { withPermits } from './with-permits.ts';
import { sampled } from '../../../support/depth.ts';

const MINUTE = 60_000;
const MINUTES = sampled(3, 2);
/** More than are read at this pace in that time, with the burst that it begins with. */
const customersAt = (callsPerMinute: number): number => (MINUTES + 1.5) * callsPerMinute;
/** Half of what Business allows: a call every two seconds. */
const HALF = 0.5;
const CUSTOMERS = customersAt(30);

let tables: Tables;
let world: Household;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

afterEach(() => world.stop());

/** A connection whose customers are at OutSmart; each has a contact. */
async function start(customers: number): Promise<void> {
  connections += 1;
  world = await Household.start(tables, `pace${connections}`);
  const ids = Array.from({ length: customers }, (_, i) => i + 1);
  world.recordsPerPage = 1000;
  world.put('customer', ...ids.map((id) => ({ id, number: `N-${id}`, name: `name ${id}` })));
  world.put(
    'contact',
    ...ids.map((id) => ({ id: 1000 + id, number: `C-${id}`, name: `contact ${id}`, parentId: id })),
  );
  await world.run(['customer']);
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

/** What `GET …/imports/{runId}` shows. */
async function shown(runId: string): Promise<any> {
  const { connectionId, services, waiting } = world;
  const route = findRoute('GET /connections/{connectionId}/imports/{runId}')!;
  const event = apiRequest({ pathParameters: { connectionId, runId } });
  const answer = await route.answer({
    event,
    services: services as unknown as ManagementServices,
    deadline: waiting.now + 20_000,
  });
  return JSON.parse(answer.body!);
}

const PACES = [
  ['business', HALF, 30],
  ['plus', 1, 10],
  ['business', 1, 60],
] as const;

// What costs twice as many reads as the next one shows nothing else.
describe.each(PACES.slice(0, sampled(3, 2)))(
  'the contacts of customers on %s with a share of %d',
  (plan, share, callsPerMinute) => {
    it('are read as fast as the plan allows while nothing else waits', async () => {
      await start(customersAt(callsPerMinute));
      await withPermits(world, plan, share);
      await startRun(world.services, world.connectionId, 'contact', 'manual');

      // The first minute has the burst of a connection that was idle.
      const [, ...later] = await customersPerMinute();
      expect(later).toEqual(later.map(() => callsPerMinute));
    });

    it('take a fifth of it while other runs are under way', async () => {
      await start(customersAt(callsPerMinute));
      await withPermits(world, plan, share);
      await startRun(world.services, world.connectionId, 'category', 'manual');
      const waiting = world.queue.splice(0);
      await startRun(world.services, world.connectionId, 'contact', 'manual');

      const [, ...later] = await customersPerMinute();
      expect(waiting).toHaveLength(1);
      expect(later).toEqual(later.map(() => callsPerMinute / 5));
    });
  },
);

describe('a run over contacts that is under way', () => {
  it('shows how far it has come and when it will be over', async () => {
    await start(CUSTOMERS);
    await withPermits(world, 'business', HALF);
    const { runId } = await startRun(world.services, world.connectionId, 'contact', 'manual');
    await customersPerMinute();
    const { state, page, pages, calls, counts, secondsLeft } = await shown(runId);
    const askedAt = world.waiting.now;
    await world.settle();

    expect(state).toMatch(/running|waiting/);
    expect(pages).toBe(CUSTOMERS);
    expect(calls).toBe(page - 1);
    expect(counts).toMatchObject({ seen: page - 1, created: page - 1 });
    const finished = await shown(runId);
    const tookSeconds = (Date.parse(finished.finishedAt) - askedAt) / 1000;
    expect(Math.abs(secondsLeft - tookSeconds)).toBeLessThan(10);
    expect(finished).toMatchObject({ state: 'complete', calls: CUSTOMERS, counts: { created: CUSTOMERS } });
    expect(finished).not.toHaveProperty('secondsLeft');
  });

  it('counts on a fifth of the calls beside other runs', async () => {
    await start(CUSTOMERS);
    await withPermits(world, 'business', HALF);
    await startRun(world.services, world.connectionId, 'category', 'manual');
    const { runId } = await startRun(world.services, world.connectionId, 'contact', 'manual');
    // The message of the other run lies in its queue.
    world.queue.splice(0, Infinity, ...world.queue.filter(({ message }) => message.entity === 'contact'));
    await customersPerMinute();

    const { page, secondsLeft } = await shown(runId);
    expect(page).toBeGreaterThan(1);
    expect(secondsLeft).toBe((CUSTOMERS - page + 1) * 10);
  });
});
