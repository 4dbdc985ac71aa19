import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { EntityStateStore } from '../../../../shared/imports/stores/entity-state-store.ts';
import type { Run } from '../../../../shared/imports/stores/run.ts';
import { newRun, RunStore } from '../../../../shared/imports/stores/run-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

const start = Date.parse('2026-03-01T12:00:00Z');
const day = 24 * 3_600_000;

let tables: Tables;
let runs: RunStore;
let states: EntityStateStore;
let connectionId: string;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
  runs = new RunStore(tables.documents, tables.activity, tables.connections);
  states = new EntityStateStore(tables.documents, tables.connections);
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  connectionId = `c${connections}`;
});

function aRun(at = start, entity: Run['entity'] = 'customer'): Run {
  return newRun(ulid(at), entity, 'manual', at, {
    verify: false,
    dryRun: false,
    ordered: true,
    isFirst: false,
  });
}

async function brakedRun(): Promise<Run> {
  const run = aRun();
  await runs.start(connectionId, run);
  const braked: Run = { ...run, state: 'braked', seq: 1, phase: 'account', candidates: 30 };
  await runs.advance(connectionId, braked, 0);
  await states.endRun(connectionId, 'customer', {
    runId: run.runId,
    completeAt: undefined,
    isUnordered: false,
  });
  return braked;
}

const confirmed = (run: Run): Run => ({ ...run, state: 'running', confirmed: true, seq: run.seq + 1 });

describe('starting a run', () => {
  it('stores it and makes it the one in progress', async () => {
    const run = aRun();

    expect(await runs.start(connectionId, run)).toBe(true);
    expect(await runs.get(connectionId, run.runId)).toEqual(run);
    expect(await states.list(connectionId)).toMatchObject([{ entity: 'customer', activeRunId: run.runId }]);
  });

  it('is refused while another one is in progress, and stores nothing', async () => {
    await runs.start(connectionId, aRun());
    const second = aRun();

    expect(await runs.start(connectionId, second)).toBe(false);
    expect(await runs.get(connectionId, second.runId)).toBeUndefined();
  });

  it('succeeds for exactly one of many that start at once', async () => {
    const started = await Promise.all(Array.from({ length: 8 }, () => runs.start(connectionId, aRun())));

    expect(started.filter(Boolean)).toHaveLength(1);
    expect((await runs.list(connectionId, 10)).items).toHaveLength(1);
  });

  it('is possible for each entity at the same time', async () => {
    await runs.start(connectionId, aRun());

    expect(await runs.start(connectionId, aRun(start, 'product'))).toBe(true);
  });

  it('takes the flag of changes that it will read', async () => {
    await states.markDirty(connectionId, 'customer', start);
    await runs.start(connectionId, aRun());

    expect((await states.list(connectionId))[0]).not.toHaveProperty('dirtySince');
  });

  it('leaves the flag when it is refused', async () => {
    await runs.start(connectionId, aRun());
    await states.markDirty(connectionId, 'customer', start);
    await runs.start(connectionId, aRun());

    expect(await states.list(connectionId)).toMatchObject([{ dirtySince: start }]);
  });
});

describe('a step of a run', () => {
  it('is stored once: under the number before it', async () => {
    const run = aRun();
    await runs.start(connectionId, run);
    const next: Run = { ...run, state: 'running', seq: 1, page: 2 };

    expect(await runs.advance(connectionId, next, 0)).toBe(true);
    expect(await runs.advance(connectionId, { ...next, page: 3 }, 0)).toBe(false);
    expect(await runs.advance(connectionId, { ...next, seq: 3 }, 2)).toBe(false);
    expect(await runs.get(connectionId, run.runId)).toEqual(next);
  });

  it('is stored by exactly one of two workers that took it', async () => {
    const run = aRun();
    await runs.start(connectionId, run);
    const stored = await Promise.all(
      [1, 2, 3].map((page) => runs.advance(connectionId, { ...run, seq: 1, page }, 0)),
    );

    expect(stored.filter(Boolean)).toHaveLength(1);
  });

  it('of a run that does not exist is refused', async () => {
    const run = aRun();

    expect(await runs.advance(connectionId, { ...run, seq: 1 }, 0)).toBe(false);
    expect(await runs.get(connectionId, run.runId)).toBeUndefined();
  });
});

