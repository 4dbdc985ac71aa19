import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import * as fc from 'fast-check';
import { ulid } from 'ulid';
import { withCounts, type Run } from '../../../../shared/imports/stores/run.ts';
import type { RunCounts } from '../../../../shared/records/counts.ts';
import { newRun, RunStore } from '../../../../shared/imports/stores/run-store.ts';
import { takeStep } from '../../../../shared/imports/runs/run-step.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Engine, type Source } from '../engine.ts';

let tables: Tables;
let runs: RunStore;
let engine: Engine;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
  runs = new RunStore(tables.documents, tables.activity, tables.connections);
});

afterAll(async () => {
  await tables.stop();
});

function newEngine(): Engine {
  connections += 1;
  return new Engine(tables, `c${connections}`);
}

beforeEach(() => {
  engine = newEngine();
});

const thing = (id: number, name = `name ${id}`): Source => ({ id, number: `K-${id}`, name });
const things = (count: number): Source[] => Array.from({ length: count }, (_, i) => thing(i + 1));
const aRun = () =>
  newRun(ulid(engine.now), 'customer', 'manual', engine.now, {
    verify: false,
    dryRun: false,
    ordered: true,
    isFirst: false,
  });

/** Takes the next step and stores it, as a worker does. */
async function step(run: Run): Promise<{ run: Run; failure?: Error | undefined }> {
  const taken = await takeStep(engine.session(1, run.runId), runs, run);
  const next = { ...taken.run, seq: run.seq + 1 };
  await runs.advance(engine.connectionId, next, run.seq);
  return { run: (await runs.get(engine.connectionId, run.runId))!, failure: taken.failure };
}

/** Takes steps until the run is over; `between` may change the world after each. */
async function complete(between: (run: Run) => void = () => undefined): Promise<Run> {
  let run = aRun();
  await runs.start(engine.connectionId, run);
  for (
    let steps = 0;
    run.state !== 'complete' && run.state !== 'braked' && run.state !== 'failed';
    steps += 1
  ) {
    if (steps > 60) throw new Error('the run does not end');
    ({ run } = await step(run));
    between(run);
  }
  await tables.documents.send(
    new DeleteCommand({
      TableName: tables.connections,
      Key: { pk: engine.connectionId, sk: 'entity#customer' },
    }),
  );
  return run;
}

const sumOf = ({ created, updated, unchanged, skipped, failed }: RunCounts): number =>
  created + updated + unchanged + skipped + failed;

describe('a run', () => {
  it('counts what it created, then what did not change', async () => {
    engine.put(...things(7));

    expect((await complete()).counts).toMatchObject({ seen: 7, created: 7 });
    expect((await complete()).counts).toMatchObject({ seen: 7, created: 0, unchanged: 7 });
  });

  it('counts each kind once', async () => {
    engine.put(...things(7));
    await complete();
    engine.refused.add('bad');
    engine.put(thing(2, 'new'), thing(4, ''), thing(5, 'bad'), thing(8));
    engine.put({ ...thing(6), archived: true });

    const { counts, problems } = await complete();

    expect(counts).toEqual({
      seen: 8,
      created: 1,
      updated: 1,
      unchanged: 3,
      skipped: 2,
      failed: 1,
      withdrawn: 1,
    });
    expect(problems).toEqual({ skippedNoName: 1, recordRejected: 1 });
  });

  it('withdraws what is gone, after reading it once more', async () => {
    engine.put(...things(7));
    await complete();
    engine.easybill.delete(3);
    engine.easybill.delete(7);
    engine.calls.length = 0;

    const { counts, known, candidates } = await complete();

    expect(counts).toMatchObject({ seen: 5, unchanged: 5, withdrawn: 2 });
    expect({ known, candidates }).toEqual({ known: 7, candidates: 2 });
    expect(Object.keys(engine.offered())).toEqual(['K-1', 'K-2', 'K-4', 'K-5', 'K-6']);
    expect(engine.calls.filter((call) => call.startsWith('get'))).toEqual(['get 3', 'get 7']);
  });

  it('withdraws nothing with the key of another account', async () => {
    engine.put(...things(4));
    await complete();
    engine.easybill.clear();
    engine.isOwnAccount = false;

    expect(await complete()).toMatchObject({ state: 'failed', counts: { withdrawn: 0 } });
    expect(Object.keys(engine.offered())).toHaveLength(4);
  });

  it.each([
    ['asks first when more than 20 and more than a tenth are gone', 21, 'braked'],
    ['does not ask for 20', 20, 'complete'],
  ])('%s', async (_, gone, state) => {
    engine.recordsPerPage = 50;
    engine.put(...things(60));
    await complete();
    for (let id = 1; id <= gone; id += 1) engine.easybill.delete(id);

    const run = await complete();

    expect(run.state).toBe(state);
    expect(run.counts.withdrawn).toBe(state === 'braked' ? 0 : gone);
  });

  it('counts a record once that was written before its page had to be begun again', async () => {
    engine.put(...things(3));
    engine.lost = { posts: 1, when: 'before' };
    const first = await complete();

    expect(first.counts).toMatchObject({ seen: 3, created: 3, updated: 0, unchanged: 0 });
  });
});

