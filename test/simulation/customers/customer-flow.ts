import type { CustomerInput } from '../../../infra/local/vendors/easybill/index.ts';
import type { World } from './world.ts';

/** A customer with everything OutSmart requires. */
export function customer(id: number, changes: CustomerInput = {}): CustomerInput {
  const address = { street: 'Weg 1', zip_code: '10115', city: 'Berlin' };
  return { id, number: String(10_000 + id), company_name: `Firma ${id}`, ...address, ...changes };
}

/** A part of the flow: what people do, and what follows from it until the world rests. */
export interface Stage {
  readonly name: string;
  act(world: World): Promise<void>;
}

/** The customer flow from connecting to the second reconciliation, in parts that begin and end at rest. */
export const STAGES: readonly Stage[] = [
  {
    name: 'connecting, with nothing to import yet',
    // The user presses again when no answer comes.
    act: (world) => repeated(() => world.connect()),
  },
  {
    name: 'an import of three pages',
    act: async (world) => {
      world.easybill.account('first').seedCustomers([1, 2, 3, 4, 5, 6].map((id) => customer(id)));
      await repeated(() => startRun(world));
    },
  },
  {
    name: 'a new, a changed and a deleted customer',
    act: async (world) => {
      const easybill = world.easybill.account('first');
      easybill.upsertCustomer(customer(7));
      easybill.upsertCustomer({ id: 1, company_name: 'Firma Eins' });
      easybill.deleteCustomer(2);
      await world.easybill.idle();
    },
  },
  {
    name: 'a changed number, and a new customer with the old one',
    act: async (world) => {
      const easybill = world.easybill.account('first');
      easybill.upsertCustomer({ id: 3, number: '20003' });
      await world.settle();
      easybill.upsertCustomer(customer(8, { number: '10003' }));
      await world.easybill.idle();
    },
  },
  {
    name: 'a customer that is skipped and one that OutSmart rejects',
    act: async (world) => {
      const easybill = world.easybill.account('first');
      world.outsmart.faults.add({
        match: { method: 'POST', path: '/relations' },
        times: Infinity,
        fault: { kind: 'envelope', code: 1301, messages: ['Required field missing: city'] },
      });
      easybill.upsertCustomer({ id: 4, city: '' });
      easybill.upsertCustomer({ id: 5, company_name: 'Firma Fünf' });
      await world.easybill.idle();
    },
  },
  {
    name: 'a run that heals problems and withdraws what was deleted and archived unnoticed',
    act: async (world) => {
      const easybill = world.easybill.account('first');
      world.outsmart.faults.clear();
      world.easybill.behaviour.pageSizeCap = 4;
      easybill.deliveries.dropNext(5);
      easybill.upsertCustomer({ id: 4, city: 'Berlin' });
      easybill.deleteCustomer(6);
      easybill.upsertCustomer({ id: 7, archived: true });
      easybill.upsertCustomer({ id: 1, number: '20001' });
      easybill.upsertCustomer(customer(9));
      await repeated(() => startRun(world));
    },
  },
  {
    name: 'the nightly run that verifies nothing new',
    act: async (world) => {
      world.clock.advance(24 * 3_600_000);
      // The scheduler comes every minute.
      await world.tick();
      await world.tick();
    },
  },
];

/** The one connection of the world. */
export async function connectionOf(world: World): Promise<string> {
  const connections = await world.tables.rows('connections');
  return String(connections.find(({ sk }) => sk === 'connection')?.pk);
}

/** Starts an import by hand. Undefined when that was killed. */
export async function startRun(world: World): Promise<string | undefined> {
  return world.startRun(await connectionOf(world));
}

/** Does it again when it was killed or refused. */
async function repeated(attempt: () => Promise<unknown>): Promise<void> {
  const orNothing = async () => attempt().catch(() => undefined);
  if ((await orNothing()) === undefined) await attempt();
}
