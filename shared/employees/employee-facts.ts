import * as z from 'zod';
import type { EasybillLogin } from '../easybill/index.ts';
import { storedLine } from '../outsmart/stored-text.ts';

/** What invoices need to know of an employee. */
export const employeeFactsSchema = z.object({ name: z.string().min(1) });

/** See {@link employeeFactsSchema}. */
export type EmployeeFacts = z.infer<typeof employeeFactsSchema>;

/** The facts of a login that is an employee. */
export function employeeFacts({ first_name: first, last_name: last }: EasybillLogin): EmployeeFacts {
  return { name: storedLine(`${storedLine(first)} ${storedLine(last)}`) };
}
