import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Household, LANES } from '../household.ts';
import type { Thing } from '../thing.ts';

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
  world.put('customer', thing(1), thing(2), thing(3));
  world.put('product', thing(10), thing(11, { isHourType: true }), thing(12));
});

afterEach(() => world.stop());

const thing = (id: number, changes: Partial<Thing> = {}): Thing => ({
  id,
  number: `N-${id}`,
  name: `name ${id}`,
  ...changes,
});
const holds = (entity: 'customer' | 'product' | 'hourType', key: string, name: string, remark = 'mine') =>
  world.outsmart[entity].set(key, { key, name, remark, active: true });
const writes = () => world.calls.filter((call) => /^(post|link|withdraw)/.test(call));

describe('the first import of records that OutSmart has already', () => {
  it('keeps the fields that are not ours and counts them as updated', async () => {
    holds('customer', 'N-1', 'old name');
    holds('hourType', 'N-11', 'old name');
    const { customer, product } = await world.run();

    expect(customer?.counts).toMatchObject({ seen: 3, created: 2, updated: 1 });
    expect(product?.counts).toMatchObject({ seen: 3, created: 2, updated: 1 });
    expect(world.outsmart.customer.get('N-1')).toMatchObject({ name: 'name 1', remark: 'mine' });
    expect(world.outsmart.hourType.get('N-11')).toMatchObject({ name: 'name 11', remark: 'mine' });
  });

  it('writes nothing where nothing differs', async () => {
    for (const id of [1, 2, 3]) holds('customer', `N-${id}`, `name ${id}`);
    const { customer } = await world.run(['customer']);

    expect(customer?.counts).toMatchObject({ seen: 3, updated: 3 });
    expect(writes()).toEqual([]);
    world.put('customer', thing(1, { name: 'new' }));
    await world.run(['customer']);
    expect(writes()).toEqual(['post customer N-1']);
  });

  it('is not waited for by a hint of an hour type, which is adopted too', async () => {
    holds('hourType', 'N-11', 'name');
    world.hint('product', 11);
    await world.deliver();

    expect(world.outsmart.hourType.get('N-11')).toMatchObject({ name: 'name 11', remark: 'mine' });
  });

  it('looks at OutSmart once, and later imports do not', async () => {
    await world.run(['customer']);
    expect(world.calls.filter((call) => call.startsWith('list stored'))).toHaveLength(1);
    world.put('customer', thing(4));
    await world.run(['customer']);
    expect(world.calls.filter((call) => call.startsWith('list stored'))).toHaveLength(1);
  });
});

describe('a dry run', () => {
  beforeEach(() => {
    world.put('customer', thing(4, { name: '' }), thing(5, { number: 'n-1' }), thing(6, { archived: true }));
    holds('customer', 'N-2', 'old name');
    holds('hourType', 'N-11', 'name 11');
  });

  const report = async (lane: 'customer' | 'product') => {
    const { [lane]: run } = await world.run([lane], { dryRun: true });
    return { run, rows: (await world.services.reports.list(world.connectionId, run!.runId)).items };
  };

  it('says what would happen to each record, and why', async () => {
    world.recordsPerPage = 10;
    const { run, rows } = await report('customer');

    expect(run).toMatchObject({ state: 'complete', counts: { seen: 6, created: 2, updated: 1, skipped: 3 } });
    expect(rows).toEqual([
      { entity: 'customer', easybillId: 1, key: 'N-1', action: 'create', fields: [] },
      { entity: 'customer', easybillId: 2, key: 'N-2', action: 'adopt', fields: ['name'] },
      { entity: 'customer', easybillId: 3, key: 'N-3', action: 'create', fields: [] },
      { entity: 'customer', easybillId: 4, key: 'N-4', action: 'skip', reason: 'noName', fields: ['name'] },
      { entity: 'customer', easybillId: 5, action: 'skip', reason: 'duplicateNumber', fields: [] },
      {
        entity: 'customer',
        easybillId: 6,
        key: 'N-6',
        action: 'skip',
        reason: 'archived',
        fields: ['archived'],
      },
    ]);
  });

  it('tells products and hour types apart', async () => {
    const { rows } = await report('product');

    expect(rows).toMatchObject([
      { entity: 'product', easybillId: 10, action: 'create' },
      { entity: 'hourType', easybillId: 11, action: 'adopt', fields: [] },
      { entity: 'product', easybillId: 12, action: 'create' },
    ]);
  });

  it('counts what it would withdraw with the side it is withdrawn on, as an import does', async () => {
    await world.run();
    world.put('product', thing(12, { isHourType: true, archived: true }));
    world.easybill.product.delete(11);
    const { run, rows } = await report('product');
    const { product } = await world.run(['product']);

    expect(rows).toMatchObject([
      { entity: 'product', easybillId: 12, action: 'withdraw', reason: 'archived' },
      { entity: 'hourType', easybillId: 11, action: 'withdraw', reason: 'gone' },
    ]);
    expect(run?.countsByEntity).toEqual(product?.countsByEntity);
    expect(run?.countsByEntity).toMatchObject({ product: { withdrawn: 1 }, hourType: { withdrawn: 1 } });
  });

  it('after an import names only what changed since, and what is gone', async () => {
    await world.run();
    world.put('customer', thing(2, { name: 'newer' }));
    world.easybill.customer.delete(3);
    world.recordsPerPage = 10;
    const { run, rows } = await report('customer');

    expect(run?.counts).toMatchObject({ seen: 5, updated: 1, unchanged: 1, withdrawn: 1 });
    expect(rows.filter(({ action }) => action !== 'skip')).toEqual([
      { entity: 'customer', easybillId: 2, key: 'N-2', action: 'update', fields: ['name'] },
      { entity: 'customer', easybillId: 3, key: 'N-3', action: 'withdraw', reason: 'gone', fields: [] },
    ]);
  });

  it('changes nothing at either vendor, in mappings, or of what is due', async () => {
    await world.run();
    const snapshot = async () =>
      JSON.stringify([
        world.outsmart.customer.size,
        ...(await Promise.all(
          LANES.map((lane) => tables.items('mappings', `${world.connectionId}#${lane}`)),
        )),
      ]);
    const before = await snapshot();
    const statesBefore = await world.services.entityStates.list(world.connectionId);
    world.put('customer', thing(1, { name: 'newer' }), thing(9));
    world.put('product', thing(10, { name: 'newer' }), thing(11, { isHourType: true, name: 'newer' }));
    world.calls.length = 0;
    await world.run(LANES, { dryRun: true });

    expect(writes()).toEqual([]);
    expect(await snapshot()).toBe(before);
    const without = (states: typeof statesBefore) =>
      states.map((state) => ({ ...state, fence: 0, leaseUntil: 0 }));
    expect(without(await world.services.entityStates.list(world.connectionId))).toEqual(
      without(statesBefore),
    );
    expect(await world.services.failures.count(world.connectionId)).toBe(2);
  });

  it('is forgotten after 24 hours', async () => {
    const { run, rows } = await report('customer');
    expect(rows).toHaveLength(6);
    world.waiting.now += 24 * 3_600_000;
    expect((await world.services.reports.list(world.connectionId, run!.runId)).items).toEqual([]);
  });
});
