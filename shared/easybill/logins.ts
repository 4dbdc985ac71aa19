import * as z from 'zod';
import type { EasybillClient } from './client.ts';
import { optionalText, wholeNumber } from './field-schemas.ts';
import { readPage, type Page } from './page.ts';
import { readAllPages } from './pages.ts';

/**
 * A user of the easybill account: only what an import needs. Unknown fields are ignored. `""`, `null` and missing are
 * undefined. Nothing tells whether a login is still in use.
 *
 * Reference: definition `Login` in https://api.easybill.de/rest/v1/swagger.json
 */
export const easybillLoginSchema = z.object({
  id: wholeNumber,
  first_name: optionalText,
  last_name: optionalText,
});

/** See {@link easybillLoginSchema}. */
export type EasybillLogin = z.infer<typeof easybillLoginSchema>;

/**
 * All logins of the account. Needs no particular right, so it is also the cheap test of a key.
 *
 * Reference: `GET /logins` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listLogins(client: EasybillClient): Promise<EasybillLogin[]> {
  return readAllPages(client, '/logins', easybillLoginSchema);
}

/**
 * One page of up to 1000 logins, from page 1. Unlike {@link listLogins} it sets unreadable ones aside.
 *
 * Reference: `GET /logins` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listLoginPage(client: EasybillClient, page: number): Promise<Page<EasybillLogin>> {
  return readPage(client, '/logins', easybillLoginSchema, page);
}

/**
 * The login as it is now, or undefined when it does not exist (any more).
 *
 * Reference: `GET /logins/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getLogin(client: EasybillClient, id: number): Promise<EasybillLogin | undefined> {
  const path = `/logins/${id}`;
  return client.get({ template: '/logins/{id}', path, schema: easybillLoginSchema });
}
