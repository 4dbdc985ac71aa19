import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Household } from '../household.ts';
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
  world.put('category', thing(1), thing(2)).put('product', thing(10, { parentId: 1 }));
});

afterEach(() => world.stop());

const thing = (id: number, changes: Partial<Thing> = {}): Thing => ({
  id,
  number: `N-${id}`,
  name: `name ${id}`,
  ...changes,
});

describe('a link whose answer was lost', () => {
  it('is made again, and its product is counted once', async () => {
    world.lostLinks = 1;
    const { product } = await world.run(['category', 'product']);

    expect([...world.links]).toEqual(['N-10 N-1']);
    expect(product?.counts).toMatchObject({ seen: 1, created: 1, updated: 0, unchanged: 0 });
  });

  it('leaves no link behind when the product has moved on by then', async () => {
    await world.run(['category', 'product']);
    world.put('product', thing(10, { parentId: 2 }));
    world.hint('product', 10);
    world.lostLinks = 1;
    await world.deliver();
    // It may have been carried out all the same.
    world.links.add('N-10 N-2');
    world.put('product', thing(10));
    await world.settle();

    expect([...world.links]).toEqual([]);
  });
});

describe('a product that goes and comes back', () => {
  it.each([
    ['after it was archived', { archived: true }],
    ['after it was an hour type', { isHourType: true }],
  ])('in another category %s is in no other', async (_, away) => {
    await world.run(['category', 'product']);
    world.put('product', thing(10, { parentId: 1, ...away }));
    await world.run(['product']);
    world.put('product', thing(10, { parentId: 2 }));
    await world.run(['product']);

    expect([...world.links]).toEqual(['N-10 N-2']);
  });

  it('without a category is in none', async () => {
    await world.run(['category', 'product']);
    world.put('product', thing(10, { parentId: 1, isHourType: true }));
    await world.run(['product']);
    world.put('product', thing(10));
    await world.run(['product']);

    expect([...world.links]).toEqual([]);
  });
});

describe('a number that goes to another product', () => {
  beforeEach(async () => {
    world.put('product', thing(11, { parentId: 2 }));
    await world.run(['category', 'product']);
  });

  it('takes no category along when two products exchange theirs', async () => {
    world.put(
      'product',
      thing(10, { number: 'N-11', parentId: 1 }),
      thing(11, { number: 'N-10', parentId: 2 }),
    );
    await world.run(['product']);

    expect([...world.links].sort()).toEqual(['N-10 N-2', 'N-11 N-1']);
    expect(world.offered('product')).toEqual({ 'N-10': 'name 11', 'N-11': 'name 10' });
  });

  it.each([
    ['was deleted', () => Promise.resolve(world.easybill.product.delete(10))],
    [
      'got another number and category',
      async () => {
        world.put('product', thing(10, { number: 'N-12', parentId: 2 }));
        world.hint('product', 10);
        await world.settle();
      },
    ],
  ])(
    'that OutSmart keeps, after the first one %s, is in the category of the second one only',
    async (_, go) => {
      world.onRemoved = 'kept';
      await go();
      await world.run(['product']);
      world.put('product', thing(11, { number: 'N-10', parentId: 2 }));
      await world.run(['product']);

      expect([...world.links].filter((link) => link.startsWith('N-10'))).toEqual(['N-10 N-2']);
    },
  );

  it('is still taken out of the old category when the function stops after it took the number', async () => {
    world.put(
      'product',
      thing(10, { number: 'N-11', parentId: 1 }),
      thing(11, { number: 'N-10', parentId: 2 }),
    );
    world.hint('product', 10);
    world.stopsAtPost = 'product';
    await world.settle();
    await world.run(['product']);

    expect([...world.links].sort()).toEqual(['N-10 N-2', 'N-11 N-1']);
  });

  it('does not take the product out of a category that somebody puts it into later', async () => {
    world.put(
      'product',
      thing(10, { number: 'N-11', parentId: 1 }),
      thing(11, { number: 'N-10', parentId: 2 }),
    );
    await world.run(['product']);
    world.links.add('N-10 N-1');
    world.refused.add('refused');
    for (const name of ['refused', 'accepted']) {
      world.put('product', thing(11, { number: 'N-10', parentId: 2, name }));
      await world.run(['product']);
    }

    expect(world.offered('product')).toMatchObject({ 'N-10': 'accepted' });
    expect([...world.links].sort()).toEqual(['N-10 N-1', 'N-10 N-2', 'N-11 N-1']);
  });

  it('leaves nothing on the side of products when an hour type takes it', async () => {
    world.put('product', thing(10, { number: 'N-12' }), thing(11, { number: 'N-10', isHourType: true }));
    world.hint('product', 11);
    await world.settle();

    expect(world.offered('hourType')).toEqual({ 'N-10': 'name 11' });
    const { items } = await world.services.activity.list(world.connectionId, {}, 100);
    const withdrawn = { code: 'recordWithdrawn', entity: 'product', easybillId: 10, outsmartKey: 'N-10' };
    expect(items).toContainEqual(expect.objectContaining(withdrawn));
    await world.run(['product']);
    expect(world.offered('product')).toEqual({ 'N-12': 'name 10' });
  });

  it('stays with the product that OutSmart does not let go of', async () => {
    world.put('product', thing(10, { number: 'N-12' }), thing(11, { number: 'N-10', isHourType: true }));
    world.refused.add('withdrawal of N-10');
    world.hint('product', 11);
    await world.settle();

    expect(world.offered('hourType')).toEqual({});
    expect(await world.waiting.codes()).toContain('skippedDuplicateNumber');
    world.refused.clear();
    await world.run(['product']);
    await world.run(['product']);
    expect(world.offered('hourType')).toEqual({ 'N-10': 'name 11' });
    expect(world.offered('product')).toEqual({ 'N-12': 'name 10' });
  });
});

describe('a function that stops between the two sides of a position', () => {
  it('writes the new side all the same when its message is delivered again', async () => {
    await world.run(['category', 'product']);
    world.put('product', thing(10, { isHourType: true }));
    world.hint('product', 10);
    world.stopsAtPost = 'hourType';
    await world.settle();

    expect(world.offered('hourType')).toEqual({ 'N-10': 'name 10' });
    expect(world.offered('product')).toEqual({});
  });

  it('withdraws the old number of an hour type when its message is delivered again', async () => {
    world.put('product', thing(11, { isHourType: true }));
    await world.run(['category', 'product']);
    world.put('product', thing(11, { isHourType: true, number: 'N-11 new' }));
    world.hint('product', 11);
    world.stopsAtWithdrawal = 'hourType';
    await world.settle();

    expect(world.offered('hourType')).toEqual({ 'N-11 new': 'name 11' });
  });
});
