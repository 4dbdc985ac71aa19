import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import { optionalText, wholeNumber } from './http/field-schemas.ts';
import { readPage, type Page } from './http/page.ts';
import { readAllPages } from './http/pages.ts';

const loginSchema = z.object({ id: wholeNumber, first_name: optionalText, last_name: optionalText });

const LOGINS = '/logins';

/** A user of the easybill account. */
export type EasybillLogin = z.infer<typeof loginSchema>;

/**
 * All logins of the account. Needs no particular right, so it is also the cheap test of a key.
 *
 * Reference: `GET /logins` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listLogins(client: EasybillClient): Promise<EasybillLogin[]> {
  return readAllPages(client, LOGINS, loginSchema);
}

/**
 * One page of up to 1000 logins, from page 1.
 *
 * Reference: `GET /logins` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listLoginPage(client: EasybillClient, page: number): Promise<Page<EasybillLogin>> {
  return readPage(client, LOGINS, loginSchema, page);
}

/**
 * The login as it is now, or undefined when it does not exist (any more).
 *
 * Reference: `GET /logins/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getLogin(client: EasybillClient, id: number): Promise<EasybillLogin | undefined> {
  return client.get({ template: '/logins/{id}', path: `/logins/${id}`, schema: loginSchema });
}
