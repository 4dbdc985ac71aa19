import type { OutsmartClient } from './http/client.ts';
import {
  postRecords,
  storedByKey,
  switchOff,
  type RecordList,
  type StoredRecord,
  type SwitchedOff,
} from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

/** A customer as we write it, in OutSmart's own words. Texts of at most 255 characters, `remark` 64 kB; `""` clears a field. */
export interface OutsmartRelation {
  /** Identity: OutSmart inserts or updates by it. */
  readonly debtor_number: string;
  readonly name: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly house_number?: string;
  /** ISO alpha-2. */
  readonly country?: string;
  /** Name of the main contact. */
  readonly contact?: string;
  readonly phone_number?: string;
  readonly mobile?: string;
  readonly email?: string;
  /** Where the work order is mailed to. */
  readonly email_workorder?: string;
  readonly remark?: string;
  readonly vat_number?: string;
  /** Two letters. */
  readonly language?: string;
  /** The easybill customer id. */
  readonly external_id?: string;
  readonly active?: 0 | 1;
}

/** How relations are read and posted back. It is not documented that `debtor_number` is a filter column. */
const RELATIONS: RecordList = {
  endpoint: 'relations',
  keyField: 'debtor_number',
  filtered: (value) => ({ endpoint: 'relations', query: { key: 'debtor_number', value, operator: 'eq' } }),
};

/**
 * Inserts or updates the relations. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postRelations(
  client: OutsmartClient,
  relations: readonly OutsmartRelation[],
): Promise<UpsertReport<OutsmartRelation>> {
  return upsertInBatches(relations, (records) => postRecords(client, RELATIONS, records));
}

/**
 * All relations of the account by their number, inactive ones included.
 *
 * Reference: `GET /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listRelations(client: OutsmartClient): Promise<Map<string, StoredRecord>> {
  return storedByKey(client, RELATIONS);
}

/**
 * Sets a relation inactive, see {@link switchOff}.
 *
 * Reference: `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 */
export function deactivateRelation(client: OutsmartClient, debtorNumber: string): Promise<SwitchedOff> {
  return switchOff(client, RELATIONS, debtorNumber, 'active');
}
