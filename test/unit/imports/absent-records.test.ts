import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { importMessageSchema } from '../../../shared/messages/import-message.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { Household } from './household.ts';

const CUSTOMER = { id: 1, number: 'N-1', name: 'name 1' };

let tables: Tables;
let world: Household;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

beforeEach(async () => {
  connections += 1;
  world = await Household.start(tables, `c${connections}`);
  world.put('customer', CUSTOMER);
  await world.run(['customer']);
  world.waiting.now += 60_000;
  world.calls.length = 0;
});
afterEach(() => world.stop());

/** Delivers what is due now, and nothing that waits. */
async function deliverDue(): Promise<void> {
  while (await world.deliver());
}

describe('a record that easybill does not know', () => {
  it.each(['create', 'update'] as const)(
    'after its %s is read again before it is withdrawn',
    async (change) => {
      world.easybill.customer.delete(1);
      world.hint('customer', 1, undefined, change);
      await deliverDue();

      expect(world.calls).toEqual(['get customer 1']);
      expect(world.offered('customer')).toEqual({ 'N-1': 'name 1' });
      expect(world.queue).toMatchObject([{ message: { wasAbsent: true } }]);

      await world.settle();
      expect(world.calls.filter((call) => call.startsWith('get'))).toHaveLength(2);
      expect(world.offered('customer')).toEqual({});
    },
  );

  it('and knows a little later stays, as it is by then', async () => {
    world.easybill.customer.delete(1);
    world.hint('customer', 1, undefined, 'update');
    await deliverDue();
    world.put('customer', { ...CUSTOMER, name: 'new name' });
    await world.settle();

    expect(world.offered('customer')).toEqual({ 'N-1': 'new name' });
    expect(world.calls.filter((call) => call.startsWith('withdraw'))).toEqual([]);
  });

  it('a new one is written as soon as it is known', async () => {
    world.hint('customer', 2, undefined, 'create');
    await deliverDue();
    world.put('customer', { id: 2, number: 'N-2', name: 'name 2' });
    await world.settle();

    expect(world.offered('customer')).toHaveProperty('N-2');
  });

  it.each(['delete', undefined] as const)('after %s is withdrawn at once', async (change) => {
    world.easybill.customer.delete(1);
    world.hint('customer', 1, undefined, change);
    await deliverDue();

    expect(world.calls).toEqual(['get customer 1', 'withdraw customer N-1']);
    expect(world.queue).toEqual([]);
  });
});

it('takes messages of before, that say nothing about the change', () => {
  const message = {
    type: 'record',
    connectionId: 'c1',
    entity: 'customer',
    easybillId: 1,
    source: 'webhook',
    firstQueuedAt: 1,
    hops: 0,
  };
  expect(importMessageSchema.parse(message)).toEqual(message);
});
