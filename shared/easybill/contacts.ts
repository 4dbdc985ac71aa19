import * as z from 'zod';
import type { EasybillClient } from './client.ts';
import { optionalText, texts, wholeNumber } from './field-schemas.ts';
import { findPage, type Page } from './page.ts';

/**
 * A contact person of an easybill customer: only what an import needs. Unknown fields are ignored. `""`, `null` and
 * missing are undefined. The record does not say whose contact it is; only the path it was read from does.
 *
 * Reference: definition `Contact` in https://api.easybill.de/rest/v1/swagger.json
 */
export const easybillContactSchema = z.object({
  id: wholeNumber,
  company_name: optionalText,
  department: optionalText,
  title: optionalText,
  first_name: optionalText,
  last_name: optionalText,
  emails: texts,
  phone_1: optionalText,
  phone_2: optionalText,
  mobile: optionalText,
  /** `YYYY-MM-DD HH:mm:ss` in Europe/Berlin. */
  updated_at: optionalText,
});

/** See {@link easybillContactSchema}. */
export type EasybillContact = z.infer<typeof easybillContactSchema>;

/**
 * One page of up to 1000 contact persons of one customer, from page 1; undefined when there is no such customer (any
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
  const address = {
    template: '/customers/{customerId}/contacts',
    path: `/customers/${customerId}/contacts`,
  };
  return findPage(client, address, easybillContactSchema, page);
}

/**
 * The contact person as it is now, or undefined when this customer does not have it (any more).
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
  return client.get({
    template,
    path: `/customers/${customerId}/contacts/${id}`,
    schema: easybillContactSchema,
  });
}
