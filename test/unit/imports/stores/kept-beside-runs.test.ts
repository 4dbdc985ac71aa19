import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { FailureStore } from '../../../../shared/imports/stores/failure-store.ts';
import { MappingStore } from '../../../../shared/mappings/mapping-store.ts';
import { ReportStore, type PreviewRow } from '../../../../shared/imports/stores/report-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;
let connections = 0;
let connectionId: string;
let now: number;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  connectionId = `c${connections}`;
  now = Date.parse('2026-03-01T12:00:00Z');
});

describe('failures', () => {
  const store = () => new FailureStore(tables.documents, tables.activity, () => now);
  const failure = (easybillId: number, code: 'recordRejected' | 'skippedNoName' = 'recordRejected') =>
    ({ lane: 'product', entity: 'hourType', easybillId, code, params: { fields: 'name' } }) as const;

  it('are one for each record: the newest', async () => {
    await store().put(connectionId, [failure(1), failure(2)]);
    now += 1_000;
    await store().put(connectionId, [failure(1, 'skippedNoName')]);

    expect(await store().count(connectionId)).toBe(2);
    const { items } = await store().list(connectionId, 10);
    expect(items).toEqual([
      {
        entity: 'hourType',
        easybillId: 1,
        code: 'skippedNoName',
        params: { fields: 'name' },
        since: '2026-03-01T12:00:01.000Z',
      },
      expect.objectContaining({ easybillId: 2, code: 'recordRejected', since: '2026-03-01T12:00:00.000Z' }),
    ]);
  });

  it('are removed one by one, and those of other connections stay', async () => {
    await store().put(connectionId, [failure(1), failure(2)]);
    await store().put(`${connectionId}-other`, [failure(1)]);
    await store().remove(connectionId, [{ lane: 'product', easybillId: 1 }]);

    expect(await store().count(connectionId)).toBe(1);
    expect(await store().count(`${connectionId}-other`)).toBe(1);
  });

  it('are listed page by page', async () => {
    await store().put(connectionId, [failure(1), failure(2), failure(3)]);
    const first = await store().list(connectionId, 2);
    const second = await store().list(connectionId, 2, first.cursor);

    expect([...first.items, ...second.items].map(({ easybillId }) => easybillId)).toEqual([1, 2, 3]);
  });

  it('are forgotten after 90 days', async () => {
    await store().put(connectionId, [failure(1)]);
    await tables.expireItems(now + 90 * 86_400_000 - 60_000);
    expect(await store().count(connectionId)).toBe(1);
    await tables.expireItems(now + 90 * 86_400_000 + 60_000);
    expect(await store().count(connectionId)).toBe(0);
  });
});

describe('the report of a dry run', () => {
  it('of thousands of records is read page by page, in order, and keeping a step again replaces it', async () => {
    const store = new ReportStore(tables.documents, tables.activity, () => now);
    const rows = (from: number, count: number): PreviewRow[] =>
      Array.from({ length: count }, (_, i) => ({
        entity: 'customer',
        easybillId: from + i,
        action: 'create',
        fields: [],
      }));
    const runId = ulid();
    await store.put(connectionId, runId, 1, rows(1, 1_000));
    await store.put(connectionId, runId, 1, rows(1, 1_000));
    await store.put(connectionId, runId, 2, rows(1_001, 500));

    const found: number[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const page = await store.list(connectionId, runId, cursor);
      found.push(...page.items.map(({ easybillId }) => easybillId));
      ({ cursor } = page);
      pages += 1;
    } while (cursor !== undefined);
    expect(found).toEqual(Array.from({ length: 1_500 }, (_, i) => i + 1));
    expect(pages).toBeLessThanOrEqual(3);
  });
});

describe('mappings of contact persons', () => {
  const store = () => new MappingStore(tables.documents, tables.mappings, connectionId, 'contact', 1);

  it('are read by the range of their customers, whatever their own ids', async () => {
    await store().put([
      { easybillId: 900, parentId: 1, outsmartKey: '900' },
      { easybillId: 5, parentId: 2, outsmartKey: '5' },
      { easybillId: 6, parentId: 10, outsmartKey: '6' },
    ]);

    expect([...(await store().range(1, 2)).values()]).toMatchObject([
      { easybillId: 900, parentId: 1 },
      { easybillId: 5, parentId: 2 },
    ]);
  });

  it('are found without the customer once they were written', async () => {
    await store().claimKey('900', 900, 7);
    await store().put([{ easybillId: 900, parentId: 7, outsmartKey: '900' }]);

    expect(await store().get(900)).toMatchObject({ easybillId: 900, parentId: 7 });
    expect(await store().get(901)).toBeUndefined();
  });
});

describe('mappings of customers', () => {
  it('are gone through from the highest id down', async () => {
    const store = new MappingStore(tables.documents, tables.mappings, connectionId, 'customer', 1);
    await store.put([2, 10, 33, 400].map((easybillId) => ({ easybillId })));

    const ids = async (before: number) => (await store.before(before, 2)).map(({ easybillId }) => easybillId);
    expect(await ids(Number.MAX_SAFE_INTEGER)).toEqual([400, 33]);
    expect(await ids(33)).toEqual([10, 2]);
    expect(await ids(2)).toEqual([]);
  });
});
