import {
  startEasybillSimulator,
  type EasybillAccountOptions,
  type EasybillSimulator,
  type Plan,
} from '../../../infra/local/vendors/easybill/index.ts';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';

const OFF = { enabled: false };
/** The other entities have worlds of their own. */
export const ONLY_CUSTOMERS = { contacts: OFF, categories: OFF, products: OFF, hourTypes: OFF };

/** The records that an account has at easybill. */
export type EasybillRecords = Pick<
  EasybillAccountOptions,
  'customers' | 'contacts' | 'positions' | 'positionGroups' | 'logins'
>;

/** What a world begins with. Each account exists at both vendors under its name, with the same records. */
export interface WorldOptions extends EasybillRecords {
  readonly accounts?: readonly string[];
  readonly plan?: Plan;
  readonly pageSize?: number;
  readonly startAt?: number;
  /** Chooses among calls that could be made next, and among messages. */
  readonly seed?: number;
  /** Settings of the imports; customers only unless told. */
  readonly imports?: object;
}

/** Starts both simulated vendors on one clock. */
export async function startVendors(
  {
    accounts = ['first'],
    plan = 'business',
    pageSize = 2,
    customers = [],
    contacts = [],
    positions = [],
    positionGroups = [],
    logins,
  }: WorldOptions,
  now: () => number,
): Promise<{ readonly easybill: EasybillSimulator; readonly outsmart: OutsmartSimulator }> {
  const records = { customers, contacts, positions, positionGroups, ...(logins && { logins }) };
  const easybill = await startEasybillSimulator({
    accounts: accounts.map((name) => ({ name, apiKeys: [`easybill-${name}`], plan, ...records })),
    now,
    behaviour: { pageSizeCap: pageSize },
  });
  const outsmart = await startOutsmartSimulator({
    accounts: accounts.map((name) => ({ name, token: `outsmart-${name}`, softwareToken: 'software' })),
    now,
  });
  return { easybill, outsmart };
}
