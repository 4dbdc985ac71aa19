import * as z from 'zod';
import type { OutsmartClient } from './http/client.ts';
import { collectionOf, type Collection } from './http/collection.ts';
import { flag, optionalText, scalarText } from './http/field-schemas.ts';
import { recordCalls } from './http/stored-records.ts';

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

/**
 * Employees by their number as they are stored, see {@link recordCalls}. That one can be set inactive is not documented:
 * `active` is among the fields that can be read, and the three that can be posted are all required.
 *
 * Reference: `GET` and `POST /employees/`, https://knowledge.out-smart.com/openapi/employees
 */
export const { post: postEmployees, list: listStoredEmployees } = recordCalls<EmployeeInput>({
  endpoint: 'employees',
  keyField: 'number',
  postedFields: ['number', 'firstname', 'lastname'],
});
