import { defaultLogin, type EasybillAccountOptions } from '../../../infra/local/vendors/easybill/index.ts';
import type { SettingsPatch } from '../../../shared/lifecycle/settings/settings-patch.ts';
import type { Lane } from '../../../shared/records/entity.ts';
import { connectionOf, customer, repeated, type Stage } from '../customers/customer-flow.ts';
import type { World } from '../customers/world.ts';

type PositionInput = NonNullable<EasybillAccountOptions['positions']>[number];
type GroupInput = NonNullable<EasybillAccountOptions['positionGroups']>[number];
type ContactInput = NonNullable<EasybillAccountOptions['contacts']>[number];
type LoginInput = NonNullable<EasybillAccountOptions['logins']>[number];

const ON = { enabled: true };
/** Settings with which all six kinds of records are imported and withdrawn wherever OutSmart can. */
export const ALL_IMPORTS = {
  contacts: ON,
  categories: ON,
  products: { enabled: true, onRemoved: 'delete' },
  hourTypes: ON,
  employees: ON,
} as const;
export const LANES: readonly Lane[] = ['category', 'customer', 'product', 'contact', 'employee'];

/** A position group. Ids of groups begin at 100, of positions at 200, of contacts at ten times their customer. */
export function group(id: number, changes: GroupInput = {}): GroupInput {
  return { id, number: `G${id}`, name: `Gruppe ${id}`, ...changes };
}

/** A position that is a product. */
export function product(id: number, changes: PositionInput = {}): PositionInput {
  return { id, number: `A${id}`, description: `Artikel ${id}`, sale_price: id, unit: 'Stk', ...changes };
}

/** What makes a position an hour type. */
export const AS_HOUR_TYPE = { type: 'SERVICE', unit: 'h' } as const;

/** A contact of a customer. */
export function contact(customerId: number, n: number, changes: Partial<ContactInput> = {}): ContactInput {
  const id = 10 * customerId + n;
  const address = { street: 'Weg 1', city: 'Berlin' };
  return { id, customerId, first_name: 'Erika', last_name: `Muster ${id}`, ...address, ...changes };
}

/** A login. The first one of an account is 900001. */
export function login(n: number, changes: Partial<LoginInput> = {}): LoginInput {
  return { ...defaultLogin(900_000 + n), last_name: `Beispiel ${n}`, ...changes };
}

/** The six imports from the first ones to a night without changes, in parts that begin and end at rest. */
export const STAGES: readonly Stage[] = [
  { name: 'connecting an account', act: connectAccount },
  { name: 'the first import of categories and employees', act: (world) => switchOn(world, FIRST) },
  { name: 'the first import of products and hour types', act: (world) => switchOn(world, SECOND) },
  { name: 'the first import of contact persons', act: (world) => switchOn(world, { contacts: ON }) },
  { name: 'contacts that are told of before their customer', act: changeContacts },
  { name: 'positions that change, change sides and go', act: changePositions },
  { name: 'positions that get another number', act: renumberPositions },
  { name: 'groups and customers that get another number', act: renumberParents },
  { name: 'records that are skipped or rejected', rejectsWrites: true, act: meetProblems },
  { name: 'an import of positions that heals and withdraws', act: importPositions },
  { name: 'imports of groups, logins and contacts that went unnoticed', act: importOthers },
  { name: 'the night that finds nothing new', act: reachNextNight },
];

const { categories, employees, products, hourTypes } = ALL_IMPORTS;
const FIRST = { categories, employees };
const SECOND = { products, hourTypes };

async function connectAccount(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.logins = [login(1), login(2), login(3)];
  easybill.seedCustomers([1, 2, 3].map((id) => customer(id)));
  easybill.positionGroups.seed([101, 102, 103].map((id) => group(id)));
  easybill.positions.seed([
    product(201, { group_id: 101 }),
    product(202, AS_HOUR_TYPE),
    product(203, { group_id: 102 }),
    product(204, AS_HOUR_TYPE),
    product(205),
  ]);
  for (const { customerId, ...one } of [contact(1, 1), contact(1, 2), contact(1, 3), contact(3, 1)]) {
    easybill.contacts.seed([one]);
    easybill.customerOfContact.set(one.id ?? 0, customerId);
  }
  await repeated(world, () => world.connect());
}

