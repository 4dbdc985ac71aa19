import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTables, type Tables } from '../../../support/tables.ts';
import type { Source } from '../engine.ts';
import { start } from './waiting.ts';
import { WorkerWorld } from './worker.ts';

let tables: Tables;
let world: WorkerWorld;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(async () => {
  connections += 1;
  world = await WorkerWorld.start(tables, `c${connections}`);
});

afterEach(() => world.stop());

const thing = (id: number, name = `name ${id}`): Source => ({ id, number: `K-${id}`, name });

/** Another worker takes the lease; undefined while it cannot have it. */
const takeLease = (until: number) =>
  world.waiting.services.entityStates.acquireLease(
    world.engine.connectionId,
    'customer',
    'another worker',
    world.waiting.now,
    until,
  );

const isWanted = () =>
  world.waiting.services.entityStates.shouldYield(world.engine.connectionId, 'customer', world.waiting.now);

describe('a worker that meets the lease of another one', () => {
  it('leaves a mark with it for a hint, so that a run gives way, but not for a run', async () => {
    const run = await world.startRun();
    await takeLease(start + 60_000);

    await world.deliver(run);
    expect(await isWanted()).toBe(false);
    await world.deliver(world.hint(5));
    expect(await isWanted()).toBe(true);
  });

  it('asks no vendor for anything and sends its work again', async () => {
    world.engine.put(thing(5));
    await takeLease(start + 60_000);

    expect(await world.deliver(world.hint(5))).toEqual([]);

    expect(world.engine.calls).toEqual([]);
    expect(world.waiting.sent).toMatchObject([
      { message: { type: 'record', easybillId: 5, hops: 1 }, delaySeconds: 1 },
    ]);
  });

  it('does the work once that lease has ended', async () => {
    world.engine.put(thing(5));
    await takeLease(start - 1);
    await world.deliver(world.hint(5));

    expect(world.engine.offered()).toEqual({ 'K-5': 'name 5' });
    expect(world.waiting.sent).toEqual([]);
  });
});

describe('a worker that is done', () => {
  it('leaves the lease to others at once', async () => {
    world.engine.put(thing(5));
    await world.deliver(world.hint(5));

    expect(await takeLease(start + 60_000)).toBeDefined();
  });

  it('keeps others out until a write has landed whose answer was lost', async () => {
    world.engine.put(thing(5));
    world.engine.lost = { posts: 1, when: 'after' };
    await world.deliver(world.hint(5));

    expect(await takeLease(start + 120_000)).toBeUndefined();
    world.waiting.now = start + 60_001;
    expect(await takeLease(start + 120_000)).toBeDefined();
  });
});

describe('hints of one batch', () => {
  it('are not followed beside a write that OutSmart may still be at', async () => {
    world.engine.put(thing(5), thing(6));
    world.engine.lost = { posts: 1, when: 'after' };
    await world.deliver(world.hint(5), world.hint(6));

    expect(world.engine.calls.filter((call) => call.startsWith('post'))).toEqual(['post K-5']);
    const again = world.waiting.sent.find(
      ({ message }) => 'easybillId' in message && message.easybillId === 6,
    );
    expect(again).toMatchObject({ delaySeconds: 60 });
  });

  it('for one record cost one read, in the place in the line that one of them was given', async () => {
    world.engine.put(thing(5));
    const reservation = { since: start - 60_000, at: start - 1_000 };
    const older = { ...world.hint(5), firstQueuedAt: start - 1_000, reservation };

    expect(await world.deliver(older, world.hint(5), older)).toEqual([]);

    expect(world.engine.calls).toEqual(['get 5', 'post K-5']);
    expect(world.waiting.reservations).toEqual([reservation]);
  });
});

describe('a message that meets a bug', () => {
  beforeEach(() => {
    world.engine.put(thing(1), thing(2), thing(3));
    world.declaration = {
      get: (id) =>
        id === 2 ? Promise.reject(new TypeError('a bug')) : Promise.resolve(world.engine.easybill.get(id)),
    };
  });

  it('is delivered again, and no other one', async () => {
    const failed = await world.deliver(world.hint(1), world.hint(2), world.hint(3), 'no import message');

    expect(failed.toSorted()).toEqual([1, 3]);
    expect(Object.keys(world.engine.offered())).toEqual(['K-1', 'K-3']);
  });
});

describe('a step of a run', () => {
  it('is taken again when the message of the next one was not sent', async () => {
    world.engine.put(thing(1), thing(2), thing(3), thing(4));
    const first = await world.startRun();
    const { send } = world;
    world.send = () => Promise.reject(new Error('the queue does not answer'));
    expect(await world.deliver(first)).toEqual([0]);

    world.send = send;
    expect(await world.deliver(first)).toEqual([]);

    expect(world.waiting.sent).toMatchObject([{ message: { type: 'run', seq: 1 } }]);
    await world.deliver(world.take());
    expect(await world.latestRun()).toMatchObject({ state: 'complete', counts: { seen: 4 } });
  });

  it('is not taken by a duplicate of its message', async () => {
    world.engine.put(thing(1), thing(2), thing(3), thing(4));
    const first = await world.startRun();
    await world.deliver(first);
    world.engine.calls.length = 0;

    expect(await world.deliver(first)).toEqual([]);

    expect(world.engine.calls).toEqual([]);
    expect(world.waiting.sent).toHaveLength(1);
  });
});

describe('the next step of a run', () => {
  /** Takes the first step of two; while it reads its page a hint comes, if one does. */
  const delayAfterStep = async (isHinted: boolean): Promise<number | undefined> => {
    world.engine.put(...[1, 2, 3, 4].map((id) => thing(id)));
    const run = await world.startRun();
    const { reading } = world.engine;
    const list: typeof reading.list = async (page) => {
      if (isHinted) await world.deliver(world.hint(1));
      return reading.list(page);
    };
    world.declaration = { reading: { ...reading, list } };
    await world.deliver(run);
    return world.waiting.sent.find(({ message }) => message.type === 'run')?.delaySeconds;
  };

  it('comes at once', async () => {
    expect(await delayAfterStep(false)).toBe(0);
  });

  it('comes 3 s later when work waits for the lease, so that this gets in before', async () => {
    expect(await delayAfterStep(true)).toBe(3);
  });
});

describe('a record that easybill does not have', () => {
  it.each([
    ['manual', ['recordUnknown']],
    ['webhook', []],
  ] as const)('is logged when somebody asked for it by hand, and only then (%s)', async (source, codes) => {
    await world.deliver({ ...world.hint(99), source });

    const { items } = await world.waiting.services.activity.list(world.engine.connectionId, {}, 10);
    expect(items.map(({ code }) => code)).toEqual(codes);
  });
});
