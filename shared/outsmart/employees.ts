import * as z from 'zod';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { scalarText } from './field-schemas.ts';
import { listRows, postRows, rowsOf, switchOff, type SwitchedOff } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

/**
 * A technician as we write it, in OutSmart's own words. Whether a new one starts active, and so uses up a licence, is not
 * documented.
 */
export interface OutsmartEmployee {
  /** Identity: OutSmart inserts or updates by it. */
  readonly number: string;
  /** At most 255 characters. */
  readonly firstname: string;
  /** At most 255 characters. */
  readonly lastname: string;
}

const storedEmployeeSchema = z.looseObject({ number: scalarText });

/** A technician as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredEmployee = z.infer<typeof storedEmployeeSchema>;

const employees = rowsOf('employees', 'number', storedEmployeeSchema);

/**
 * Inserts or updates the employees. See `upsertInBatches` for what the report promises.
 *
 * Reference: `POST /employees/`, https://knowledge.out-smart.com/openapi/employees
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postEmployees(
  client: OutsmartClient,
  records: readonly OutsmartEmployee[],
): Promise<UpsertReport<OutsmartEmployee>> {
  return postRows(client, employees, records);
}

/**
 * All employees, inactive ones included. Short in any account, so it is also the cheap test of both tokens.
 *
 * Reference: `GET /employees/`, https://knowledge.out-smart.com/openapi/employees
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listEmployees(client: OutsmartClient): Promise<Collection<StoredEmployee>> {
  return listRows(client, employees);
}

/**
 * Sets an employee inactive, by reading it and posting it back whole. That gives a licence back, if OutSmart takes the
 * flag: it is documented only as something to be read.
 *
 * Reference: `POST /employees/`, https://knowledge.out-smart.com/openapi/employees
 *
 * @throws RecordRejectedError also when the employee as stored lacks a required field
 * @throws see {@link OutsmartClient.call}
 */
export function deactivateEmployee(client: OutsmartClient, number: string): Promise<SwitchedOff> {
  return switchOff(client, employees, number, 'active');
}
