import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { totalOf } from '../../../../shared/records/counts.ts';
import { mapSources } from '../../../../shared/imports/upsert/map-sources.ts';
import type { Run } from '../../../../shared/imports/stores/run.ts';
import { RunStore } from '../../../../shared/imports/stores/run-store.ts';
import { upsert } from '../../../../shared/imports/upsert/upsert.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Engine, type Source } from '../engine.ts';
import { takeSteps } from './take-steps.ts';

/** As many records as are written at once. */
const BATCH = 200;

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
  engine = new Engine(tables, `steps${connections}`);
});

const things = (count: number, name: string): Source[] =>
  Array.from({ length: count }, (_, i) => ({ id: i + 1, number: `K-${i + 1}`, name: `${name} ${i + 1}` }));

/** Takes the steps of a run; what the vendors were asked and for what, step by step. */
async function run(verify = false): Promise<{ state: Run; steps: string[][] }> {
  const { state, steps } = await takeSteps(engine, runs, { verify });
  return { state, steps: steps.map((calls) => calls.map((call) => call.split(' ').slice(0, 2).join(' '))) };
}

describe('a step of a run while work waits for its lease', () => {
  it('writes one batch of a page, and the next step reads the page again', async () => {
    engine.recordsPerPage = 1_000;
    engine.put(...things(2 * BATCH + 1, 'new'));
    engine.isWanted = true;

    const { state, steps } = await run();

    expect(steps).toEqual([
      ['list 1', 'post K-1'],
      ['list 1', 'post K-201'],
      ['list 1', 'post K-401'],
    ]);
    expect(state.counts).toMatchObject({ seen: 401, created: 401, unchanged: 0 });
    expect(Object.values(engine.offered())).toEqual(expect.arrayContaining(['new 1', 'new 201', 'new 401']));
  });

  it('writes all it has read of the lists of parents, each of which would be read again', async () => {
    engine.put(...things(BATCH + 1, 'new'));
    engine.isWanted = true;
    const session = engine.session();
    const reading = { by: 'parent', list: () => Promise.resolve(undefined) } as const;
    const ofParents = { ...session, declaration: { ...session.declaration, reading } };
    const { items } = await mapSources(session, [...engine.easybill.values()]);

    const { counts, unfinished } = await upsert(ofParents, items, new Map());

    expect(unfinished).toBeUndefined();
    expect(totalOf(counts)).toMatchObject({ created: BATCH + 1 });
  });

  it('withdraws one record, and the next step goes on with the others', async () => {
    engine.put(...things(5, 'old'));
    await run();
    for (const id of [2, 3, 4]) engine.easybill.delete(id);
    engine.isWanted = true;

    const { state, steps } = await run();

    expect(steps.slice(-4)).toEqual([
      ['get 2', 'withdraw K-2'],
      ['get 3', 'withdraw K-3'],
      ['get 4', 'withdraw K-4'],
      [],
    ]);
    expect(state.counts).toMatchObject({ withdrawn: 3 });
    expect(Object.keys(engine.offered())).toEqual(['K-1', 'K-5']);
  });
});

describe('a run while hints come all the time', () => {
  const source = (id: number, number = `K-${id}`, name = `name ${id}`): Source => ({ id, number, name });
  beforeEach(() => {
    engine.recordsPerPage = 1_000;
  });

  it('ends although a page begins with more duplicates than are written at once', async () => {
    for (let i = 1; i <= BATCH + 1; i += 1) engine.put(source(i), source(1000 + i, `K-${i}`));
    engine.put(source(5000));
    engine.isWanted = true;
    await run();
    expect(engine.offered()).toHaveProperty('K-5000');
  });

  it('ends although a page begins with more refused records than are written at once', async () => {
    for (let i = 1; i <= BATCH + 1; i += 1) engine.put(source(i, `K-${i}`, 'bad'));
    engine.refused.add('bad');
    engine.put(source(5000));
    engine.isWanted = true;
    await run();
    expect(engine.offered()).toHaveProperty('K-5000');
  });

  it('ends when it verifies records that OutSmart stores otherwise than they are sent', async () => {
    for (let i = 1; i <= 2 * BATCH + 1; i += 1) engine.put(source(i));
    const { outsmart } = engine;
    outsmart.set = function (key, value) {
      return Map.prototype.set.call(outsmart, key, {
        ...value,
        name: value.name.toUpperCase(),
      }) as typeof outsmart;
    };
    await run();
    engine.isWanted = true;
    expect((await run(true)).state).toMatchObject({ state: 'complete', counts: { seen: 401, updated: 401 } });
  });

  it('lets hints pass while it withdraws old numbers', async () => {
    for (let i = 1; i <= BATCH; i += 1) engine.put(source(i));
    await run();
    for (let i = 1; i <= BATCH; i += 1) engine.put(source(i, `L-${i}`));
    engine.isWanted = true;
    const { steps } = await run();
    const most = Math.max(
      ...steps.map((calls) => calls.filter((call) => call.startsWith('withdraw')).length),
    );
    expect(most).toBeLessThan(20);
  });
});
