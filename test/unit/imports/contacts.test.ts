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
  world.put('customer', thing(1), thing(2), thing(3), thing(4, { name: '' }));
  world.put('contact', contact(20, 1), contact(5, 2), contact(6, 2), contact(90, 3), contact(91, 4));
});

afterEach(() => world.stop());

const thing = (id: number, changes: Partial<Thing> = {}): Thing => ({
  id,
  number: `N-${id}`,
  name: `name ${id}`,
  ...changes,
});
const contact = (id: number, parentId: number, name = `name ${id}`) => thing(id, { parentId, name });
const made = (start: string) => world.calls.filter((call) => call.startsWith(start));
const dirty = async () =>
  (await world.services.entityStates.list(world.connectionId)).filter((state) => state.dirtySince);

describe('contact persons', () => {
  it('are read customer by customer, newest first, with one call for each customer that OutSmart has', async () => {
    const { contact: run } = await world.run(['customer', 'contact']);

    expect(made('list contact')).toEqual(['list contact of 3', 'list contact of 2', 'list contact of 1']);
    expect(run).toMatchObject({ state: 'complete', pages: 3, page: 4, counts: { seen: 4, created: 4 } });
    expect(world.outsmart.contact.get('5')).toMatchObject({ parent: 'N-2' });
    expect(Object.keys(world.offered('contact')).sort()).toEqual(['20', '5', '6', '90']);
  });

  it('wait for the customers, whichever run is started first', async () => {
    await world.run(['contact', 'customer']);

    expect(Object.keys(world.offered('contact'))).toHaveLength(4);
    expect(made('list')[0]).toBe('list customer');
  });

  it('cost no write and no mapping the second time', async () => {
    await world.run(['customer', 'contact']);
    const partition = `${world.connectionId}#contact`;
    const before = await tables.items('mappings', partition);
    world.calls.length = 0;
    const { contact: run } = await world.run(['contact']);

    expect(run).toMatchObject({ counts: { seen: 4, unchanged: 4 } });
    expect(made('post')).toEqual([]);
    expect(await tables.items('mappings', partition)).toEqual(before);
  });

  it('follow the number of their customer', async () => {
    await world.run(['customer', 'contact']);
    world.put('customer', thing(2, { number: 'X' }));
    await world.run(['customer', 'contact']);

    expect(world.outsmart.contact.get('5')).toMatchObject({ parent: 'X' });
    expect(world.outsmart.contact.get('6')).toMatchObject({ parent: 'X' });
  });

  it('follow the number of their customer at once, without a run of their own', async () => {
    await world.run(['customer', 'contact']);
    world.calls.length = 0;
    world.put('customer', thing(2, { number: 'X' }), thing(1, { name: 'renamed' }));
    world.hint('customer', 2);
    world.hint('customer', 1);
    await world.settle();

    expect(world.outsmart.contact.get('5')).toMatchObject({ parent: 'X' });
    expect(world.outsmart.contact.get('6')).toMatchObject({ parent: 'X' });
    expect(made('get contact').sort()).toEqual(['get contact 5', 'get contact 6']);
    expect(made('list')).toEqual([]);
  });

  it('follow when customers exchange their numbers', async () => {
    await world.run(['customer', 'contact']);
    world.put('customer', thing(1, { number: 'N-2' }), thing(2, { number: 'N-1' }));
    await world.run(['customer']);

    expect(world.outsmart.contact.get('20')).toMatchObject({ parent: 'N-2' });
    expect(world.outsmart.contact.get('5')).toMatchObject({ parent: 'N-1' });
  });

  it('follow though the function stops where the number was changed', async () => {
    await world.run(['customer', 'contact']);
    world.put('customer', thing(2, { number: 'X' }));
    world.stopsAtWithdrawal = 'customer';
    world.hint('customer', 2);
    await world.settle();

    expect(world.outsmart.contact.get('5')).toMatchObject({ parent: 'X' });
  });

  it('of many customers that got another number follow by one run', async () => {
    world.recordsPerPage = 200;
    for (let id = 100; id < 160; id += 1) {
      world.put('customer', thing(id));
      world.put('contact', contact(1_000 + id, id), contact(2_000 + id, id));
    }
    await world.run(['customer', 'contact']);
    world.calls.length = 0;
    for (let id = 100; id < 160; id += 1) world.put('customer', thing(id, { number: `X-${id}` }));
    await world.run(['customer']);

    expect(world.outsmart.contact.get('2159')).toMatchObject({ parent: 'X-159' });
    expect(made('get contact').length).toBeLessThanOrEqual(100);
  });

  it('that are gone are confirmed by reading them, then withdrawn', async () => {
    await world.run(['customer', 'contact']);
    world.easybill.contact.delete(5);
    world.calls.length = 0;
    const { contact: run } = await world.run(['contact']);

    expect(made('get contact')).toEqual(['get contact 5']);
    expect(run).toMatchObject({ counts: { withdrawn: 1 } });
    expect(world.offered('contact')).not.toHaveProperty('5');
  });

  it('stay when OutSmart cannot set them inactive, which is told', async () => {
    world.onRemoved = 'kept';
    await world.run(['customer', 'contact']);
    world.easybill.contact.delete(5);
    await world.run(['contact']);

    expect(await world.waiting.codes()).toContain('recordKept');
    expect(await world.waiting.codes()).not.toContain('recordWithdrawn');
  });

  it('of a customer that went meanwhile hold up no other', async () => {
    await world.run(['customer', 'contact']);
    world.easybill.customer.delete(2);
    world.put('contact', contact(7, 1));
    const { contact: run } = await world.run(['contact']);

    expect(run).toMatchObject({ state: 'complete', counts: { seen: 3, created: 1, withdrawn: 0 } });
  });

  it('go on at the customer where the budget ended', async () => {
    world.permits = 2;
    const { contact: run } = await world.run(['customer', 'contact']);

    // The third customer had to wait for a permit, and none was asked for twice.
    expect(made('list contact')).toEqual(['list contact of 3', 'list contact of 2', 'list contact of 1']);
    expect(run).toMatchObject({ state: 'complete', counts: { seen: 4, created: 4 } });
  });
});

