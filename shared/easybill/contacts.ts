import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import { optionalText, texts, wholeNumber } from './http/field-schemas.ts';
import { readPageOf, type Page } from './http/page.ts';

/**
 * A contact person of a customer, who is named by the path only: the record itself carries no customer id.
 *
 * Reference: definition `Contact` in https://api.easybill.de/rest/v1/swagger.json
 */
const easybillContactSchema = z.object({
  id: wholeNumber,
  company_name: optionalText,
  title: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  emails: texts,
  phone_1: optionalText,
  phone_2: optionalText,
  mobile: optionalText,
});

/** See {@link easybillContactSchema}. */
export type EasybillContact = z.infer<typeof easybillContactSchema>;

/**
 * One page of up to 1000 contact persons of a customer, from page 1, or undefined when the customer does not exist (any
 * more). There is no list across customers.
 *
 * Reference: `GET /customers/{customerId}/contacts` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listContacts(
  client: EasybillClient,
  customerId: number,
  page: number,
): Promise<Page<EasybillContact> | undefined> {
  const template = '/customers/{customerId}/contacts';
  const path = `/customers/${customerId}/contacts`;
  return readPageOf(client, { template, path }, easybillContactSchema, page);
}

/**
 * The contact person as it is now, or undefined when it or its customer does not exist (any more).
 *
 * Reference: `GET /customers/{customerId}/contacts/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getContact(
  client: EasybillClient,
  customerId: number,
  id: number,
): Promise<EasybillContact | undefined> {
  const template = '/customers/{customerId}/contacts/{id}';
  const path = `/customers/${customerId}/contacts/${id}`;
  return client.get({ template, path, schema: easybillContactSchema });
}
