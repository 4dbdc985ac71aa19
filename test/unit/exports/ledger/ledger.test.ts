import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { LedgerStore } from '../../../../shared/exports/ledger/ledger-store.ts';
import type { Ledger } from '../../../../shared/exports/ledger/ledger.ts';
import { MemoryLedger } from '../../../simulation/exports/memory-ledger.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

let tables: Tables;
let connectionId: string;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  connectionId = `c${connections}`;
});

const later = NOW + 5_000;

// What the simulation proves with the ledger in memory holds for the real one only as far as both are alike.
describe.each([
  ['in DynamoDB', (): Ledger => new LedgerStore(tables.documents, tables.ledger, () => later)],
  ['in memory', (): Ledger => new MemoryLedger(() => later)],
])('a ledger %s', (_, newLedger) => {
  let ledger: Ledger;

  beforeEach(() => {
    ledger = newLedger();
  });

  const entry = (changes: Parameters<typeof ledgerEntry>[0] = {}) =>
    ledgerEntry({ connectionId, ...changes });

  it('opens an entry once', async () => {
    expect(await ledger.open(entry())).toBe(true);
    expect(await ledger.open(entry({ state: 'failed' }))).toBe(false);
    expect(await ledger.latest(connectionId, '4711')).toEqual(entry());
  });

  it('answers the latest generation of exactly this work order', async () => {
    for (const [workOrderId, generation] of [
      ['4711', 1],
      ['4711', 2],
      ['47112', 3],
      ['711', 4],
    ] as const) {
      await ledger.open(entry({ workOrderId, generation }));
    }
    expect(await ledger.latest(connectionId, '4711')).toMatchObject({ workOrderId: '4711', generation: 2 });
    expect(await ledger.get(connectionId, '4711', 1)).toMatchObject({ generation: 1 });
    expect(await ledger.latest(connectionId, '471')).toBeUndefined();
  });

  it('stores a step over the entry it was decided on, and adds to the history', async () => {
    await ledger.open(entry());
    const moved = await ledger.move(entry(), { state: 'creating', attempts: 1, dueAt: undefined }, [
      { step: 'creating', outcome: 'started', requestHash: 'h' },
    ]);
    const rest = entry();
    delete rest.dueAt;
    expect(moved).toEqual({
      ...rest,
      state: 'creating',
      attempts: 1,
      version: 2,
      updatedAt: new Date(later).toISOString(),
      history: [
        ...rest.history,
        { at: new Date(later).toISOString(), step: 'creating', outcome: 'started', requestHash: 'h' },
      ],
    });
    expect(await ledger.latest(connectionId, '4711')).toEqual(moved);
  });

  it('refuses a step over an entry that somebody moved meanwhile', async () => {
    await ledger.open(entry());
    await ledger.move(entry(), { state: 'creating' }, []);
    expect(await ledger.move(entry(), { state: 'failed' }, [])).toBeUndefined();
    expect(await ledger.latest(connectionId, '4711')).toMatchObject({ state: 'creating', version: 2 });
  });

  it('binds the first document, whatever was stored since, and no other', async () => {
    await ledger.open(entry());
    await ledger.move(entry(), { state: 'creating' }, []);
    const bound = await ledger.bind(entry(), { documentId: 7, draft: true }, { state: 'created' }, []);
    expect(bound).toMatchObject({ documentId: 7, draft: true, state: 'created', version: 3 });
    expect(
      await ledger.bind(entry({ version: 3 }), { documentId: 8, draft: true }, { state: 'created' }, []),
    ).toBeUndefined();
    expect(await ledger.latest(connectionId, '4711')).toMatchObject({ documentId: 7 });
  });

  it('never binds a document that was dropped', async () => {
    await ledger.open(entry());
    await ledger.move(entry(), { dropped: [7, 8] }, []);
    expect(await ledger.bind(entry(), { documentId: 8, draft: true }, {}, [])).toBeUndefined();
    expect(await ledger.bind(entry(), { documentId: 9, draft: true }, {}, [])).toMatchObject({
      documentId: 9,
    });
  });

  it('binds nothing to an entry that does not exist', async () => {
    expect(await ledger.bind(entry(), { documentId: 8, draft: true }, {}, [])).toBeUndefined();
    expect(await ledger.latest(connectionId, '4711')).toBeUndefined();
  });

  it('lists what is due, and nothing that is at rest or of another connection', async () => {
    await ledger.open(entry({ workOrderId: '1', dueAt: NOW }));
    await ledger.open(entry({ workOrderId: '2', dueAt: NOW + 1 }));
    await ledger.open(entry({ workOrderId: '3', dueAt: NOW }));
    await ledger.open(entry({ connectionId: `${connectionId}other`, dueAt: NOW }));
    await ledger.move(entry({ workOrderId: '3' }), { dueAt: undefined }, []);
    expect(
      (await ledger.listDue(connectionId, NOW, 10, 'all')).map(({ workOrderId }) => workOrderId),
    ).toEqual(['1']);
    await ledger.move(entry({ workOrderId: '3', version: 2 }), { dueAt: NOW - 1 }, []);
    expect(await ledger.listDue(connectionId, NOW, 10, 'all')).toHaveLength(2);
    expect(await ledger.listDue(connectionId, NOW, 1, 'all')).toHaveLength(1);
  });

  it('lists of those that are due the ones that are begun, if asked for these', async () => {
    await ledger.open(entry({ workOrderId: '1', dueAt: NOW }));
    await ledger.open(entry({ workOrderId: '2', dueAt: NOW, unsureSince: NOW }));
    await ledger.open(entry({ workOrderId: '3', dueAt: NOW, state: 'created' }));
    await ledger.open(entry({ workOrderId: '4', dueAt: NOW + 1, state: 'failed' }));
    const begun = await ledger.listDue(connectionId, NOW, 10, 'begun');
    expect(begun.map(({ workOrderId }) => workOrderId).sort()).toEqual(['2', '3']);
  });

  it('lists the latest work orders first, page by page and by state', async () => {
    for (const workOrderId of ['9', '10', '100']) await ledger.open(entry({ workOrderId }));
    await ledger.move(entry({ workOrderId: '10' }), { state: 'failed' }, []);
    const first = await ledger.list(connectionId, undefined, 2);
    expect(first.items.map(({ workOrderId }) => workOrderId)).toEqual(['100', '10']);
    const second = await ledger.list(connectionId, undefined, 2, first.cursor);
    expect(second.items.map(({ workOrderId }) => workOrderId)).toEqual(['9']);
    expect(second.cursor).toBeUndefined();
    const failed = await ledger.list(connectionId, 'failed', 10);
    expect(failed.items.map(({ workOrderId }) => workOrderId)).toEqual(['10']);
  });
});
