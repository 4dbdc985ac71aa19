import * as z from 'zod';
import type { OutsmartClient } from './http/client.ts';
import { collectionOf, type Collection } from './http/collection.ts';
import { flag, optionalText, scalarText } from './http/field-schemas.ts';
import {
  postRecords,
  storedByKey,
  switchOff,
  type RecordList,
  type StoredRecord,
  type SwitchedOff,
} from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

const employeeSchema = z.object({
  number: scalarText,
  firstname: optionalText,
  lastname: optionalText,
  /** Active employees use up a licence. */
  active: flag,
});

/** A technician as OutSmart holds it. */
export type OutsmartEmployee = z.infer<typeof employeeSchema>;

/**
 * All employees. Short in any account, so it is also the cheap test of both tokens.
 *
 * Reference: `GET /employees/`, https://knowledge.out-smart.com/openapi/employees
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listEmployees(client: OutsmartClient): Promise<Collection<OutsmartEmployee>> {
  return client.call({ method: 'GET', endpoint: 'employees', response: collectionOf(employeeSchema) });
}

/** An employee as we write it. Whether a new one is active, and so uses up a licence, is OutSmart's decision. */
export interface EmployeeInput {
  /** Identity: OutSmart inserts or updates by it. */
  readonly number: string;
  readonly firstname: string;
  readonly lastname: string;
}

const EMPLOYEES: RecordList = { endpoint: 'employees', keyField: 'number' };

/**
 * Inserts or updates the employees. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /employees/`, https://knowledge.out-smart.com/openapi/employees
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postEmployees(
  client: OutsmartClient,
  employees: readonly EmployeeInput[],
): Promise<UpsertReport<EmployeeInput>> {
  return upsertInBatches(employees, (records) => postRecords(client, EMPLOYEES, records));
}

/** All employees by their number, as stored, see {@link listEmployees}. */
export function listStoredEmployees(client: OutsmartClient): Promise<Map<string, StoredRecord>> {
  return storedByKey(client, EMPLOYEES);
}

/** Sets an employee inactive, which frees the licence, see {@link switchOff}. */
export function deactivateEmployee(client: OutsmartClient, number: string): Promise<SwitchedOff> {
  return switchOff(client, EMPLOYEES, number, 'active');
}