async function switchOn(world: World, imports: SettingsPatch['imports']): Promise<void> {
  const connectionId = await connectionOf(world);
  await repeated(world, () => world.changeImports(connectionId, imports));
}

async function changeContacts(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.deliveries.hold();
  easybill.upsertContact(contact(4, 1));
  easybill.upsertCustomer(customer(4));
  easybill.upsertContact(contact(1, 1, { phone_1: '+49 30 1' }));
  easybill.contacts.remove(12, { customer_id: 1 });
  await easybill.deliveries.release('asSent');
}

async function changePositions(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  // There are no events for groups: the product waits for its own.
  easybill.positionGroups.seed([group(104)]);
  easybill.positions.put(product(206, { group_id: 104 }));
  easybill.positions.put({ id: 201, group_id: 103, sale_price: 99.5 });
  easybill.positions.put({ id: 203, ...AS_HOUR_TYPE });
  easybill.positions.put({ id: 204, type: 'PRODUCT', unit: 'Stk' });
  easybill.positions.remove(205);
  await world.easybill.idle();
}

async function renumberPositions(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.positions.put({ id: 201, number: 'A201neu' });
  easybill.positions.put({ id: 202, number: 'A202neu' });
  await world.easybill.idle();
}

async function renumberParents(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.deliveries.dropNext(1);
  easybill.upsertCustomer({ id: 1, number: '20001' });
  easybill.positionGroups.seed([{ id: 103, number: 'G103neu' }]);
  await importAll(world);
}

async function meetProblems(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  for (const path of ['/materials', '/hourtypes', '/contactpersons']) {
    world.outsmart.faults.add({
      match: { method: 'POST', path },
      times: Infinity,
      fault: { kind: 'envelope', code: 1201, messages: ['Required field missing: unit'] },
    });
  }
  easybill.positions.put({ id: 204, description: 'Abgelehnt' });
  easybill.positions.put({ id: 203, description: 'Auch abgelehnt' });
  easybill.positions.put({ id: 206, description: '' });
  easybill.upsertContact(contact(3, 1, { phone_1: '+49 30 2' }));
  await world.easybill.idle();
}

async function importPositions(world: World): Promise<void> {
  const { positions, deliveries } = world.easybill.account('first');
  deliveries.dropNext(5);
  positions.put({ id: 206, description: 'Artikel 206' });
  positions.put({ id: 202, archived: true });
  positions.remove(204);
  positions.put(product(207, { group_id: 101, ...AS_HOUR_TYPE }));
  positions.put(product(208, { group_id: 102 }));
  await importAll(world, ['product']);
}

async function importOthers(world: World): Promise<void> {
  const easybill = world.easybill.account('first');
  easybill.deliveries.dropNext(3);
  easybill.positionGroups.remove(101);
  easybill.positionGroups.put({ id: 102, name: 'Gruppe Zwei' });
  // The first login is who the account is known by.
  easybill.logins = [login(1, { first_name: 'Anna' }), login(3), login(4)];
  easybill.upsertCustomer({ id: 2, archived: true });
  easybill.upsertContact(contact(1, 4));
  easybill.contacts.remove(11, { customer_id: 1 });
  await importAll(world, ['contact', 'employee', 'category', 'customer']);
}

async function reachNextNight(world: World): Promise<void> {
  world.clock.advance(25 * 3_600_000);
  await world.tick();
  await world.tick();
}

/** Starts imports, children first unless told. */
export async function importAll(world: World, lanes: readonly Lane[] = LANES.toReversed()): Promise<void> {
  const connectionId = await connectionOf(world);
  for (const lane of lanes) await repeated(world, () => world.startRun(connectionId, lane));
}
