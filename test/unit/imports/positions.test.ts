import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startRun } from '../../../shared/imports/runs/start-run.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { Household } from './household.ts';
import type { Thing } from './thing.ts';

let tables: Tables;
let world: Household;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(async () => {
  connections += 1;
  world = await Household.start(tables, `c${connections}`);
});

afterEach(() => world.stop());

const thing = (id: number, changes: Partial<Thing> = {}): Thing => ({
  id,
  number: `N-${id}`,
  name: `name ${id}`,
  ...changes,
});
const mappings = (lane: string) => tables.items('mappings', `${world.connectionId}#${lane}`);
const codes = async () => (await world.waiting.codes()).sort();

describe('positions, read once and written on both sides', () => {
  beforeEach(() => {
    world.put('category', thing(1), thing(2));
    world.put('product', thing(10, { parentId: 1 }), thing(11, { isHourType: true }), thing(12));
    world.put('product', thing(13, { isHourType: true, parentId: 2 }), thing(14, { parentId: 2 }));
  });

  it('become products with their links and hour types, in one run that counts both', async () => {
    const { product } = await world.run();

    expect(product).toMatchObject({
      state: 'complete',
      counts: { seen: 5, created: 5, failed: 0 },
      countsByEntity: { product: { seen: 3, created: 3 }, hourType: { seen: 2, created: 2 } },
    });
    expect(world.offered('product')).toEqual({ 'N-10': 'name 10', 'N-12': 'name 12', 'N-14': 'name 14' });
    expect(world.offered('hourType')).toEqual({ 'N-11': 'name 11', 'N-13': 'name 13' });
    expect([...world.links].sort()).toEqual(['N-10 N-1', 'N-14 N-2']);
    expect(world.calls.filter((call) => call.startsWith('list product'))).toHaveLength(2);
    expect(world.calls.filter((call) => call.startsWith('get'))).toEqual([]);
  });

  it('cost no write and no mapping the second time', async () => {
    await world.run();
    const before = await mappings('product');
    world.calls.length = 0;
    const { product } = await world.run();

    expect(product).toMatchObject({ counts: { seen: 5, unchanged: 5 } });
    expect(world.calls.filter((call) => !call.startsWith('list'))).toEqual([]);
    expect(await mappings('product')).toEqual(before);
  });

  it('have one mapping each, with the side and what invoices need', async () => {
    await world.run();

    expect(await mappings('product')).toMatchObject([
      { outsmartKey: 'N-10', link: 'N-1', facts: { vatPercent: '19', priceCents: '100' } },
      { outsmartKey: 'N-11', side: 'hourType', facts: { vatPercent: '19' } },
      { outsmartKey: 'N-12' },
      { outsmartKey: 'N-13', side: 'hourType' },
      { outsmartKey: 'N-14', link: 'N-2' },
    ]);
  });

  it('keep new facts without a write to OutSmart', async () => {
    await world.run();
    world.put('product', thing(10, { parentId: 1, vat: 7 }), thing(11, { isHourType: true, vat: 7 }));
    world.calls.length = 0;
    await world.run(['product']);

    expect(world.calls.filter((call) => call.startsWith('post'))).toEqual([]);
    const [first, second] = await mappings('product');
    expect([first?.facts.vatPercent, second?.facts.vatPercent]).toEqual(['7', '7']);
  });

  it.each([
    ['run', (): Promise<unknown> => world.run(['product'])],
    [
      'hints',
      (): Promise<unknown> => {
        world.hint('product', 10);
        world.hint('product', 11);
        return world.settle();
      },
    ],
  ])('that change sides are withdrawn on the old one and written on the new one, by %s', async (_, act) => {
    await world.run();
    world.put('product', thing(10, { isHourType: true }), thing(11, { parentId: 2 }));
    await act();

    expect(world.offered('product')).toMatchObject({ 'N-11': 'name 11' });
    expect(world.offered('product')).not.toHaveProperty('N-10');
    expect(world.offered('hourType')).toMatchObject({ 'N-10': 'name 10' });
    expect(world.offered('hourType')).not.toHaveProperty('N-11');
    expect(await mappings('product')).toHaveLength(5);
  });

  it('that exchange numbers and sides are each withdrawn once, and nothing that was written since', async () => {
    await world.run();
    world.put('product', thing(10, { number: 'N-11', isHourType: true }), thing(11, { number: 'N-10' }));
    world.calls.length = 0;
    const { product } = await world.run(['product']);

    expect(product).toMatchObject({ state: 'complete', counts: { seen: 5, failed: 0, withdrawn: 0 } });
    expect(world.offered('product')).toMatchObject({ 'N-10': 'name 11' });
    expect(world.offered('hourType')).toMatchObject({ 'N-11': 'name 10' });
    const { items } = await world.services.activity.list(world.connectionId, {}, 100);
    const withdrawn = items
      .filter(({ code }) => code === 'recordWithdrawn')
      .map(({ outsmartKey }) => outsmartKey);
    expect(world.calls.filter((call) => call.startsWith('withdraw'))).toEqual(['withdraw product N-10']);
    expect(withdrawn).toEqual(['N-10']);
  });

  it('are moved to another category by replacing the link, and only the link of the moved one', async () => {
    await world.run();
    world.put('product', thing(10, { parentId: 2 }), thing(14));
    world.calls.length = 0;
    await world.run(['product']);

    expect([...world.links]).toEqual(['N-10 N-2']);
    expect(world.calls.filter((call) => call.startsWith('link'))).toEqual([
      'link N-10>N-2',
      'link N-14>undefined',
    ]);
  });

  it('follow a category whose number changes', async () => {
    await world.run();
    world.put('category', thing(1, { number: 'X' }));
    await world.run();

    expect([...world.links].sort()).toEqual(['N-10 X', 'N-14 N-2']);
  });

  it('that are gone are withdrawn on their side', async () => {
    await world.run();
    world.easybill.product.delete(10);
    world.easybill.product.delete(11);
    const { product } = await world.run(['product']);

    expect(product).toMatchObject({ counts: { withdrawn: 2 } });
    expect(world.offered('product')).not.toHaveProperty('N-10');
    expect(world.offered('hourType')).not.toHaveProperty('N-11');
  });

  it('that OutSmart refuses are failures of their side, and healed by the run after the cause is gone', async () => {
    world.refused.add('name 11').add('name 12');
    const { product } = await world.run();
    const { failures } = world.services;

    expect(product).toMatchObject({ state: 'complete', counts: { seen: 5, created: 3, failed: 2 } });
    expect(product?.problems).toEqual({ recordRejected: 2 });
    expect(await failures.count(world.connectionId)).toBe(2);
    expect((await failures.list(world.connectionId, 10)).items).toMatchObject([
      { entity: 'hourType', easybillId: 11, code: 'recordRejected' },
      { entity: 'product', easybillId: 12, code: 'recordRejected' },
    ]);

    world.refused.clear();
    await world.run();
    expect(await failures.count(world.connectionId)).toBe(0);
    expect((await codes()).filter((code) => code === 'recordHealed')).toHaveLength(2);
  });

  it('are left alone on a side that is switched off, even when they are gone', async () => {
    await world.run();
    const { connection } = world.waiting.work;
    const imports = {
      ...connection.settings.imports,
      hourTypes: { ...connection.settings.imports.hourTypes, enabled: false },
    };
    await world.services.connections.put({
      ...connection,
      easybillAccount: 'login-1',
      settings: { ...connection.settings, imports },
    });
    const whole = world.declare.bind(world);
    world.declare = (entity) => ({
      ...whole(entity),
      sides: ['product'],
      map: (source, key) => (source.isHourType ? { outcome: 'ignored' } : whole(entity).map(source, key)),
    });
    world.easybill.product.delete(11);
    world.put('product', thing(13, { isHourType: true, name: 'other' }));
    world.calls.length = 0;
    const { product } = await world.run(['product']);

    expect(product).toMatchObject({ state: 'complete', counts: { seen: 4, unchanged: 3, skipped: 1 } });
    expect(world.offered('hourType')).toEqual({ 'N-11': 'name 11', 'N-13': 'name 13' });
    expect(world.calls.filter((call) => !call.startsWith('list'))).toEqual([]);
  });
});

