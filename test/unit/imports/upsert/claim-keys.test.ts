import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
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

function newEngine(): Engine {
  connections += 1;
  return new Engine(tables, `c${connections}`);
}

beforeEach(() => {
  engine = newEngine();
});

const thing = (id: number, number: string, name = `name ${id}`): Source => ({ id, number, name });
const codes = async () => (await engine.activities()).map(({ code, easybillId }) => `${code} ${easybillId}`);

describe('two records with one number', () => {
  it('give the key to the first, and tell of the second once', async () => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-1'));

    const first = await engine.upsert();
    const second = await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 1' });
    expect(first.counts).toMatchObject({ created: 1, skipped: 1 });
    expect(second.counts).toMatchObject({ unchanged: 1, skipped: 1 });
    expect(first.problems).toEqual({ skippedDuplicateNumber: 1 });
    const [told] = (await engine.activities()).filter(({ level }) => level === 'warning');
    expect(told).toMatchObject({
      code: 'skippedDuplicateNumber',
      easybillId: 2,
      outsmartKey: 'K-1',
      params: { otherEasybillId: 1 },
    });
    expect((await codes()).filter((code) => code.startsWith('skipped'))).toHaveLength(1);
  });

  it('are the same in upper and lower case', async () => {
    engine.put(thing(1, 'k-1'), thing(2, 'K-1'));
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'k-1': 'name 1' });
  });

  it('cost one look at the owner, as long as nothing changes', async () => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-1'));
    await engine.upsert([1]);
    await engine.upsert([2]);
    await engine.upsert([2]);
    await engine.upsert([2]);

    expect(engine.calls.filter((call) => call === 'get 1')).toHaveLength(1);
  });

  it('keep the key with its owner while that one cannot be written', async () => {
    engine.put(thing(1, 'K-1'));
    await engine.upsert();
    engine.put({ ...thing(1, 'K-1'), name: '' }, thing(2, 'K-1'));
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 1' });
  });

  it('give the key to the second once the first has another number', async () => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-1'));
    await engine.upsert();
    engine.put(thing(1, 'K-9'));
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 2', 'K-9': 'name 1' });
  });

  it('give the key to the second once the first is gone at easybill', async () => {
    engine.put(thing(1, 'K-1'));
    await engine.upsert();
    engine.easybill.delete(1);
    engine.put(thing(2, 'K-1'));
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 2' });
    expect(engine.calls).not.toContain('withdraw K-1');
  });
});

describe('a record with a new number', () => {
  it('leaves the old one inactive and says so', async () => {
    engine.put(thing(1, 'K-1'));
    await engine.upsert();
    engine.put(thing(1, 'K-2'));
    const { counts } = await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-2': 'name 1' });
    expect(counts).toMatchObject({ created: 0, updated: 1 });
    const [told] = (await engine.activities()).filter(({ code }) => code === 'keyChanged');
    expect(told).toMatchObject({ easybillId: 1, outsmartKey: 'K-2', params: { oldKey: 'K-1' } });
  });

  it('keeps its old number for others to take, and may have it back', async () => {
    engine.put(thing(1, 'K-1'));
    await engine.upsert();
    engine.put(thing(1, 'K-2'));
    await engine.upsert();
    engine.put(thing(1, 'K-1'));
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 1' });
  });

  it('that differs in case only is still offered, and still owns its key', async () => {
    engine.put(thing(1, 'k-1'));
    await engine.upsert();
    engine.put(thing(1, 'K-1'), thing(2, 'k-1'));
    await engine.upsert();
    await engine.upsert();

    expect(engine.calls.filter((call) => call.startsWith('withdraw'))).toEqual([]);
    expect(engine.offered()['K-1']).toBe('name 1');
    expect(await codes()).toContain('skippedDuplicateNumber 2');
  });
});

