import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RecordRejectedError } from '../../../../shared/vendor-http/errors/index.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Household } from '../household.ts';
import type { Thing } from '../thing.ts';

let tables: Tables;
let world: Household;
let worlds = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

const thing = (id: number, changes: Partial<Thing> = {}): Thing => ({
  id,
  number: `N-${id}`,
  name: `name ${id}`,
  ...changes,
});

describe('numbers that go from one record to another', () => {
  beforeEach(async () => {
    worlds += 1;
    world = await Household.start(tables, `c${worlds}`);
    world.recordsPerPage = 20;
    world.put('category', thing(1), thing(2));
  });
  afterEach(() => world.stop());

  it('leave no hour type behind whose old number was still to be withdrawn when a product took it', async () => {
    world.put('product', thing(10), thing(11, { isHourType: true }));
    await world.run(['category', 'product']);
    world.put('product', thing(11, { isHourType: true, number: 'N-11 new' }));
    world.hint('product', 11);
    world.stopsAtWithdrawal = 'hourType';
    await world.deliver();
    await world.deliver();
    expect(world.stopsAtWithdrawal).toBeUndefined();
    world.put('product', thing(10, { number: 'N-11' }));
    world.hint('product', 10);
    await world.settle();
    await world.run(['product']);
    await world.run(['product']);
    expect(world.offered('product')).toEqual({ 'N-11': 'name 10' });
    expect(world.offered('hourType')).toEqual({ 'N-11 new': 'name 11' });
  });

  it('leave no older number behind of a customer that is gone', async () => {
    world.put('customer', thing(1));
    await world.run(['customer']);
    world.put('customer', thing(1, { number: 'N-2' }));
    world.hint('customer', 1);
    world.stopsAtWithdrawal = 'customer';
    await world.deliver();
    expect(world.stopsAtWithdrawal).toBeUndefined();
    world.easybill.customer.delete(1);
    world.put('customer', thing(2, { number: 'N-2' }));
    world.hint('customer', 2);
    await world.settle();
    world.hint('customer', 1);
    await world.settle();
    await world.run(['customer']);
    expect(world.offered('customer')).toEqual({ 'N-2': 'name 2' });
  });

  it('bring their product into its category when it gets the older one back', async () => {
    world.put('product', thing(10));
    await world.run(['category', 'product']);
    world.put('product', thing(10, { number: 'N-12', parentId: 1 }));
    world.hint('product', 10);
    world.stopsAtWithdrawal = 'product';
    await world.deliver();
    expect(world.stopsAtWithdrawal).toBeUndefined();
    world.put('product', thing(10, { parentId: 1 }), thing(11, { number: 'N-12' }));
    world.hint('product', 11);
    await world.settle();
    await world.run(['product']);
    expect(world.offered('product')).toEqual({ 'N-10': 'name 10', 'N-12': 'name 11' });
    expect([...world.links]).toEqual(['N-10 N-1']);
  });

  it('give OutSmart one write at a time when they change sides', async () => {
    const ids = [10, 13, 14, 15];
    const hours = [11, 12, 16, 17];
    for (const id of ids) world.put('product', thing(id));
    for (const id of hours) world.put('product', thing(id, { isHourType: true }));
    await world.run(['category', 'product']);
    hours.forEach((id, i) => {
      world.put('product', thing(id, { isHourType: true, number: `H-${id}` }));
      world.put('product', thing(ids[i]!, { number: `N-${id}` }));
    });
    let under = 0;
    let most = 0;
    const declare = world.declare.bind(world);
    world.declare = (entity, vendors) => {
      const declared = declare(entity, vendors);
      return {
        ...declared,
        withdraw: async (key, side) => {
          under += 1;
          most = Math.max(most, under);
          await new Promise((resolve) => setImmediate(resolve));
          under -= 1;
          return declared.withdraw(key, side);
        },
      };
    };
    await world.run(['product']);
    expect(most).toBe(1);
  });

  it('heal nothing of the record that lost one', async () => {
    world.put('product', thing(10), thing(11, { isHourType: true }));
    await world.run(['category', 'product']);
    world.refused.add('bad');
    world.put('product', thing(11, { isHourType: true, number: 'N-20', name: 'bad' }));
    world.hint('product', 11);
    await world.settle();
    expect(await world.waiting.codes()).toContain('recordRejected');
    world.put('product', thing(10, { number: 'N-11' }));
    world.hint('product', 10);
    world.waiting.now += 60_000;
    await world.settle();
    expect(world.offered('hourType')).toEqual({});
    expect(await world.waiting.codes()).not.toContain('recordHealed');
  });

  it('are withdrawn with their product although its link was refused', async () => {
    const declare = world.declare.bind(world);
    const call = { vendor: 'outsmart', operation: 'POST /material_categories' } as const;
    world.declare = (entity, vendors) => {
      const declared = declare(entity, vendors);
      if (!declared.postLinks) return declared;
      return {
        ...declared,
        postLinks: (links) =>
          Promise.resolve({
            stored: [],
            rejected: links.map((record) => ({ record, error: new RecordRejectedError(call, 1301, []) })),
            unknown: [],
            notSent: [],
          }),
      };
    };
    world.put('product', thing(10, { parentId: 1 }));
    await world.run(['category', 'product']);
    expect(world.offered('product')).toEqual({ 'N-10': 'name 10' });
    world.easybill.product.delete(10);
    world.put('product', thing(12));
    await world.run(['product']);
    world.hint('product', 10);
    await world.settle();
    expect(world.offered('product')).toEqual({ 'N-12': 'name 12' });
  });

  it('keep no category in mind when only their case changes', async () => {
    world.put('product', thing(10, { number: 'n-10', parentId: 1 }));
    await world.run(['category', 'product']);
    world.put('product', thing(10, { number: 'N-10', parentId: 1 }));
    await world.run(['product']);
    world.put('product', thing(10, { number: 'N-10', parentId: 2 }));
    await world.run(['product']);
    world.links.add('N-10 N-1'); // By a user.
    world.refused.add('refused');
    for (const name of ['refused', 'accepted']) {
      world.put('product', thing(10, { number: 'N-10', parentId: 2, name }));
      await world.run(['product']);
    }
    expect([...world.links].filter((l) => l.startsWith('N-10')).sort()).toEqual(['N-10 N-1', 'N-10 N-2']);
  });

  it('leave alone the links that users made under them', async () => {
    world.put('product', thing(10, { parentId: 1 }));
    await world.run(['category', 'product']);
    world.links.add('N-12 N-1'); // By a user, of a material of their own.
    world.put('product', thing(10, { number: 'N-12', parentId: 2 }));
    await world.run(['product']);
    expect([...world.links].filter((l) => l.startsWith('N-12')).sort()).toEqual(['N-12 N-1', 'N-12 N-2']);
  });
});
