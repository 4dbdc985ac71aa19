import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ulid } from 'ulid';
import { newRun, RunStore } from '../../../shared/imports/run-store.ts';
import { takeStep } from '../../../shared/imports/run-step.ts';
import type { Run } from '../../../shared/imports/run.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { Engine, type Source } from './engine.ts';

let tables: Tables;
let worlds = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

describe('a run that gives way to hints all the time', () => {
  let engine: Engine;
  let runs: RunStore;
  beforeEach(() => {
    worlds += 1;
    runs = new RunStore(tables.documents, tables.activity, tables.connections);
    engine = new Engine(tables, `e${worlds}`);
    engine.recordsPerPage = 1_000;
  });
  const source = (id: number, number = `K-${id}`, name = `name ${id}`): Source => ({ id, number, name });
  async function run(verify = false): Promise<{ steps: number; state: Run; calls: string[][] }> {
    let state = newRun(ulid(engine.now), 'customer', 'manual', engine.now, {
      verify,
      dryRun: false,
      ordered: true,
      isFirst: false,
    });
    const calls: string[][] = [];
    let steps = 0;
    while (state.state !== 'complete') {
      steps += 1;
      if (steps > 15)
        throw new Error(`the run does not end; page ${state.page}, counts ${JSON.stringify(state.counts)}`);
      engine.calls.length = 0;
      ({ run: state } = await takeStep(engine.session(1, state.runId), runs, state));
      calls.push([...engine.calls]);
    }
    return { steps, state, calls };
  }

  it('ends with 201 duplicates on a page, and one good record after them', async () => {
    for (let i = 1; i <= 201; i += 1) engine.put(source(i), source(1000 + i, `K-${i}`));
    engine.put(source(5000));
    engine.recordsPerPage = 1_000;
    engine.isWanted = true;
    await run();
    expect(engine.offered()).toHaveProperty('K-5000');
  });

  it('ends with 201 refused records on a page', async () => {
    for (let i = 1; i <= 201; i += 1) engine.put(source(i, `K-${i}`, 'bad'));
    engine.refused.add('bad');
    engine.put(source(5000));
    engine.isWanted = true;
    await run();
    expect(engine.offered()).toHaveProperty('K-5000');
  });

  it('a verifying run ends when OutSmart stores records otherwise', async () => {
    for (let i = 1; i <= 401; i += 1) engine.put(source(i));
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
    for (let i = 1; i <= 200; i += 1) engine.put(source(i));
    await run();
    for (let i = 1; i <= 200; i += 1) engine.put(source(i, `L-${i}`));
    engine.isWanted = true;
    const { calls } = await run();
    const most = Math.max(...calls.map((step) => step.filter((c) => c.startsWith('withdraw')).length));
    expect(most).toBeLessThan(20);
  });
});
