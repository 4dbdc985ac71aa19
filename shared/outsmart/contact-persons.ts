import type { OutsmartClient } from './http/client.ts';
import { postRecords, storedByKey, type RecordList, type StoredRecord } from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

/** A contact person as we write it, in OutSmart's own words. `""` clears a field. */
export interface OutsmartContactPerson {
  /** Identity over all relations: OutSmart inserts or updates by it. */
  readonly cpn_code: string;
  /** Number of the relation it belongs to. */
  readonly cpn_debtor_nr: string;
  readonly cpn_name: string;
  readonly cpn_phone: string;
  readonly cpn_email: string;
}

const CONTACT_PERSONS: RecordList = {
  endpoint: 'contactpersons',
  keyField: 'cpn_code',
  filtered: (value) => ({ endpoint: 'contactperson', query: { key: 'cpn_code', value } }),
};

/**
 * Inserts or updates the contact persons. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /contactpersons/`
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postContactPersons(
  client: OutsmartClient,
  contactPersons: readonly OutsmartContactPerson[],
): Promise<UpsertReport<OutsmartContactPerson>> {
  return upsertInBatches(contactPersons, (records) => postRecords(client, CONTACT_PERSONS, records));
}

/**
 * All contact persons by their code.
 *
 * Reference: `GET /contactpersons/`
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listContactPersons(client: OutsmartClient): Promise<Map<string, StoredRecord>> {
  return storedByKey(client, CONTACT_PERSONS);
}
