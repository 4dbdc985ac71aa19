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
  /** Whether OutSmart rejects every write, as long as the stage lasts. */
  readonly rejectsWrites?: true;
  act(world: World): Promise<void>;
}

/** The customer flow from connecting to the second reconciliation, in parts that begin and end at rest. */
export const STAGES: readonly Stage[] = [
  { name: 'connecting, with nothing to import yet', act: connectAccount },
  { name: 'an import of three pages', act: importThreePages },
  { name: 'a new, a changed and a deleted customer', act: changeCustomers },
  { name: 'a changed number, and a new customer with the old one', act: changeNumber },
  {
    name: 'a customer that is skipped and one that OutSmart rejects',
    rejectsWrites: true,
    act: meetProblems,
  },
  {
    name: 'a run that heals problems and withdraws what was deleted and archived unnoticed',
    act: healAndWithdraw,
  },
  { name: 'the nightly run that finds nothing new', act: reachNextNight },
];

async function connectAccount(world: World): Promise<void> {
  // The user presses again when no answer comes.
  await repeated(world, () => world.connect());
}

async function importThreePages(world: World): Promise<void> {
  world.easybill.account('first').seedCustomers([1, 2, 3, 4, 5, 6].map((id) => customer(id)));
  await repeated(world, () => startRun(world));
}

async function changeCustomers(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.upsertCustomer(customer(7));
  easybill.upsertCustomer({ id: 1, company_name: 'Firma Eins' });
  easybill.deleteCustomer(2);
  await world.easybill.idle();
}

async function changeNumber(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.upsertCustomer({ id: 3, number: '20003' });
  await world.settle();
  easybill.upsertCustomer(customer(8, { number: '10003' }));
  await world.easybill.idle();
}

async function meetProblems(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  world.outsmart.faults.add({
    match: { method: 'POST', path: '/relations' },
    times: Infinity,
    fault: { kind: 'envelope', code: 1301, messages: ['Required field missing: city'] },
  });
  easybill.upsertCustomer({ id: 4, city: '' });
  easybill.upsertCustomer({ id: 5, company_name: 'Firma Fünf' });
  await world.easybill.idle();
}

async function healAndWithdraw(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  world.easybill.behaviour.pageSizeCap = 4;
  easybill.deliveries.dropNext(5);
  easybill.upsertCustomer({ id: 4, city: 'Berlin' });
  easybill.deleteCustomer(6);
  easybill.upsertCustomer({ id: 7, archived: true });
  easybill.upsertCustomer({ id: 1, number: '20001' });
  easybill.upsertCustomer(customer(9));
  await repeated(world, () => startRun(world));
}

async function reachNextNight(world: World): Promise<void> {
  world.clock.advance(24 * 3_600_000);
  // The scheduler comes every minute.
  await world.tick();
  await world.tick();
}

/** The one connection of the world. */
export async function connectionOf(world: World): Promise<string> {
  const connections = await world.tables.rows('connections');
  return String(connections.find(({ sk }) => sk === 'connection')?.pk);
}

/** Starts an import by hand. Undefined when that was killed. */
export async function startRun(world: World): Promise<string | undefined> {
  return world.startRun(await connectionOf(world));
}

/** Does it again, two minutes later, when it was killed or refused. */
export async function repeated(world: World, attempt: () => Promise<unknown>): Promise<void> {
  const first = await attempt().catch(() => undefined);
  if (first !== undefined) return;
  world.clock.advance(120_000);
  await attempt();
}
