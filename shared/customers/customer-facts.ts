import * as z from 'zod';
import type { EasybillCustomer } from '../easybill/index.ts';

/** What invoices need to know of a customer. */
export const customerFactsSchema = z.object({
  /** How VAT is charged, as easybill has it. */
  taxOption: z.string().optional(),
  /** Days until an invoice is due. */
  dueInDays: z.int().optional(),
});

/** See {@link customerFactsSchema}. */
export type CustomerFacts = z.infer<typeof customerFactsSchema>;

/** The facts of a customer; none for one that easybill treats like most. */
export function customerFacts({
  tax_options: taxOption,
  due_in_days: dueInDays,
}: EasybillCustomer): CustomerFacts {
  return {
    ...(taxOption !== undefined && { taxOption }),
    ...(dueInDays !== undefined && { dueInDays }),
  };
}
