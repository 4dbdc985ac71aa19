import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOutsmartClient, listCompletedWorkOrders } from '../../../../shared/outsmart/index.ts';
import { triggerWorker } from '../../../../shared/exports/trigger/trigger-worker.ts';
import { processBatch } from '../../../../shared/messages/process-batch.ts';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../../infra/local/vendors/outsmart/index.ts';
import { exportOrder } from '../export-fixtures.ts';
import { NOW } from '../new-ledger-entry.ts';
import { pollMessage, TriggeringWorld } from './triggering-world.ts';

const TENANTS = Array.from({ length: 10 }, (_, i) => `c${i}`);
const SLOW = 'c0';
/** How long the function of triggers has, less its margin. */
const FUNCTION_MS = 418_000;
const SLOWEST_MS = 300_000;

let outsmart: OutsmartSimulator;

beforeAll(async () => {
  outsmart = await startOutsmartSimulator({
    accounts: TENANTS.map((name) => ({ name, token: name, softwareToken: 'software' })),
  });
});
afterAll(() => outsmart.close());

const clientOf = (tenant: string, patienceMs?: () => number) =>
  createOutsmartClient({ baseUrl: outsmart.url, token: tenant, softwareToken: 'software', patienceMs });

describe('ten connections of which one has a slow OutSmart', () => {
  it('are worked off beside each other: nine have ended before the slow one answers', async () => {
    const world = new TriggeringWorld();
    const slow = Promise.withResolvers<unknown>();
    const listed: string[] = [];
    const services = world.services(async (connectionId) => {
      await listCompletedWorkOrders(clientOf(connectionId));
      if (connectionId === SLOW) await slow.promise;
      listed.push(connectionId);
      if (listed.length === 9) slow.resolve(undefined);
    });
    const polls = { ...services.polls, begin: () => Promise.resolve(true) };
    const batch = TENANTS.map((connectionId, i) => ({
      id: `m${i}`,
      body: JSON.stringify({ ...pollMessage, connectionId }),
    }));

    expect(await processBatch(triggerWorker({ ...services, polls }), batch, NOW + FUNCTION_MS)).toEqual([]);

    expect(listed.at(-1)).toBe(SLOW);
    expect(new Set(listed)).toEqual(new Set(TENANTS));
  });
});

describe('a connection whose OutSmart is slow', () => {
  it('begins nothing that could outlast the function, and loses nothing', async () => {
    const world = new TriggeringWorld();
    const services = world.services(() => {
      world.now += SLOWEST_MS;
      return Promise.resolve();
    });
    const orders = { type: 'orders', workOrderIds: ['4711'] };
    const dryRun = { type: 'dryRun', dryRunId: '01JDZZZZZZZZZZZZZZZZZZZZZZ' };
    const batch = [pollMessage, { ...pollMessage, ...dryRun }, { ...pollMessage, ...orders }];
    const messages = batch.map((message, i) => ({ id: `m${i}`, body: JSON.stringify(message) }));

    expect(await processBatch(triggerWorker(services), messages, NOW + FUNCTION_MS)).toEqual([]);

    expect(world.lists).toBe(1);
    expect(world.dryRuns).toEqual([]);
    expect(world.again).toMatchObject([{ message: { type: 'dryRun', hops: 1 }, delay: 1 }]);
    expect(world.exported.map(({ workOrderId }) => workOrderId)).toEqual(['4711']);
  });

  it('follows further hints where there is time', async () => {
    const world = new TriggeringWorld();
    world.complete = [exportOrder()];
    const later = { ...pollMessage, firstQueuedAt: NOW + 60_000 };
    const messages = [pollMessage, later].map((message, i) => ({
      id: `m${i}`,
      body: JSON.stringify(message),
    }));

    await processBatch(triggerWorker(world.services()), messages, NOW + FUNCTION_MS);

    expect(world.lists).toBe(2);
    expect(world.again).toEqual([]);
  });

  it('is waited for until its deadline, not for the five minutes that OutSmart may take', async () => {
    outsmart.faults.add({ match: { account: SLOW }, fault: { kind: 'timeout', executed: false } });
    const deadline = Date.now() + 300;

    await expect(listCompletedWorkOrders(clientOf(SLOW, () => deadline - Date.now()))).rejects.toMatchObject({
      reason: 'timeout',
    });
  });
});
