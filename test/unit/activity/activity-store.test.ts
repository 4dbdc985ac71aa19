import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ActivityStore,
  type Activity,
  type ActivityFilter,
} from '../../../shared/activity/activity-store.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const start = Date.parse('2026-03-01T12:00:00Z');
const days = (count: number): number => count * 24 * 3_600_000;

let tables: Tables;
let now: number;
let connectionId: string;
let connections = 0;
let log: ActivityStore;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  now = start;
  connections += 1;
  connectionId = `c${connections}`;
  log = new ActivityStore(tables.documents, tables.activity, () => now);
});

async function addCreated(...easybillIds: number[]): Promise<void> {
  await log.add(
    connectionId,
    easybillIds.map((easybillId) => ({ code: 'recordCreated', entity: 'customer', easybillId })),
  );
}

async function allPages(filter: ActivityFilter, limit: number): Promise<Activity[][]> {
  const pages: Activity[][] = [];
  let cursor: string | undefined;
  do {
    const page = await log.list(connectionId, filter, limit, cursor);
    pages.push(page.items);
    ({ cursor } = page);
  } while (cursor !== undefined);
  return pages;
}

const ids = (items: readonly Activity[]): (number | undefined)[] => items.map(({ easybillId }) => easybillId);

describe('ActivityStore', () => {
  it('gives back what was added, with its time and level', async () => {
    const entry = {
      code: 'recordRejected' as const,
      entity: 'customer' as const,
      easybillId: 5,
      outsmartKey: 'K5',
      runId: 'r1',
      params: { call: 'outsmart POST /relations/', vendorCode: 1010, fields: 'city' },
    };
    await log.add(connectionId, [entry]);

    const { items, cursor } = await log.list(connectionId, {}, 10);

    expect(items).toEqual([
      { ...entry, id: expect.any(String), at: '2026-03-01T12:00:00.000Z', level: 'error' },
    ]);
    expect(cursor).toBeUndefined();
  });

  it('adds nothing for nothing', async () => {
    await log.add(connectionId, []);

    expect((await log.list(connectionId, {}, 10)).items).toEqual([]);
  });

  it('lists the newest first, and within one millisecond what was added last', async () => {
    await addCreated(1, 2);
    await addCreated(3);
    now += 1;
    await addCreated(4, 5);

    expect(ids((await log.list(connectionId, {}, 10)).items)).toEqual([5, 4, 3, 2, 1]);
  });

  it('keeps the order when the clock steps back', async () => {
    await addCreated(1);
    now -= 5_000;
    await addCreated(2);

    expect(ids((await log.list(connectionId, {}, 10)).items)).toEqual([2, 1]);
  });

  it('takes more entries than a batch holds', async () => {
    const many = Array.from({ length: 60 }, (_, i) => i + 1);
    await addCreated(...many);

    expect(ids((await log.list(connectionId, {}, 100)).items)).toEqual(many.toReversed());
  });

  it.each([1, 7, 25, 26])('gives each entry once over pages of %i', async (limit) => {
    const many = Array.from({ length: 26 }, (_, i) => i + 1);
    await addCreated(...many);

    const pages = await allPages({}, limit);

    expect(ids(pages.flat())).toEqual(many.toReversed());
    expect(Math.max(...pages.map((page) => page.length))).toBeLessThanOrEqual(limit);
  });

  it('shows nothing of another connection', async () => {
    await addCreated(1);

    expect((await log.list(`${connectionId}0`, {}, 10)).items).toEqual([]);
  });

  it('filters by level and entity, over pages too', async () => {
    await log.add(connectionId, [
      { code: 'recordRejected', entity: 'customer', easybillId: 1 },
      { code: 'recordCreated', entity: 'customer', easybillId: 2 },
      { code: 'recordRejected', entity: 'product', easybillId: 3 },
      { code: 'rateLimited' },
      { code: 'skippedNoName', entity: 'customer', easybillId: 4 },
    ]);

    const found = async (filter: ActivityFilter) => ids((await allPages(filter, 2)).flat());

    expect(await found({ level: 'error' })).toEqual([3, 1]);
    expect(await found({ entity: 'customer' })).toEqual([4, 2, 1]);
    expect(await found({ level: 'error', entity: 'customer' })).toEqual([1]);
    expect(await found({ level: 'warning' })).toEqual([4, undefined]);
  });

  it('lists what is at or after a time, over pages too', async () => {
    await addCreated(1);
    now = start + 1;
    await addCreated(2, 3);
    now = start + 2;
    await addCreated(4);

    const since = async (time: number) => ids((await allPages({ since: time }, 1)).flat());

    expect(await since(start - 1)).toEqual([4, 3, 2, 1]);
    expect(await since(start + 1)).toEqual([4, 3, 2]);
    expect(await since(start + 2)).toEqual([4]);
    expect(await since(start + 3)).toEqual([]);
  });

  it.each([0, -1, Date.parse('0001-01-01T00:00:00Z')])('lists everything since %i', async (since) => {
    await addCreated(1, 2);

    expect(ids((await log.list(connectionId, { since }, 10)).items)).toEqual([2, 1]);
  });

  it('lists nothing since the end of all times', async () => {
    await addCreated(1);

    expect((await log.list(connectionId, { since: Date.parse('9999-12-31T23:59:59Z') }, 10)).items).toEqual(
      [],
    );
  });

  it('ends when the cursor is older than what is asked for', async () => {
    await addCreated(1, 2);
    const { cursor } = await log.list(connectionId, {}, 1);
    now += 10;
    await addCreated(3);

    expect(await log.list(connectionId, { since: now }, 10, cursor)).toEqual({
      items: [],
      cursor: undefined,
    });
  });

  it('forgets an entry after 90 days', async () => {
    await addCreated(1);

    await tables.expireItems(start + days(90) - 1000);
    expect(ids((await log.list(connectionId, {}, 10)).items)).toEqual([1]);
    await tables.expireItems(start + days(90) + 1000);
    expect((await log.list(connectionId, {}, 10)).items).toEqual([]);
  });
});
