import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '../../infra/local/stack/local-stack.ts';
import { defaultLogin } from '../../infra/local/vendors/easybill/index.ts';
import { createPermitStore } from '../../shared/budget/permit-store.ts';
import { setPermitPlan } from '../../shared/budget/update-permits.ts';
import { customers, FIRST_ID } from '../support/customers.ts';
import { criteriaOfUnchanged, type Criterion } from './criteria.ts';
import {
  callApi,
  connect,
  type Counts,
  type FurtherAccount,
  type MeasuredConnector,
} from './measured-connector.ts';
import { formatTable } from './table.ts';

const RECORDS = 1000;
const CUSTOMERS = 180;
const CONTACTS = 2 * CUSTOMERS;
const FIRST_GROUP = 7_000_001;
/** Beyond any plan: a run over customers would take minutes. What a step reads does not depend on its pace. */
const CALLS_PER_MINUTE = 3000;
const OFF = { enabled: false };
const ON = { enabled: true };
const ALL_OFF = {
  customers: OFF,
  contacts: OFF,
  categories: OFF,
  products: OFF,
  hourTypes: OFF,
  employees: OFF,
};

const times = <T>(count: number, make: (place: number) => T): T[] =>
  Array.from({ length: count }, (_, place) => make(place));

/** Names the two accounts whose imports are measured: their positions are all products, or all hour types. */
export const MEASURED_ACCOUNTS: readonly FurtherAccount[] = [
  {
    name: 'goods',
    callsPerMinute: CALLS_PER_MINUTE,
    customers: customers(CUSTOMERS),
    contacts: times(CONTACTS, (i) => ({
      customerId: FIRST_ID + (i % CUSTOMERS),
      first_name: 'Erika',
      last_name: `Muster ${i}`,
      street: 'Weg 1',
      city: 'Berlin',
    })),
    positionGroups: times(RECORDS, (i) => ({ id: FIRST_GROUP + i, number: `G-${i}`, name: `Gruppe ${i}` })),
    positions: times(RECORDS, (i) => ({
      number: `A-${i}`,
      description: `Artikel ${i}`,
      type: 'PRODUCT' as const,
      group_id: FIRST_GROUP + (i % 40),
    })),
    logins: times(RECORDS, (i) => ({
      ...defaultLogin(910_001 + i),
      first_name: 'Max',
      last_name: `Muster ${i}`,
    })),
  },
  {
    name: 'hours',
    positions: times(RECORDS, (i) => ({
      number: `S-${i}`,
      description: `Stunde ${i}`,
      type: 'SERVICE' as const,
      unit: 'Stunde',
    })),
  },
];

/** An entity, where it is measured, and the setting that switches it on. */
interface Measured {
  readonly entity: string;
  readonly account: string;
  readonly setting: keyof typeof ALL_OFF;
  readonly records: number;
  readonly parents: number;
}

const LISTED = { records: RECORDS, parents: 0 };
const ENTITIES: readonly Measured[] = [
  { entity: 'contact', account: 'goods', setting: 'contacts', records: CONTACTS, parents: CUSTOMERS },
  { entity: 'category', account: 'goods', setting: 'categories', ...LISTED },
  { entity: 'product', account: 'goods', setting: 'products', ...LISTED },
  { entity: 'employee', account: 'goods', setting: 'employees', ...LISTED },
  { entity: 'hourType', account: 'hours', setting: 'hourTypes', ...LISTED },
];

/** The runs of one entity. */
export interface EntityRuns {
  readonly entity: string;
  readonly records: number;
  /** How many lists it is read from, where each parent has one; else 0. */
  readonly parents: number;
  readonly first: Counts;
  readonly second: Counts;
}

/** Imports 1,000 records of each entity but customers twice: when it is switched on, and again. */
export async function measureEntities(connector: MeasuredConnector): Promise<EntityRuns[]> {
  const { stack } = connector;
  const connections = new Map<string, string>();
  for (const { name } of MEASURED_ACCOUNTS) {
    const connectionId = await connect(stack, name, ALL_OFF);
    await liftBudget(stack, connectionId);
    connections.set(name, connectionId);
  }
  const change = (account: string, imports: object): Promise<unknown> =>
    callApi(stack, `/connections/${connections.get(account)}/settings`, { imports }, 'PATCH');
  await change('goods', { customers: ON });
  await stack.idle();
  const measured: EntityRuns[] = [];
  for (const { entity, account, setting, records, parents } of ENTITIES) {
    const first = await connector.measure(() => change(account, { [setting]: ON }));
    const path = `/connections/${connections.get(account)}/imports`;
    const second = await connector.measure(() => callApi(stack, path, { entities: [entity] }));
    measured.push({ entity, records, parents, first, second });
  }
  return measured;
}

/** One row for each entity, and what a second run must not exceed. */
export function entityReport(runs: readonly EntityRuns[]): { text: string; criteria: Criterion[] } {
  const cells = ({ easybillCalls, outsmartCalls, units }: Counts, records: number): number[] => [
    easybillCalls,
    outsmartCalls,
    units.Mappings.write,
    (units.Mappings.read / records) * 1000,
  ];
  const columns = ['easybill', 'OutSmart', 'write units', 'read units/1,000'];
  const table = (run: 'first' | 'second'): string =>
    formatTable([
      [`${run} run`, 'records', ...columns],
      ...runs.map((one) => [one.entity, one.records, ...cells(one[run], one.records)]),
    ]);
  return {
    text: `${table('first')}
${table('second')}
  Calls of both vendors, and units of the mappings. Read units are scaled to 1,000 records of the entity. The contacts
  belong to ${CUSTOMERS} customers, two to each, whose mappings are read too and are in the units: fewer contacts to a customer cost
  more units each. Their account has a budget beyond any plan, to save time: it reads as many customers together as a run does that
  is alone on Business. On Plus, and beside other runs, a step reads fewer, and costs about a unit all the same.
`,
    criteria: runs.flatMap(({ second, ...run }) =>
      criteriaOfUnchanged({
        ...run,
        easybillCalls: second.easybillCalls,
        outsmartCalls: second.outsmartCalls,
        mappingReads: second.units.Mappings.read,
        mappingWrites: second.units.Mappings.write,
      }),
    ),
  };
}

async function liftBudget(stack: LocalStack, connectionId: string): Promise<void> {
  const table = stack.tableName('Permits');
  const { dynamodb } = stack.clients;
  // Permits that are gained by a change of plan rest first; those of a new connection do not.
  await dynamodb.send(new DeleteCommand({ TableName: table, Key: { pk: connectionId } }));
  const plan = { callsPerMinute: CALLS_PER_MINUTE, share: 1 };
  await setPermitPlan(createPermitStore(dynamodb, table), connectionId, plan, Date.now());
}