describe('a page that has to be begun again after part of it was written', () => {
  /** The next page was half done: its records were written, then OutSmart failed. */
  async function halfDone(): Promise<Run> {
    const run = aRun();
    await runs.start(engine.connectionId, run);
    await engine.upsert();
    const half = {
      ...withCounts(run, { customer: { ...run.counts, created: 3 } }),
      seq: 1,
      writtenOfPage: { customer: 3 },
    };
    await runs.advance(engine.connectionId, half, 0);
    return half;
  }

  it('counts what it wrote before as it was counted then', async () => {
    engine.put(...things(3));
    const { run } = await step(await halfDone());

    expect(run.counts).toMatchObject({ seen: 3, created: 3, updated: 0, unchanged: 0 });
  });

  it('counts a record once that changed in between', async () => {
    engine.put(...things(3));
    const half = await halfDone();
    engine.put(thing(2, 'changed'));
    const { run } = await step(half);

    expect(run.counts).toMatchObject({ seen: 3, created: 3, updated: 0, unchanged: 0 });
    expect(engine.offered()['K-2']).toBe('changed');
  });

  it('goes on when all records of it are gone meanwhile', async () => {
    engine.put(...things(3));
    const half = await halfDone();
    engine.easybill.clear();
    const { run } = await step(half);

    expect(run.counts).toMatchObject({ seen: 0, unchanged: 0 });
  });

  it('counts them once when the page before has to be read again first', async () => {
    engine.put(...things(9));
    const started = aRun();
    await runs.start(engine.connectionId, started);
    let { run } = await step(started);
    await engine.upsert([4, 5, 6]);
    run = {
      ...withCounts(run, { customer: { ...run.counts, created: 6 } }),
      seq: run.seq + 1,
      writtenOfPage: { customer: 3 },
    };
    await runs.advance(engine.connectionId, run, run.seq - 1);
    engine.easybill.delete(1);
    while (run.state !== 'complete') ({ run } = await step(run));

    expect(run.counts).toMatchObject({ seen: 9, created: 9, updated: 0, unchanged: 0 });
  });
});

describe('a list that changes while it is read', () => {
  it('loses no record that moved onto a page read before', async () => {
    engine.put(...things(12));
    await complete();
    engine.put(...things(12).map(({ id }) => thing(id, `changed ${id}`)));
    const run = await complete((at) => {
      if (at.page === 2) engine.easybill.delete(1);
    });

    expect(run.counts).toMatchObject({ seen: 12, updated: 12 });
    expect(engine.offered()['K-4']).toBe('changed 4');
  });

  it('goes on when the record that went stood on a later page', async () => {
    engine.put(...things(12));
    const run = await complete((at) => {
      if (at.page === 2) engine.easybill.delete(11);
    });

    expect(run).toMatchObject({ state: 'complete', counts: { seen: 11, created: 11 } });
  });

  it('goes on when pages become empty', async () => {
    engine.put(...things(12));
    const run = await complete((at) => {
      if (at.page === 3) engine.easybill.clear();
    });

    expect(run.state).toBe('complete');
  });

  it('leaves every record offered as it is at easybill, and counts add up', async () => {
    const change = fc.record({ id: fc.integer({ min: 1, max: 10 }), name: fc.constantFrom('a', 'b', '') });
    const scenario = fc.record({
      before: fc.array(change, { maxLength: 8 }),
      during: fc.array(fc.option(change), { maxLength: 8 }),
      lostPosts: fc.nat({ max: 2 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    });
    await fc.assert(
      fc.asyncProperty(scenario, async ({ before, during, lostPosts, when }) => {
        engine = newEngine();
        engine.put(...before.map(({ id, name }) => thing(id, name)));
        await complete();
        engine.lost = { posts: lostPosts, when };
        const waiting = [...during];
        const disturbed = await complete(() => {
          const next = waiting.shift();
          if (next) engine.put(thing(next.id, next.name));
        });
        const { counts } = await complete();

        const wanted = [...engine.easybill.values()].filter(({ name }) => name !== '');
        expect(engine.offered()).toMatchObject(
          Object.fromEntries(wanted.map(({ number, name }) => [number, name])),
        );
        expect(sumOf(disturbed.counts)).toBe(disturbed.counts.seen);
        expect(counts.seen).toBe(engine.easybill.size);
        expect(sumOf(counts)).toBe(counts.seen);
      }),
      { numRuns: 8 },
    );
  }, 20_000);
});
