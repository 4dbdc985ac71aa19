import * as z from 'zod';
import type { OutsmartClient } from './client.ts';
import { collectionOf, type Collection } from './collection.ts';
import { flag, optionalText, scalarText } from './field-schemas.ts';

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
