import { demoCustomers } from '../vendors/demo-customers.ts';
import { demoContacts, demoLogins, demoPositions } from '../vendors/demo-records.ts';
import { startEasybillSimulator, type EasybillSimulator } from '../vendors/easybill/index.ts';
import { startOutsmartSimulator, type OutsmartSimulator } from '../vendors/outsmart/index.ts';

/** Body of `POST /connections` that joins the simulated accounts. These keys open nothing but the simulated vendors. */
export const DEMO_CONNECT_REQUEST = {
  plan: 'business',
  easybill: { apiKey: 'demo-easybill-key' },
  outsmart: { token: 'demo-outsmart-token', softwareToken: 'demo-software-token' },
  // Off unless told, as employees use up licences.
  settings: { imports: { employees: { enabled: true } } },
} as const;

/** Name of the one account at each simulated vendor. */
export const DEMO_ACCOUNT = 'demo';

// Enough to hold every kind of customer several times, little enough to be over in seconds.
const CUSTOMERS = 250;
const DUPLICATE_NUMBERS = 2;
const GOODS = 80;
const LOGINS = 4;
const FIRST_CUSTOMER_ID = 5_000_001;

/** A simulated easybill of the plan Business, with the demo's records or none. */
export function startDemoEasybill(seeded: boolean): Promise<EasybillSimulator> {
  return startEasybillSimulator({
    accounts: [
      {
        name: DEMO_ACCOUNT,
        apiKeys: [DEMO_CONNECT_REQUEST.easybill.apiKey],
        plan: DEMO_CONNECT_REQUEST.plan,
        ...(seeded && {
          customers: demoCustomers(CUSTOMERS, { duplicateNumbers: DUPLICATE_NUMBERS }),
          contacts: demoContacts(Array.from({ length: CUSTOMERS }, (_, i) => FIRST_CUSTOMER_ID + i)),
          ...demoPositions(GOODS),
          logins: demoLogins(LOGINS),
        }),
      },
    ],
  });
}

/** A simulated OutSmart with an empty account. */
export function startDemoOutsmart(): Promise<OutsmartSimulator> {
  const { outsmart } = DEMO_CONNECT_REQUEST;
  return startOutsmartSimulator({ accounts: [{ name: DEMO_ACCOUNT, ...outsmart }] });
}
