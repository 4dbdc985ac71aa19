import { demoCustomers } from '../vendors/demo-customers.ts';
import { startEasybillSimulator, type EasybillSimulator } from '../vendors/easybill/index.ts';
import { startOutsmartSimulator, type OutsmartSimulator } from '../vendors/outsmart/index.ts';

/** Body of `POST /connections` that joins the simulated accounts. These keys open nothing but the simulated vendors. */
export const DEMO_CONNECT_REQUEST = {
  plan: 'plus',
  easybill: { apiKey: 'demo-easybill-key' },
  outsmart: { token: 'demo-outsmart-token', softwareToken: 'demo-software-token' },
} as const;

/** Name of the one account at each simulated vendor. */
export const DEMO_ACCOUNT = 'demo';

// Enough to hold every kind of customer several times, little enough to be over in seconds.
const CUSTOMERS = 250;
const DUPLICATE_NUMBERS = 2;

/** A simulated easybill of the plan Plus, with the demo's customers or none. */
export function startDemoEasybill(seeded: boolean): Promise<EasybillSimulator> {
  return startEasybillSimulator({
    accounts: [
      {
        name: DEMO_ACCOUNT,
        apiKeys: [DEMO_CONNECT_REQUEST.easybill.apiKey],
        plan: DEMO_CONNECT_REQUEST.plan,
        customers: seeded ? demoCustomers(CUSTOMERS, { duplicateNumbers: DUPLICATE_NUMBERS }) : [],
      },
    ],
  });
}

/** A simulated OutSmart with an empty account. */
export function startDemoOutsmart(): Promise<OutsmartSimulator> {
  return startOutsmartSimulator({ accounts: [{ name: DEMO_ACCOUNT, ...DEMO_CONNECT_REQUEST.outsmart }] });
}
