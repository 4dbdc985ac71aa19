import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { Settings } from '../../../shared/connections/settings/settings.ts';
import { easybillCustomerSchema, type EasybillCustomer } from '../../../shared/easybill/customers.ts';

const answer: unknown = JSON.parse(readFileSync(new URL('easybill-customers.json', import.meta.url), 'utf8'));
const { items } = z.object({ items: z.array(easybillCustomerSchema) }).parse(answer);

/** A customer of an easybill list answer, read by the production schema and found by its number, with some fields replaced. */
export function easybillCustomer(number: string, replaced: Partial<EasybillCustomer> = {}): EasybillCustomer {
  const found = items.find((customer) => customer.number === number);
  if (found === undefined) throw new Error(`no fixture for customer ${number}`);
  return { ...found, ...replaced };
}

/** A customer of which easybill sends nothing but these fields. */
export function bareCustomer(fields: Partial<EasybillCustomer>): EasybillCustomer {
  return { ...easybillCustomerSchema.parse({ id: 1 }), ...fields };
}

/** The settings that decide how customers are imported. */
export type CustomerSettings = Settings['imports']['customers'];

/** The settings of a new connection, with some replaced. */
export function importSettings(replaced: Partial<CustomerSettings> = {}): CustomerSettings {
  return {
    enabled: true,
    groupIds: [],
    includeArchived: false,
    missingAddress: 'skip',
    splitHouseNumber: false,
    noteToRemark: false,
    workOrderEmail: 'none',
    ...replaced,
  };
}
