import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EntityStateStore, type EntityState } from '../../../../shared/imports/stores/entity-state-store.ts';
import { newRun, RunStore } from '../../../../shared/imports/stores/run-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const until = now + 60_000;

let tables: Tables;
let states: EntityStateStore;
let connectionId: string;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
  states = new EntityStateStore(tables.documents, tables.connections);
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  connectionId = `c${connections}`;
});

const acquire = (holder: string, at = now, leaseUntil = until) =>
  states.acquireLease(connectionId, 'customer', holder, at, leaseUntil);

async function stateNow(): Promise<EntityState> {
  const [state] = await states.list(connectionId);
  return state!;
}

async function startRun(runId: string): Promise<boolean> {
  const runs = new RunStore(tables.documents, tables.activity, tables.connections);
  return runs.start(
    connectionId,
    newRun(runId, 'customer', 'manual', now, { verify: false, dryRun: false, ordered: true, isFirst: false }),
  );
}

describe('the lease of an entity', () => {
  it('is given to one holder and refused to all others until it ends', async () => {
    const lease = await acquire('a');

    expect(lease).toMatchObject({ fence: 1, until });
    expect(await acquire('b')).toBeUndefined();
    expect(await acquire('b', until)).toBeUndefined();
    expect(await acquire('b', until + 1, until + 1000)).toMatchObject({ fence: 2, until: until + 1000 });
  });

  it('is given to exactly one of many that ask at once', async () => {
    const leases = await Promise.all(Array.from({ length: 10 }, (_, i) => acquire(`holder${i}`)));

    expect(leases.filter((lease) => lease !== undefined)).toHaveLength(1);
  });

  it('has a fence that grows with every holder', async () => {
    const fences: (number | undefined)[] = [];
    for (let i = 0; i < 4; i += 1) {
      const lease = await acquire(`holder${i}`);
      fences.push(lease?.fence);
      await states.releaseLease(connectionId, 'customer', lease!.fence);
    }

    expect(fences).toEqual([1, 2, 3, 4]);
  });

  it('can be asked for again by its holder, whose answer was lost', async () => {
    await acquire('a');

    expect(await acquire('a')).toMatchObject({ fence: 2 });
    expect(await acquire('b')).toBeUndefined();
  });

  it('is one for each entity and connection', async () => {
    await acquire('a');

    expect(await states.acquireLease(connectionId, 'product', 'b', now, until)).toMatchObject({ fence: 1 });
    expect(await states.acquireLease(`${connectionId}x`, 'customer', 'b', now, until)).toMatchObject({
      fence: 1,
    });
  });

  it('is free at once when given back', async () => {
    const lease = await acquire('a');
    await states.releaseLease(connectionId, 'customer', lease!.fence);

    expect(await acquire('b')).toMatchObject({ fence: 2 });
  });

  it('is not given back by one who lost it', async () => {
    const old = await acquire('a');
    await acquire('b', until + 1, until + 60_000);
    await states.releaseLease(connectionId, 'customer', old!.fence);

    expect(await acquire('c', until + 2, until + 60_000)).toBeUndefined();
  });

  it('stays closed to all until a write that may still land has landed', async () => {
    const lease = await acquire('a');
    await states.releaseLease(connectionId, 'customer', lease!.fence, now + 30_000);

    expect(await acquire('a', now + 1)).toBeUndefined();
    expect(await acquire('b', now + 30_000)).toBeUndefined();
    expect(await acquire('b', now + 30_001)).toMatchObject({ fence: 2 });
  });

  it('brings the state as it is then', async () => {
    await states.markDirty(connectionId, 'customer', now - 5);

    expect((await acquire('a'))?.state).toMatchObject({ entity: 'customer', dirtySince: now - 5 });
  });
});

