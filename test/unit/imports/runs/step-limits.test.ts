import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Run } from '../../../../shared/imports/stores/run.ts';
import { RunStore } from '../../../../shared/imports/stores/run-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Engine, type Source } from '../engine.ts';
import { takeSteps } from './take-steps.ts';

let tables: Tables;
let runs: RunStore;
let engine: Engine;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
  runs = new RunStore(tables.documents, tables.activity, tables.connections);
});

afterAll(() => tables.stop());

beforeEach(() => {
  connections += 1;
  engine = new Engine(tables, `limits${connections}`);
});

const thing = (id: number, number: string): Source => ({ id, number, name: `name ${id}` });

/** The run as it ends, with so many single reads a step. */
const run = async (permits = Number.POSITIVE_INFINITY): Promise<Run> =>
  (await takeSteps(engine, runs, { permits })).state;

describe('a run with little budget', () => {
  it('gets past a page of duplicates whose owners it cannot ask for, and makes sure of them next time', async () => {
    engine.recordsPerPage = 4;
    engine.put(
      ...[1, 2, 3, 4].map((id) => thing(id, `K-${id}`)),
      ...[5, 6, 7, 8].map((id) => thing(id, `K-${id - 4}`)),
    );

    const tight = await run(1);

    expect(tight.counts).toMatchObject({ seen: 8, created: 4, skipped: 4 });
    expect(tight.isLeft).toBe(true);
    const told = (await engine.activities()).filter(({ code }) => code === 'skippedDuplicateNumber');
    expect(told.map(({ easybillId }) => easybillId).sort()).toEqual([5, 6, 7, 8]);

    engine.calls.length = 0;
    const next = await run();
    expect(engine.calls.filter((call) => call.startsWith('get'))).toHaveLength(3);
    expect(next.isLeft).toBe(false);
    expect((await engine.activities()).filter(({ code }) => code === 'skippedDuplicateNumber')).toHaveLength(
      4,
    );

    engine.calls.length = 0;
    await run();
    expect(engine.calls.filter((call) => call.startsWith('get'))).toEqual([]);
  });
});

describe('old numbers', () => {
  const renumberAll = async (): Promise<void> => {
    engine.recordsPerPage = 10;
    engine.put(...[1, 2, 3, 4].map((id) => thing(id, `K-${id}`)));
    await run();
    engine.put(...[1, 2, 3, 4].map((id) => thing(id, `N-${id}`)));
  };
  const offered = { 'N-1': 'name 1', 'N-2': 'name 2', 'N-3': 'name 3', 'N-4': 'name 4' };

  it('are withdrawn as far as there is time, and the rest by the next run', async () => {
    await renumberAll();
    engine.timeFor = 2;

    const first = await run();
    expect(Object.keys(engine.offered())).toHaveLength(6);
    expect(first.isLeft).toBe(true);

    engine.timeFor = Number.POSITIVE_INFINITY;
    const second = await run();
    expect(engine.offered()).toEqual(offered);
    expect([second.isLeft, second.counts.unchanged]).toEqual([false, 4]);
  });

  it('that OutSmart fails to withdraw hold up no other record, and are withdrawn by a later run', async () => {
    await renumberAll();
    engine.unwithdrawable.add('K-1');

    const first = await run();
    expect(first.counts).toMatchObject({ seen: 4, updated: 4 });
    expect(engine.offered()).toMatchObject(offered);
    expect(first.isLeft).toBe(true);

    engine.unwithdrawable.clear();
    await run();
    expect(engine.offered()).toEqual(offered);
  });
});
