import type { CustomerInput, EasybillSimulator } from '../../infra/local/vendors/easybill/index.ts';

/** A customer with all that OutSmart requires. Unless told, easybill numbers them from 10001 and their ids from 5000001. */
export function customer(changes: CustomerInput = {}): CustomerInput {
  return {
    company_name: 'Muster Haustechnik GmbH',
    street: 'Lindenstraße 7',
    zip_code: '10115',
    city: 'Berlin',
    ...changes,
  };
}

/** Several customers with names of their own. */
export function customers(count: number): CustomerInput[] {
  return Array.from({ length: count }, (_, i) => customer({ company_name: `Kunde ${i + 1} GmbH` }));
}

/** The id of the customer with that place among an account's, from 1. */
export const FIRST_ID = 5_000_001;

/** How often the connector listed and read customers of an account, after the first `from` requests. */
export function customerReads(
  easybill: EasybillSimulator,
  account: string,
  from = 0,
): { lists: number; reads: number } {
  const own = easybill.requests.slice(from).filter((request) => request.account === account);
  return {
    lists: own.filter(({ path }) => path === '/customers').length,
    reads: own.filter(({ path }) => path.startsWith('/customers/')).length,
  };
}