describe('work of versions until 2026-11-30, which handed hour types to another worker', () => {
  beforeEach(async () => {
    world.put('product', thing(10), thing(11, { isHourType: true, name: 'newest' }));
    await world.run(['category']);
  });

  const envelope = { entity: 'hourType', firstQueuedAt: 0, hops: 0 } as const;

  it('is made up for by a run when a message of it is still queued', async () => {
    const records = [{ easybillId: 11, key: 'N-11', record: { code: 'N-11', name: 'older' } }];
    const { connectionId } = world;
    const message = { ...envelope, type: 'handed', connectionId, records, readAt: 1 } as const;
    world.queue.push({ message, at: 0 });
    await world.deliver();
    expect(await world.services.entityStates.list(world.connectionId)).toContainEqual(
      expect.objectContaining({ entity: 'product', dirtySince: expect.any(Number) }),
    );
    await world.settle();

    expect(world.offered('hourType')).toEqual({ 'N-11': 'newest' });
    expect(world.offered('product')).toEqual({ 'N-10': 'name 10' });
  });

  it('is ended where a run waits for it', async () => {
    const { runId } = await startRun(world.services, world.connectionId, 'product', 'manual');
    const run = (await world.services.runs.get(world.connectionId, runId))!;
    const counts = { ...run.counts, seen: 2, created: 1 };
    const former = {
      ...run,
      pk: world.connectionId,
      sk: `run#${runId}`,
      counts,
      countsByEntity: undefined,
      phase: 'handed',
      writtenOfPage: 0,
    };
    await tables.documents.send(new PutCommand({ TableName: tables.activity, Item: former }));
    await world.settle();

    expect(await world.services.runs.get(world.connectionId, runId)).toMatchObject({
      state: 'complete',
      counts: { seen: 2, created: 1 },
    });
  });
});
