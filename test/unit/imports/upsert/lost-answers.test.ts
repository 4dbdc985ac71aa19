import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Engine, type Source } from '../engine.ts';

let tables: Tables;
let engine: Engine;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  engine = new Engine(tables, `c${connections}`);
});

const thing = (name: string): Source => ({ id: 1, number: 'K-1', name });

describe.each(['before', 'after'] as const)('a write that is lost %s OutSmart carried it out', (when) => {
  it('is made again for a new record', async () => {
    engine.put(thing('new'));
    engine.lost = { posts: 1, when };
    const lost = await engine.upsert();
    const again = await engine.upsert();

    expect(lost).toMatchObject({ counts: { created: 0 }, unfinished: {} });
    expect(again.counts).toMatchObject({ created: 1, unchanged: 0 });
    expect(engine.calls).toEqual(['post K-1', 'post K-1']);
    expect(engine.offered()).toEqual({ 'K-1': 'new' });
  });

  it('is made again for a change', async () => {
    engine.put(thing('old'));
    await engine.upsert();
    engine.put(thing('changed'));
    engine.lost = { posts: 1, when };
    await engine.upsert();
    const again = await engine.upsert();

    expect(again.counts).toMatchObject({ updated: 1, unchanged: 0 });
    expect(engine.offered()).toEqual({ 'K-1': 'changed' });
  });

  it('is followed by another one when easybill took the change back meanwhile', async () => {
    engine.put(thing('old'));
    await engine.upsert();
    engine.put(thing('changed'));
    engine.lost = { posts: 1, when };
    await engine.upsert();
    engine.put(thing('old'));
    const again = await engine.upsert();

    expect(again.counts).toMatchObject({ updated: 1, unchanged: 0 });
    expect(engine.offered()).toEqual({ 'K-1': 'old' });
  });
});

it('a write that was answered is not made again', async () => {
  engine.put(thing('new'));
  await engine.upsert();
  const again = await engine.upsert();

  expect(again.counts).toMatchObject({ unchanged: 1 });
  expect(engine.calls).toEqual(['post K-1']);
});
