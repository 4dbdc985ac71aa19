import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ledgerEntry } from '../exports/new-ledger-entry.ts';
import type { StoredProblem } from '../../../shared/exports/ledger/ledger-entry.ts';
import { ApiWorld } from './api-world.ts';

const UNKNOWN: StoredProblem = {
  code: 'invoiceCustomerUnknown',
  params: {},
  others: [{ code: 'invoiceEmpty', params: {} }],
};
const LEFT_OUT: StoredProblem = { code: 'exportTooOld', params: {} };

let world: ApiWorld;
let connectionId: string;

beforeAll(async () => {
  world = await ApiWorld.start();
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.now += 1_000;
  connectionId = await world.connected();
});

/** A work order that is in the ledger, and stops with a problem where one is given. */
async function order(workOrderId: string, problem?: StoredProblem, generation = 1): Promise<void> {
  const { ledger } = world.services;
  const entry = ledgerEntry({ connectionId, workOrderId, generation, orderNumber: `A-${workOrderId}` });
  await ledger.open(entry);
  if (problem) await ledger.move(entry, { state: 'failed', problem }, []);
}

async function record(easybillId: number, code: 'skippedMissingAddress' | 'skippedNoName'): Promise<void> {
  const failure = {
    lane: 'customer',
    entity: 'customer',
    easybillId,
    code,
    params: { fields: 'city' },
  } as const;
  await world.services.failures.put(connectionId, [failure]);
}

const list = async (query: Record<string, string> = {}): Promise<any> =>
  (await world.call('GET /connections/{connectionId}/problems', { connectionId }, undefined, query)).body;
const openFailures = async (): Promise<number> =>
  (await world.call('GET /connections/{connectionId}', { connectionId })).body.openFailures;
const named = ({ items }: any): unknown[] => items.map((one: any) => one.workOrderId ?? one.easybillId);

describe('the problems of a connection', () => {
  it('are work orders and records alike, with cause and remedy', async () => {
    await order('4711', UNKNOWN);
    await record(17, 'skippedMissingAddress');

    const { items } = await list({ lang: 'en' });

    expect(items).toEqual([
      {
        kind: 'workOrder',
        level: 'error',
        since: new Date(world.now).toISOString(),
        workOrderId: '4711',
        orderNumber: 'A-4711',
        code: 'invoiceCustomerUnknown',
        text: expect.stringContaining('A-4711'),
        remedy: expect.any(String),
        others: [{ code: 'invoiceEmpty', text: expect.any(String), remedy: expect.any(String) }],
      },
      {
        kind: 'record',
        level: 'warning',
        since: new Date(world.now).toISOString(),
        entity: 'customer',
        easybillId: 17,
        code: 'skippedMissingAddress',
        text: expect.stringContaining('17'),
        remedy: expect.any(String),
      },
    ]);
    expect(await openFailures()).toBe(2);
  });

  it('are none for what is under way, left out by the settings, put right, or replaced by a later export', async () => {
    await order('1');
    await order('2', LEFT_OUT);
    await order('3', UNKNOWN);
    const failed = (await world.services.ledger.latest(connectionId, '3'))!;
    await world.services.ledger.move(failed, { state: 'intent', problem: undefined }, []);
    await order('4', UNKNOWN);
    await order('4', undefined, 2);
    await record(17, 'skippedNoName');
    await world.services.failures.remove(connectionId, [{ lane: 'customer', easybillId: 17 }]);

    expect(await list()).toEqual({ items: [] });
    expect(await openFailures()).toBe(0);
  });

  it('keep the time since when they are open while their cause changes', async () => {
    await order('4711', UNKNOWN);
    const since = new Date(world.now).toISOString();
    world.now += 60_000;
    const entry = (await world.services.ledger.latest(connectionId, '4711'))!;
    await world.services.ledger.move(entry, { problem: { code: 'invoiceEmpty', params: {} } }, []);

    expect((await list()).items).toMatchObject([{ code: 'invoiceEmpty', since }]);
  });

  it('come page by page, each once, with no cursor to nothing', async () => {
    for (const id of ['9', '10', '11']) await order(id, UNKNOWN);
    for (const id of ['12', '13']) {
      await order(id, UNKNOWN);
      await order(id, undefined, 2);
    }
    for (const id of [5, 6, 7]) await record(id, 'skippedNoName');
    const all = ['11', '10', '9', 5, 6, 7];

    expect(named(await list())).toEqual(all);
    for (const limit of [1, 2, 3, 4, 6]) {
      const seen: unknown[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ limit: String(limit), ...(cursor !== undefined && { cursor }) });
        seen.push(...named(page));
        ({ cursor } = page);
        expect(encodeURIComponent(cursor ?? '')).toBe(cursor ?? '');
      } while (cursor !== undefined);
      expect(seen).toEqual(all);
    }
    expect(await openFailures()).toBe(all.length);
  });
});

describe('a list that is filtered', () => {
  it('fills its page before it hands out a cursor', async () => {
    const { activity } = world.services;
    for (let i = 0; i < 40; i += 1) {
      await activity.add(connectionId, [{ code: i % 10 === 0 ? 'rateLimited' : 'resumed' }]);
      world.now += 1;
    }
    const warnings = (query: object) =>
      world.call('GET /connections/{connectionId}/activity', { connectionId }, undefined, {
        level: 'warning',
        ...query,
      });

    const { items, cursor } = (await warnings({ limit: '3' })).body;
    const rest = (await warnings({ limit: '3', cursor })).body;

    expect(items).toHaveLength(3);
    expect(rest.items).toHaveLength(1);
    expect(rest).not.toHaveProperty('cursor');
    expect((await warnings({ limit: '4' })).body).not.toHaveProperty('cursor');
  });

  it('does so for the exports of a state as well', async () => {
    for (const id of ['1', '2', '3', '4', '5', '6'])
      await order(id, Number(id) % 3 === 0 ? UNKNOWN : undefined);
    const failed = (query: object) =>
      world.call('GET /connections/{connectionId}/exports', { connectionId }, undefined, {
        state: 'failed',
        ...query,
      });

    const { items, cursor } = (await failed({ limit: '1' })).body;
    const rest = (await failed({ limit: '1', cursor })).body;

    expect([...items, ...rest.items].map(({ workOrderId }: any) => workOrderId)).toEqual(['6', '3']);
    expect(rest).not.toHaveProperty('cursor');
  });
});
