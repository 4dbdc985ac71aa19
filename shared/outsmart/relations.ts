import * as z from 'zod';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { scalarText } from './field-schemas.ts';
import { findRow, listRows, postRows, rowsOf, switchOff, type SwitchedOff } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

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

const storedRelationSchema = z.looseObject({ debtor_number: scalarText });

/** A relation as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredRelation = z.infer<typeof storedRelationSchema>;

const relations = rowsOf('relations', 'debtor_number', storedRelationSchema);

/**
 * Inserts or updates the relations. See `upsertInBatches` for what the report promises.
 *
 * Reference: `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postRelations(
  client: OutsmartClient,
  records: readonly OutsmartRelation[],
): Promise<UpsertReport<OutsmartRelation>> {
  return postRows(client, relations, records);
}

/**
 * All relations of the account, inactive ones included.
 *
 * Reference: `GET /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listRelations(client: OutsmartClient): Promise<Collection<StoredRelation>> {
  return listRows(client, relations);
}

/**
 * The relation with exactly this number, or undefined. Costs a second call when the filtered answer lacks it.
 *
 * Reference: `GET /relations/` with `key`, `value`, `operator`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws see {@link OutsmartClient.call}
 */
export function getRelation(
  client: OutsmartClient,
  debtorNumber: string,
): Promise<StoredRelation | undefined> {
  return findRow(client, relations, debtorNumber);
}

/**
 * Sets a relation inactive, by reading it and posting it back whole.
 *
 * Reference: `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws RecordRejectedError also when the relation as stored lacks a required field, such as the city
 * @throws see {@link OutsmartClient.call}
 */
export function deactivateRelation(client: OutsmartClient, debtorNumber: string): Promise<SwitchedOff> {
  return switchOff(client, relations, debtorNumber, 'active');
}