describe('contact persons beside other runs', () => {
  it('take a fifth of the calls a minute, and all of them when the others are over', async () => {
    world.put('customer', ...Array.from({ length: 12 }, (_, i) => thing(100 + i)));
    await world.run(['customer']);
    world.calls.length = 0;
    world.countsCalls = true;
    const { services, connectionId } = world;
    const product = await startRun(services, connectionId, 'category', 'manual');
    const [waiting] = world.queue.splice(0);
    await startRun(services, connectionId, 'contact', 'manual');
    const begun = world.waiting.now;
    while (world.waiting.now < begun + 5 * 60_000) {
      if (!(await world.deliver())) world.waiting.now += 1_000;
    }

    // Ten calls a minute on Plus; two of them for five minutes.
    expect(made('list contact').length).toBeGreaterThanOrEqual(9);
    expect(made('list contact').length).toBeLessThanOrEqual(12);
    world.queue.push(waiting!);
    await world.settle();
    expect(product.entity).toBe('category');
    expect(made('list contact')).toHaveLength(15);
  });
});

describe('an event of a contact person', () => {
  it('with its customer costs one call', async () => {
    await world.run(['customer', 'contact']);
    world.put('contact', contact(7, 1));
    world.calls.length = 0;
    world.hint('contact', 7, 1);
    await world.settle();

    expect(world.offered('contact')).toHaveProperty('7');
    expect(world.calls).toEqual(['get contact 7', 'post contact 7']);
  });

  it('without its customer finds it when we have written it before', async () => {
    await world.run(['customer', 'contact']);
    world.put('contact', contact(6, 2, 'other'));
    world.calls.length = 0;
    world.hint('contact', 6);
    await world.settle();

    expect(world.offered('contact')).toMatchObject({ 6: 'other' });
    expect(world.calls).toEqual(['get contact 6', 'post contact 6']);
  });

  it('without its customer and never seen is left to the next run', async () => {
    await world.run(['customer', 'contact']);
    world.put('contact', contact(7, 1));
    world.calls.length = 0;
    world.hint('contact', 7);
    while (await world.deliver());

    expect(world.calls).toEqual([]);
    expect(await dirty()).toMatchObject([{ entity: 'contact' }]);
    await world.settle();
    expect(world.offered('contact')).toHaveProperty('7');
  });

  it('of a customer that nobody has read has that customer written first', async () => {
    await world.run(['customer', 'contact']);
    world.put('customer', thing(8)).put('contact', contact(80, 8));
    world.calls.length = 0;
    world.hint('contact', 80, 8);
    await world.settle();

    expect(world.calls).toEqual(['get customer 8', 'post customer N-8', 'get contact 80', 'post contact 80']);
    expect(world.outsmart.contact.get('80')).toMatchObject({ parent: 'N-8' });
  });

  it('of a customer that is gone ends after asking for it, without going round for ever', async () => {
    await world.run(['customer', 'contact']);
    world.put('contact', contact(80, 8));
    world.calls.length = 0;
    world.hint('contact', 80, 8);
    await world.settle();

    expect(made('get customer')).toEqual(['get customer 8']);
    expect(world.offered('contact')).not.toHaveProperty('80');
  });
});

describe('an event of a contact person whose customer never arrives', () => {
  it('is given up after five minutes and left to the next run', async () => {
    await world.run(['customer', 'contact']);
    world.put('contact', contact(80, 8));
    world.hint('contact', 80, 8);
    const begun = world.waiting.now;
    for (let i = 0; i < 50 && world.queue.length > 0; i += 1) {
      // What asks for the customer is lost.
      world.queue.splice(0, Infinity, ...world.queue.filter(({ message }) => message.entity !== 'customer'));
      if (!(await world.deliver())) world.waiting.now += 10_000;
    }

    expect(world.queue).toEqual([]);
    expect(world.waiting.now - begun).toBeLessThan(6 * 60_000);
    expect(made('get contact 80')).toEqual([]);
  });
});

describe('a product in a category that nobody has read', () => {
  it('is written at once, and linked when the category is there', async () => {
    await world.run(['category', 'product']);
    world.put('category', thing(1)).put('product', thing(10, { parentId: 1 }));
    world.calls.length = 0;
    world.hint('product', 10);
    await world.settle();

    expect(world.calls.slice(0, 2)).toEqual(['get product 10', 'post product N-10']);
    expect(world.calls).toContain('post category N-1');
    expect([...world.links]).toEqual(['N-10 N-1']);
  });

  it('and met by a run is linked without another run', async () => {
    world.put('category', thing(2));
    await world.run(['category', 'product']);
    world.put('category', thing(1)).put('product', thing(10, { parentId: 1 }));
    world.calls.length = 0;
    await world.run(['product']);

    expect(made('list')).toEqual(['list product']);
    expect([...world.links]).toEqual(['N-10 N-1']);
  });

  it('that easybill does not have is without a link', async () => {
    await world.run(['category', 'product']);
    world.put('product', thing(10, { parentId: 1 }));
    world.hint('product', 10);
    await world.settle();

    expect(world.offered('product')).toHaveProperty('N-10');
    expect([...world.links]).toEqual([]);
  });
});
