import { customer } from '../customers/customer-flow.ts';
import type { EasybillRecords } from '../customers/vendors.ts';
import { AS_HOUR_TYPE, contact, group, login, product } from './import-flow.ts';
import type { TimedWorld } from './timed-world.ts';

const SECOND = 1000;
const CHANGED = 9;

const many = <One>(count: number, make: (i: number) => One): One[] =>
  Array.from({ length: count }, (_, i) => make(i + 1));

/** Records of all six kinds with ids as in the import flow: so many customers, of whom two in three have a contact. */
export function busyAccount(customers: number): EasybillRecords {
  return {
    customers: many(customers, (i) => customer(i)),
    contacts: many(customers, (i) => contact(i, 1)).filter(({ id = 0 }) => id % 3 > 0),
    positionGroups: many(CHANGED, (i) => group(100 + i)),
    positions: many(5 * CHANGED, (i) =>
      product(200 + i, i % 3 === 0 ? AS_HOUR_TYPE : { group_id: 100 + (i % CHANGED) + 1 }),
    ),
    logins: [login(1), login(2)],
  };
}

/** How often runs begin, in ms. */
export interface Rhythm {
  /** Runs of categories and customers: those of their children do not begin beside them. */
  readonly parentsEvery: number;
  readonly othersEvery: number;
}

/**
 * Keeps all six imports at work until `until`: the run over contacts begins again as soon as it is over and fills what
 * the others leave, and each run finds records to write, those of positions hour types to hand over too.
 */
export function keepImporting(world: TimedWorld, { parentsEvery, othersEvery }: Rhythm, until: number): void {
  const account = world.easybill.account('first');
  const repeat = (every: number, what: (round: number) => void, round = 1): void => {
    what(round);
    if (world.time.now + every >= until) return;
    world.time.at(world.time.now + every, () => {
      repeat(every, what, round + 1);
    });
  };
  repeat(parentsEvery, (round) => {
    account.seedCustomers(many(CHANGED, (i) => ({ id: i, city: `Ort ${round}` })));
    account.contacts.seed(many(CHANGED, (i) => ({ id: 10 * i + 1, phone_1: `030 ${round}` })));
    account.positionGroups.seed(many(CHANGED, (i) => ({ id: 100 + i, name: `Gruppe ${i}.${round}` })));
    world.startRun('category');
    world.startRun('customer');
  });
  repeat(othersEvery, (round) => {
    account.positions.seed(many(CHANGED, (i) => ({ id: 200 + 4 * i, sale_price: round })));
    account.logins = [login(1, { first_name: `Anna ${round}` }), login(2)];
    world.startRun('product');
    world.startRun('employee');
  });
  repeat(5 * SECOND, () => {
    world.startRun('contact');
  });
}