describe('records that swap their numbers', () => {
  it.each<[string, number[][]]>([
    ['on one page', [[1, 2]]],
    ['on two pages', [[1], [2]]],
    ['on two pages, the later one first', [[2], [1]]],
  ])('%s are both offered under their new ones', async (_, pages) => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-2'));
    await engine.upsert();
    engine.put(thing(1, 'K-2'), thing(2, 'K-1'));
    for (const page of pages) await engine.upsert(page);

    expect(engine.offered()).toEqual({ 'K-1': 'name 2', 'K-2': 'name 1' });
    const again = await engine.upsert();
    expect(again.counts).toMatchObject({ unchanged: 2, updated: 0, created: 0 });
  });

  it('in a ring are all offered under their new ones', async () => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-2'), thing(3, 'K-3'));
    await engine.upsert();
    engine.put(thing(1, 'K-2'), thing(2, 'K-3'), thing(3, 'K-1'));
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 3', 'K-2': 'name 1', 'K-3': 'name 2' });
  });

  it('where one of the new ones belongs to a third, are written again when they have it back', async () => {
    engine.put(thing(2, 'K-2'), thing(3, 'K-1'));
    await engine.upsert();
    engine.put(thing(1, 'K-2'), thing(2, 'K-1'));
    await engine.upsert([2, 1]);
    engine.put(thing(1, 'K-9'), thing(2, 'K-2'));
    await engine.upsert();
    await engine.upsert();

    expect(engine.offered()).toEqual({ 'K-1': 'name 3', 'K-2': 'name 2', 'K-9': 'name 1' });
  });

  it('and then claim the same one after a lost write do not overwrite each other', async () => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-2'));
    await engine.upsert();
    engine.put(thing(1, 'K-2'), thing(2, 'K-1'));
    engine.lost = { posts: 1, when: 'after' };
    await engine.upsert();
    engine.put(thing(1, 'K-2'), thing(2, 'K-2'));
    await engine.upsert();
    await engine.upsert();

    expect(engine.offered()['K-2']).toBe('name 1');
    expect(await codes()).toContain('skippedDuplicateNumber 2');
  });

  it('that two others want at once go to one of them, and the other is told of that one', async () => {
    engine.put(thing(1, 'K-1'), thing(2, 'K-2'), thing(3, 'K-3'));
    await engine.upsert();
    engine.put(thing(1, 'K-4'), thing(2, 'K-1'), thing(3, 'K-1'));

    const { counts } = await engine.upsert([2, 3]);

    expect(counts).toMatchObject({ updated: 1, skipped: 1 });
    const [told] = (await engine.activities()).filter(({ code }) => code === 'skippedDuplicateNumber');
    expect(told).toMatchObject({ easybillId: 3, params: { otherEasybillId: 2 } });
  });

  it('are offered as easybill has them in the end, whatever was lost on the way', async () => {
    const numbers = fc.array(fc.constantFrom('K-1', 'K-2', 'K-3'), { minLength: 3, maxLength: 3 });
    const round = fc.record({
      numbers,
      order: fc.shuffledSubarray([1, 2, 3]),
      lostPosts: fc.nat({ max: 1 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    });
    const last = fc.shuffledSubarray(['K-1', 'K-2', 'K-3', 'K-4'], { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { maxLength: 4 }), last, async (rounds, wanted) => {
        engine = newEngine();
        for (const { numbers: given, order, lostPosts, when } of rounds) {
          engine.put(...given.map((number, i) => thing(i + 1, number)));
          engine.lost = { posts: lostPosts, when };
          // What was lost is done again before anything changes.
          const { unfinished } = await engine.upsert(order);
          if (unfinished) await engine.upsert(order);
        }
        engine.lost = { posts: 0, when: 'before' };
        engine.put(...wanted.map((number, i) => thing(i + 1, number)));
        // Whoever waits for a number of another gets it in the run after.
        for (let i = 0; i < 3; i += 1) await engine.upsert();

        const offered = engine.offered();
        expect(offered).toMatchObject(
          Object.fromEntries(wanted.map((number, i) => [number, `name ${i + 1}`])),
        );
        expect(Object.keys(offered)).toEqual([...wanted].sort());
        expect((await engine.upsert()).counts).toMatchObject({ seen: 3, unchanged: 3 });
      }),
      { numRuns: 10 },
    );
  }, 20_000);
});
