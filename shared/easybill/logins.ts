import * as z from 'zod';
import type { EasybillClient } from './client.ts';
import { optionalText, wholeNumber } from './field-schemas.ts';
import { readAllPages } from './pages.ts';

const loginSchema = z.object({ id: wholeNumber, first_name: optionalText, last_name: optionalText });

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
  return readAllPages(client, '/logins', loginSchema);
}
