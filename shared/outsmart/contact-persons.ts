import * as z from 'zod';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { scalarText } from './field-schemas.ts';
import { listRows, postRows, rowsOf } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

/** A contact person as we write it, in OutSmart's own words. Texts of at most 255 characters; `""` clears a field. */
export interface OutsmartContactPerson {
  /** Identity over all relations: OutSmart inserts or updates by it. */
  readonly cpn_code: string;
  /** The relation it belongs to. */
  readonly cpn_debtor_nr: string;
  /** Full name. */
  readonly cpn_name: string;
  readonly cpn_phone?: string;
  readonly cpn_email?: string;
}

const storedContactPersonSchema = z.looseObject({ cpn_code: scalarText });

/** A contact person as OutSmart holds it, with every field it gave and as it gave it. */
export type StoredContactPerson = z.infer<typeof storedContactPersonSchema>;

const contactPersons = rowsOf('contactpersons', 'cpn_code', storedContactPersonSchema);

/**
 * Inserts or updates the contact persons. See `upsertInBatches` for what the report promises. They have no flag that
 * would set them inactive.
 *
 * Reference: `POST /contactpersons/`, outsmart.md 5.2
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postContactPersons(
  client: OutsmartClient,
  records: readonly OutsmartContactPerson[],
): Promise<UpsertReport<OutsmartContactPerson>> {
  return postRows(client, contactPersons, records);
}

/**
 * All contact persons of the account, whoever's they are.
 *
 * Reference: `GET /contactpersons/`, outsmart.md 5.2
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listContactPersons(client: OutsmartClient): Promise<Collection<StoredContactPerson>> {
  return listRows(client, contactPersons);
}
