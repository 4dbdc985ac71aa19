import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import {
  flag,
  optionalText,
  optionalWholeNumber,
  texts,
  wholeNumber,
  wholeNumbers,
} from './http/field-schemas.ts';
import { filterValue } from './http/filter-value.ts';
import { readPage, type Page } from './http/page.ts';
import { readAllPages } from './http/pages.ts';
import { withNumber } from './http/with-number.ts';

/**
 * An easybill customer as the connector reads it, in easybill's own words: only what an import needs. Unknown fields
 * and enum values are ignored. `""`, `null` and missing are undefined.
 *
 * Reference: definition `Customer` in https://api.easybill.de/rest/v1/swagger.json
 */
export const easybillCustomerSchema = z.object({
  id: wholeNumber,
  number: optionalText,
  company_name: optionalText,
  title: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  suffix_1: optionalText,
  suffix_2: optionalText,
  /** 0 none, 1 Mr, 2 Mrs, 3 company, 4 Mr and Mrs, 5 married couple, 6 family. */
  salutation: optionalWholeNumber.catch(undefined),
  personal: flag,
  street: optionalText,
  zip_code: optionalText,
  city: optionalText,
  /** ISO alpha-2. */
  country: optionalText,
  postbox: optionalText,
  postbox_zip_code: optionalText,
  postbox_city: optionalText,
  emails: texts,
  phone_1: optionalText,
  phone_2: optionalText,
  mobile: optionalText,
  delivery_company_name: optionalText,
  delivery_first_name: optionalText,
  delivery_last_name: optionalText,
  delivery_street: optionalText,
  delivery_suffix_1: optionalText,
  delivery_suffix_2: optionalText,
  delivery_zip_code: optionalText,
  delivery_city: optionalText,
  delivery_country: optionalText,
  vat_identifier: optionalText,
  /** How VAT is charged: an option of a document's `vat_option`, or the text `NULL` for the usual way. */
  tax_options: optionalText,
  /** Days until an invoice is due. */
  due_in_days: optionalWholeNumber.catch(undefined),
  /** Days in which a cash discount (Skonto) may be taken, and its percent. */
  cash_allowance: z.number().nullish().catch(undefined),
  cash_allowance_days: optionalWholeNumber.catch(undefined),
  /** `SALEPRICE2` to `SALEPRICE10`; unset for the usual price. */
  sale_price_level: optionalText.catch(undefined),
  note: optionalText,
  group_id: optionalWholeNumber,
  additional_groups_ids: wholeNumbers,
  archived: flag,
  /** `YYYY-MM-DD`. */
  created_at: optionalText,
  /** `YYYY-MM-DD HH:mm:ss` in Europe/Berlin. */
  updated_at: optionalText,
});

/** See {@link easybillCustomerSchema}. */
export type EasybillCustomer = z.infer<typeof easybillCustomerSchema>;

/**
 * One page of up to 1000 customers, from page 1. easybill documents no order and no filter by change.
 *
 * Reference: `GET /customers` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listCustomers(client: EasybillClient, page: number): Promise<Page<EasybillCustomer>> {
  return readPage(client, '/customers', easybillCustomerSchema, page);
}

/**
 * The customer as it is now, or undefined when it does not exist (any more).
 *
 * Reference: `GET /customers/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getCustomer(client: EasybillClient, id: number): Promise<EasybillCustomer | undefined> {
  const path = `/customers/${id}`;
  return client.get({ template: '/customers/{id}', path, schema: easybillCustomerSchema });
}

/** A customer as we create it, in easybill's own words. A company name or a last name is required. */
export interface NewEasybillCustomer {
  readonly number: string;
  readonly company_name?: string;
  readonly first_name?: string;
  readonly last_name?: string;
  readonly street?: string;
  readonly zip_code?: string;
  readonly city?: string;
  /** ISO alpha-2. */
  readonly country?: string;
  /** At most three, each once. */
  readonly emails?: readonly string[];
  readonly phone_1?: string;
}

/**
 * Creates a customer. Not idempotent: after an unknown outcome look for the number with {@link findCustomersByNumber}
 * first.
 *
 * Reference: `POST /customers` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function createCustomer(
  client: EasybillClient,
  customer: NewEasybillCustomer,
): Promise<EasybillCustomer> {
  return client.post({
    template: '/customers',
    path: '/customers',
    json: customer,
    schema: easybillCustomerSchema,
  });
}

/**
 * The customers with this number, which should be one at most, see {@link withNumber}. Whether easybill's filter finds
 * parts of numbers too is not documented, so each is compared.
 *
 * Reference: `GET /customers` with `number` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws RetryableError `unreadable` also when one record of the answer is
 * @throws see {@link EasybillClient}
 */
export async function findCustomersByNumber(
  client: EasybillClient,
  number: string,
): Promise<EasybillCustomer[]> {
  const filter = { number: filterValue(number) };
  const found = await readAllPages(client, '/customers', easybillCustomerSchema, filter);
  return withNumber(found, number);
}