describe('confirming a run', () => {
  it('lets a braked one go on as the one in progress', async () => {
    const braked = await brakedRun();

    expect(await runs.confirm(connectionId, confirmed(braked))).toBe(true);
    expect(await runs.get(connectionId, braked.runId)).toMatchObject({ confirmed: true, seq: 2 });
    expect(await states.list(connectionId)).toMatchObject([{ activeRunId: braked.runId }]);
  });

  it('works once', async () => {
    const braked = await brakedRun();
    const twice = await Promise.all([
      runs.confirm(connectionId, confirmed(braked)),
      runs.confirm(connectionId, confirmed(braked)),
    ]);

    expect(twice.filter(Boolean)).toHaveLength(1);
  });

  it('is refused while another run is in progress', async () => {
    const braked = await brakedRun();
    await runs.start(connectionId, aRun());

    expect(await runs.confirm(connectionId, confirmed(braked))).toBe(false);
    expect(await runs.get(connectionId, braked.runId)).toMatchObject({ state: 'braked', confirmed: false });
  });

  it('is refused for a run that is not braked', async () => {
    const run = aRun();
    await runs.start(connectionId, run);
    await runs.advance(connectionId, { ...run, state: 'failed', seq: 1 }, 0);
    await states.endRun(connectionId, 'customer', {
      runId: run.runId,
      completeAt: undefined,
      isUnordered: false,
    });

    expect(await runs.confirm(connectionId, confirmed({ ...run, seq: 1 }))).toBe(false);
  });

  it('keeps the flag of changes, which it does not read', async () => {
    const braked = await brakedRun();
    await states.markDirty(connectionId, 'customer', start);
    await runs.confirm(connectionId, confirmed(braked));

    expect(await states.list(connectionId)).toMatchObject([{ dirtySince: start }]);
  });
});

describe('candidates of a run', () => {
  it('come page by page, and go when none of a page is left', async () => {
    const { runId } = aRun();
    await runs.notes.putCandidates(connectionId, runId, 2, [20]);
    await runs.notes.putCandidates(connectionId, runId, 10, [100]);
    await runs.notes.putCandidates(connectionId, runId, 1, [1]);
    await runs.notes.putCandidates(connectionId, runId, 1, [10, 11]);

    const seen: number[][] = [];
    for (let next = await runs.notes.nextCandidates(connectionId, runId); next;) {
      seen.push([...next.ids]);
      await runs.notes.keepCandidates(connectionId, next, next.ids.slice(1));
      next = await runs.notes.nextCandidates(connectionId, runId);
    }

    expect(seen).toEqual([[10, 11], [11], [20], [100]]);
  });

  it('belong to one run', async () => {
    await runs.notes.putCandidates(connectionId, aRun().runId, 1, [10]);

    expect(await runs.notes.nextCandidates(connectionId, aRun().runId)).toBeUndefined();
  });
});

describe('ids seen by a run', () => {
  it('are all there, a page stored twice once', async () => {
    const { runId } = aRun();
    await runs.notes.putSeen(connectionId, runId, 1, [9, 3]);
    await runs.notes.putSeen(connectionId, runId, 2, [7]);
    await runs.notes.putSeen(connectionId, runId, 1, [9, 4]);
    await runs.notes.putSeen(connectionId, aRun().runId, 1, [1]);

    expect([...(await runs.notes.seen(connectionId, runId))].sort()).toEqual([4, 7, 9]);
  });

  it('are read over as many pages as it needs', async () => {
    const { runId } = aRun();
    const padding = 'p'.repeat(300_000);
    for (let page = 1; page <= 5; page += 1) {
      const Item = { pk: connectionId, sk: `seen#${runId}#00000${page}`, expiresAt: 1, ids: [page], padding };
      await tables.documents.send(new PutCommand({ TableName: tables.activity, Item }));
    }

    expect([...(await runs.notes.seen(connectionId, runId))]).toEqual([1, 2, 3, 4, 5]);
  });
});

describe('what is kept of runs', () => {
  it('lists the newest first, page by page', async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      const run = aRun(start + i);
      ids.push(run.runId);
      await runs.start(connectionId, run);
      await runs.notes.putCandidates(connectionId, run.runId, 1, [1]);
      await states.endRun(connectionId, 'customer', {
        runId: run.runId,
        completeAt: undefined,
        isUnordered: false,
      });
    }

    const first = await runs.list(connectionId, 3);
    const second = await runs.list(connectionId, 3, first.cursor);

    expect([...first.items, ...second.items].map(({ runId }) => runId)).toEqual(ids.toReversed());
    expect(second.cursor).toBeUndefined();
  });

  it('goes after 90 days, with everything that belongs to a run', async () => {
    const run = aRun();
    await runs.start(connectionId, run);
    await runs.notes.putCandidates(connectionId, run.runId, 1, [1, 2]);
    await runs.notes.putSeen(connectionId, run.runId, 1, [1, 2]);
    await runs.notes.keepCandidates(
      connectionId,
      (await runs.notes.nextCandidates(connectionId, run.runId))!,
      [2],
    );

    await tables.expireItems(start + 90 * day - 1000);
    expect(await tables.items(tables.activity, connectionId)).toHaveLength(3);
    await tables.expireItems(start + 90 * day + 1000);
    expect(await tables.items(tables.activity, connectionId)).toEqual([]);
  });
});
