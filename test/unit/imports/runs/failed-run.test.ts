import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordRejectedError, RetryableError } from '../../../../shared/vendor-http/errors/index.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import type { Source } from '../engine.ts';
import { WorkerWorld } from '../worker/worker.ts';

const listCall = { vendor: 'easybill', operation: 'GET /customers' } as const;

let tables: Tables;
let world: WorkerWorld;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

/** Seven records on three pages are imported; then the first one is deleted at easybill. */
beforeEach(async () => {
  connections += 1;
  world = await WorkerWorld.start(tables, `c${connections}`);
  const things = Array.from({ length: 7 }, (_, i): Source => ({
    id: i + 1,
    number: `K-${i + 1}`,
    name: 'n',
  }));
  world.engine.put(...things);
  await world.completeRun();
  world.engine.easybill.delete(1);
  world.engine.calls.length = 0;
});

afterEach(() => world.stop());

/** From now on the second page of the list is answered with this. */
function breakSecondPage(error: Error): void {
  const { list } = world.engine.reading;
  world.declaration = {
    reading: { by: 'page', list: (page) => (page === 2 ? Promise.reject(error) : list(page)) },
  };
}

const lookedFor = () => world.engine.calls.filter((call) => /^(get|withdraw)/.test(call));

describe('a run that could not read the whole list', () => {
  it('ends as failed and withdraws nothing, not even what was absent from the pages it did read', async () => {
    breakSecondPage(new RecordRejectedError(listCall, 400));

    const run = await world.completeRun();

    expect(run).toMatchObject({ state: 'failed', candidates: 1, counts: { withdrawn: 0 } });
    expect(lookedFor()).toEqual([]);
    expect(Object.keys(world.engine.offered())).toHaveLength(7);
  });

  it('takes a page that is not answered neither for empty nor for the last one', async () => {
    breakSecondPage(new RetryableError(listCall, 'server'));
    const first = await world.startRun();
    await world.deliver(first);
    await world.deliver(world.take());

    expect(await world.latestRun()).toMatchObject({
      state: 'waiting',
      phase: 'pages',
      page: 2,
      candidates: 1,
    });
    expect(lookedFor()).toEqual([]);
  });

  it('is made up for by the next one', async () => {
    breakSecondPage(new RecordRejectedError(listCall, 400));
    await world.completeRun();
    world.declaration = {};

    const run = await world.completeRun();

    expect(run).toMatchObject({ state: 'complete', candidates: 1, counts: { withdrawn: 1 } });
    expect(lookedFor()).toEqual(['get 1', 'withdraw K-1']);
    expect(Object.keys(world.engine.offered())).toHaveLength(6);
  });
});
