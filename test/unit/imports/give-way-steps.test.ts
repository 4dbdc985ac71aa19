import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { mapSources } from '../../../shared/imports/map-sources.ts';
import type { Run } from '../../../shared/imports/run.ts';
import { newRun, RunStore } from '../../../shared/imports/run-store.ts';
import { takeStep } from '../../../shared/imports/run-step.ts';
import { upsert } from '../../../shared/imports/upsert.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { Engine, type Source } from './engine.ts';

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

/** Takes the steps of a run until it is complete; what the vendors were asked, step by step. */
async function run(): Promise<{ state: Run; steps: string[][] }> {
  let state = newRun(ulid(engine.now), 'customer', 'manual', engine.now, {
    verify: false,
    dryRun: false,
    ordered: true,
    isFirst: false,
  });
  const steps: string[][] = [];
  while (state.state !== 'complete') {
    if (steps.length > 20) throw new Error('the run does not end');
    engine.calls.length = 0;
    ({ run: state } = await takeStep(engine.session(1, state.runId), runs, state));
    steps.push(engine.calls.map((call) => call.split(' ').slice(0, 2).join(' ')));
  }
  return { state, steps };
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
    expect(counts).toMatchObject({ created: BATCH + 1 });
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
