import fc from 'fast-check';
import type { Fault } from '../../../infra/local/vendors/faults.ts';
import { customer } from '../customers/customer-flow.ts';
import type { World } from '../customers/world.ts';
import { AS_HOUR_TYPE, contact, group, importAll, LANES, login, product } from './import-flow.ts';

const SIDES = { product: { type: 'PRODUCT', unit: 'Stk' }, hourType: AS_HOUR_TYPE } as const;

const id = fc.integer({ min: 1, max: 4 });
const kind = <Kind extends string>(name: Kind): fc.Arbitrary<Kind> => fc.constant(name);

/** A record of easybill is created or changed. Each field that is left out stays as it was. */
const save = fc.oneof(
  fc.record(
    {
      kind: kind('customer'),
      id,
      number: fc.constantFrom('10001', '10002', '20001'),
      city: fc.constantFrom('Berlin', ''),
      archived: fc.boolean(),
    },
    { requiredKeys: ['kind', 'id'] },
  ),
  fc.record({ kind: kind('contact'), id, n: id, last_name: fc.constantFrom('Alt', 'Neu', '') }),
  fc.record(
    {
      kind: kind('group'),
      id,
      number: fc.constantFrom('G101', 'G102', 'G9'),
      name: fc.constantFrom('a', 'b'),
    },
    { requiredKeys: ['kind', 'id'] },
  ),
  fc.record(
    {
      kind: kind('position'),
      id,
      number: fc.constantFrom('A201', 'A202', 'a202', 'A9'),
      group: fc.integer({ min: 0, max: 4 }),
      side: fc.constantFrom('product' as const, 'hourType' as const),
      sale_price: fc.constantFrom(100, 12.5, 0.005),
      archived: fc.boolean(),
    },
    { requiredKeys: ['kind', 'id'] },
  ),
  fc.record({ kind: kind('login'), id, first_name: fc.constantFrom('Anna', 'Ännchen') }),
);
const vanish = fc.record({ kind: kind('delete'), lane: fc.constantFrom(...LANES), id, n: id });

/** What may happen next, the likelier the more often it stands here. */
const change = fc.oneof(
  { weight: 10, arbitrary: save },
  { weight: 3, arbitrary: vanish },
  { weight: 1, arbitrary: fc.record({ kind: kind('hold') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('release'), order: fc.array(fc.nat(4), { maxLength: 8 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('drop'), count: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('run'), lanes: fc.shuffledSubarray([...LANES]) }) },
  {
    weight: 7,
    arbitrary: fc.record({
      kind: kind('work'),
      batchSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('wait'), seconds: fc.constantFrom(1, 6, 70, 800) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('kill'),
      afterCalls: fc.nat(40),
      phase: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: kind('fail'),
      vendor: fc.constantFrom('easybill' as const, 'outsmart' as const),
      fault: fc.constantFrom<Fault[]>(
        { kind: 'lostAnswer' },
        { kind: 'refuse' },
        { kind: 'status', status: 500 },
        { kind: 'garbageJson', executed: true },
      ),
    }),
  },
);
/** Something that happens at easybill, on the way, or to the connector. */
export type Change = typeof change extends fc.Arbitrary<infer One> ? One : never;

export const changes = fc.array(change, { minLength: 5, maxLength: 30 });

/** Lets it happen. */
export async function happen(world: World, change: Change): Promise<void> {
  const easybill = world.easybill.account('first');
  switch (change.kind) {
    case 'customer':
      easybill.upsertCustomer(easybill.customers.has(change.id) ? change : customer(change.id, change));
      return world.easybill.idle();
    case 'contact':
      // A contact that lacks its customer is one of a customer that was deleted since.
      easybill.upsertContact(contact(change.id, change.n, { last_name: change.last_name, first_name: '' }));
      return world.easybill.idle();
    case 'group': {
      const input = { ...change, id: 100 + change.id };
      const isKnown = easybill.positionGroups.records.has(input.id);
      easybill.positionGroups.put(isKnown ? input : group(input.id, input));
      return;
    }
    case 'position': {
      const { group: inGroup, side, ...fields } = change;
      const input = {
        ...fields,
        id: 200 + fields.id,
        ...(inGroup !== undefined && { group_id: inGroup === 0 ? null : 100 + inGroup }),
        ...(side && SIDES[side]),
      };
      const isKnown = easybill.positions.records.has(input.id);
      easybill.positions.put(isKnown ? input : product(input.id, input));
      return world.easybill.idle();
    }
    case 'login': {
      const others = easybill.logins.filter((one) => one.id !== 900_000 + change.id);
      easybill.logins = [...others, login(change.id, { first_name: change.first_name })];
      return;
    }
    case 'delete':
      vanishes(world, change);
      return world.easybill.idle();
    case 'hold':
      easybill.deliveries.hold();
      return;
    case 'release':
      return easybill.deliveries.release(change.order);
    case 'drop':
      easybill.deliveries.dropNext(change.count);
      return;
    case 'run':
      return importAll(world, change.lanes);
    case 'work':
      await Promise.all(change.batchSizes.map((size) => world.deliver(size)));
      return;
    case 'wait':
      world.clock.advance(change.seconds * 1000);
      return;
    case 'kill':
      world.invocations.kill = {
        at: world.invocations.calls.length + change.afterCalls,
        phase: change.phase,
      };
      return;
    case 'fail':
      world[change.vendor].faults.add({ fault: change.fault });
  }
}

function vanishes(world: World, { lane, id: n, n: m }: Extract<Change, { kind: 'delete' }>): void {
  const easybill = world.easybill.account('first');
  switch (lane) {
    case 'customer':
      easybill.deleteCustomer(n);
      return;
    case 'contact':
      easybill.contacts.remove(10 * n + m, { customer_id: n });
      return;
    case 'category':
      easybill.positionGroups.remove(100 + n);
      return;
    case 'product':
      easybill.positions.remove(200 + n);
      return;
    case 'employee':
      // The first login is who the account is known by.
      easybill.logins = easybill.logins.filter((one) => n === 1 || one.id !== 900_000 + n);
  }
}