describe('the mark of work that waits for the lease', () => {
  const mark = (at = now) => states.requestYield(connectionId, 'customer', at, at + 10_000);
  const isWanted = (at = now) => states.shouldYield(connectionId, 'customer', at);

  it('is left with a lease, and wears off', async () => {
    await acquire('a');
    expect(await isWanted()).toBe(false);
    await mark();

    expect(await isWanted(now + 9_999)).toBe(true);
    expect(await isWanted(now + 10_000)).toBe(false);
  });

  it('is left with no lease that was never taken, was given back or has ended', async () => {
    await mark();
    expect(await states.list(connectionId)).toEqual([]);

    const lease = await acquire('a');
    await states.releaseLease(connectionId, 'customer', lease!.fence);
    await mark();
    expect(await isWanted()).toBe(false);

    await acquire('b');
    await mark(until + 1);
    expect(await isWanted(until + 1)).toBe(false);
  });

  it('changes neither the lease nor its fence', async () => {
    const lease = await acquire('a');
    await mark();

    expect(await acquire('b')).toBeUndefined();
    expect(await stateNow()).toMatchObject({ fence: lease!.fence, leaseUntil: until });
    await states.releaseLease(connectionId, 'customer', lease!.fence);
    expect(await acquire('b')).toMatchObject({ fence: lease!.fence + 1 });
  });

  it('stays until work of its kind has the lease', async () => {
    const lease = await acquire('a');
    await mark();
    await states.releaseLease(connectionId, 'customer', lease!.fence);
    const next = await acquire('a run');
    expect(await isWanted()).toBe(true);
    await states.releaseLease(connectionId, 'customer', next!.fence);

    await states.acquireLease(connectionId, 'customer', 'a hint', now, until, true);
    expect(await isWanted()).toBe(false);
  });

  it('is of one entity and connection', async () => {
    await acquire('a');
    await mark();

    expect(await states.shouldYield(connectionId, 'product', now)).toBe(false);
    expect(await states.shouldYield(`${connectionId}x`, 'customer', now)).toBe(false);
  });
});

describe('the flags of an entity', () => {
  it('keep the first time a change was noted', async () => {
    await states.markDirty(connectionId, 'customer', now);
    await states.markDirty(connectionId, 'customer', now + 5000);

    expect(await stateNow()).toMatchObject({ dirtySince: now });
  });

  it('tell once that an entity is refused, and once that it is readable again', async () => {
    await acquire('a');

    expect(await states.setBlocked(connectionId, 'customer', undefined)).toBe(false);
    expect(await states.setBlocked(connectionId, 'customer', now)).toBe(true);
    expect(await states.setBlocked(connectionId, 'customer', now + 1)).toBe(false);
    expect(await stateNow()).toMatchObject({ blockedSince: now });
    expect(await states.setBlocked(connectionId, 'customer', undefined)).toBe(true);
    expect(await stateNow()).not.toHaveProperty('blockedSince');
  });

  it('can be read whichever of them was set first', async () => {
    await states.setBlocked(connectionId, 'customer', now);

    expect(await states.list(connectionId)).toMatchObject([{ entity: 'customer', blockedSince: now }]);
  });

  it('show nothing of other connections or of the connection itself', async () => {
    await states.markDirty(connectionId, 'product', now);
    await states.markDirty(`${connectionId}0`, 'customer', now);

    expect((await states.list(connectionId)).map(({ entity }) => entity)).toEqual(['product']);
  });
});

describe('the end of a run', () => {
  it('lets the next one start and remembers when the last complete one began', async () => {
    await startRun('01A');
    const ended = { runId: '01A', completeAt: now, isUnordered: false };
    await states.endRun(connectionId, 'customer', ended);

    const state = await stateNow();

    expect(state).toMatchObject({ lastRunId: '01A', lastCompleteAt: now });
    expect(state).not.toHaveProperty('activeRunId');
    expect(state).not.toHaveProperty('unorderedList');
    expect(await startRun('01B')).toBe(true);
  });

  it('keeps the time of the last complete one when it ended early', async () => {
    await startRun('01A');
    await states.endRun(connectionId, 'customer', { runId: '01A', completeAt: now, isUnordered: false });
    await startRun('01B');
    await states.endRun(connectionId, 'customer', { runId: '01B', completeAt: undefined, isUnordered: true });

    expect(await stateNow()).toMatchObject({ lastRunId: '01B', lastCompleteAt: now, unorderedList: true });
  });

  it('changes nothing when it is told late, while another run is under way', async () => {
    await startRun('01A');
    const ended = { runId: '01A', completeAt: undefined, isUnordered: false };
    await states.endRun(connectionId, 'customer', ended);
    await startRun('01B');
    await states.endRun(connectionId, 'customer', { ...ended, completeAt: now });

    expect(await stateNow()).toMatchObject({ activeRunId: '01B', lastRunId: '01A' });
    expect(await stateNow()).not.toHaveProperty('lastCompleteAt');
  });
});
