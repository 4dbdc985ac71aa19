import fc from 'fast-check';
import type { Fault } from '../../../infra/local/vendors/faults.ts';
import { customer } from './customer-flow.ts';
import type { World } from './world.ts';

export const ACCOUNTS = ['first', 'second'] as const;

/** Something that happens at easybill, on the way, or to the connector. */
export type Event =
  | {
      kind: 'save';
      account: string;
      id: number;
      number?: string;
      name?: string;
      archived?: boolean;
      city?: string;
    }
  | { kind: 'delete'; account: string; id: number }
  | { kind: 'swap'; account: string; ids: readonly [number, number] }
  | { kind: 'hold'; account: string }
  | { kind: 'release'; account: string; order: readonly number[] }
  | { kind: 'drop'; account: string; count: number }
  | { kind: 'run'; account: string; verify: boolean }
  | { kind: 'work'; batchSizes: readonly number[] }
  | { kind: 'wait'; seconds: number }
  | { kind: 'tick' }
  | { kind: 'kill'; afterCalls: number; phase: 'before' | 'after' }
  | { kind: 'reject' }
  | { kind: 'fail'; vendor: 'easybill' | 'outsmart'; fault: Fault };

const account = fc.constantFrom(...ACCOUNTS);
const id = fc.integer({ min: 1, max: 7 });
const number = fc.constantFrom('10001', '10002', '10003', 'a4', 'A4', '10006');
const save = fc.record(
  {
    kind: fc.constant('save' as const),
    account,
    id,
    number,
    name: fc.constantFrom('Alt', 'Neu', 'Ganz neu'),
    archived: fc.boolean(),
    city: fc.constantFrom('Berlin', 'Bonn', ''),
  },
  { requiredKeys: ['kind', 'account', 'id'] },
);

/** What may happen next, the likelier the more often it stands here. */
const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: save },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('delete' as const), account, id }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('swap' as const), account, ids: fc.tuple(id, id) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), account }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('release' as const),
      account,
      order: fc.array(fc.nat(4), { maxLength: 8 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('drop' as const),
      account,
      count: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('run' as const), account, verify: fc.boolean() }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('work' as const),
      batchSizes: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 6, 70, 800, 2_000),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('tick' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reject' as const) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('kill' as const),
      afterCalls: fc.nat(25),
      phase: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('fail' as const),
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

export const events = fc.array(event, { minLength: 5, maxLength: 25 });

/** Lets an event happen. `connections` are the connections of the accounts. */
export async function happen(
  world: World,
  connections: Readonly<Record<string, string>>,
  event: Event,
): Promise<void> {
  switch (event.kind) {
    case 'save': {
      const easybill = world.easybill.account(event.account);
      const { id, number, name, archived, city } = event;
      const known = easybill.customers.has(id);
      easybill.upsertCustomer({
        ...(known ? { id } : customer(id, { company_name: `${event.account} ${id}` })),
        ...(number !== undefined && { number }),
        ...(name !== undefined && { company_name: `${event.account} ${id} ${name}` }),
        ...(archived !== undefined && { archived }),
        ...(city !== undefined && { city }),
      });
      return world.easybill.idle();
    }
    case 'delete':
      world.easybill.account(event.account).deleteCustomer(event.id);
      return world.easybill.idle();
    case 'swap': {
      const easybill = world.easybill.account(event.account);
      const [one, other] = event.ids.map((id) => easybill.customers.get(id));
      if (!one || !other) return;
      const numbers = [one.number, other.number] as const;
      easybill.upsertCustomer({ id: one.id, number: numbers[1] });
      easybill.upsertCustomer({ id: other.id, number: numbers[0] });
      return world.easybill.idle();
    }
    case 'hold':
      world.easybill.account(event.account).deliveries.hold();
      return;
    case 'release':
      return world.easybill.account(event.account).deliveries.release(event.order);
    case 'drop':
      world.easybill.account(event.account).deliveries.dropNext(event.count);
      return;
    case 'run':
      await world.startRun(connections[event.account] ?? '', 'customer', { verify: event.verify });
      return;
    case 'work':
      await Promise.all(event.batchSizes.map((size) => world.deliver(size)));
      return;
    case 'wait':
      world.clock.advance(event.seconds * 1000);
      return;
    case 'tick':
      return world.tick();
    case 'kill':
      world.invocations.kill = { at: world.invocations.calls.length + event.afterCalls, phase: event.phase };
      return;
    case 'reject':
      world.outsmart.faults.add({
        match: { method: 'POST', path: '/relations' },
        fault: { kind: 'envelope', code: 1301, messages: ['Required field missing: city'] },
      });
      return;
    case 'fail':
      world[event.vendor].faults.add({ fault: event.fault });
  }
}
