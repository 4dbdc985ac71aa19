import * as z from 'zod';
import type { EasybillCustomer } from '../easybill/index.ts';
import { countryCode } from './country-code.ts';

/** What invoices need to know of a customer. Facts of an earlier version say nothing of what came with the next. */
export const customerFactsSchema = z.object({
  /** Version of the facts; a short name, since every mapping stores it. */
  v: z.literal(2),
  /** How VAT is charged, as easybill has it. */
  taxOption: z.string().optional(),
  /** Days until an invoice is due. */
  dueInDays: z.int().optional(),
  /** Days in which a cash discount may be taken. */
  discountDays: z.int().optional(),
  hasVatId: z.literal(true).optional(),
  /** Which of the article's sales prices: 2 to 10, absent for the usual one. */
  priceLevel: z.int().optional(),
  isPrivate: z.literal(true).optional(),
  archived: z.literal(true).optional(),
  /** ISO alpha-2; absent for Germany. */
  country: z.string().optional(),
});

/** See {@link customerFactsSchema}. */
export type CustomerFacts = z.infer<typeof customerFactsSchema>;

/** Forms of address of people: Mr, Mrs, both, a married couple, a family. */
const PERSONAL_SALUTATIONS: readonly number[] = [1, 2, 4, 5, 6];

/** The facts of a customer; a version alone for one that easybill treats like most. */
export function customerFacts(customer: EasybillCustomer): CustomerFacts {
  const { tax_options: taxOption, due_in_days: dueInDays, cash_allowance_days: discountDays } = customer;
  const hasDiscount = (customer.cash_allowance ?? 0) > 0 && discountDays !== undefined;
  const [, level] = /^SALEPRICE(10|[2-9])$/.exec(customer.sale_price_level ?? '') ?? [];
  const country = countryCode(customer.country);
  return {
    v: 2,
    ...(taxOption !== undefined && { taxOption }),
    ...(dueInDays !== undefined && { dueInDays }),
    ...(hasDiscount && { discountDays }),
    ...(customer.vat_identifier !== undefined && { hasVatId: true }),
    ...(level !== undefined && { priceLevel: Number(level) }),
    ...(isPrivate(customer) && { isPrivate: true }),
    ...(customer.archived && { archived: true }),
    ...(country !== undefined && country !== 'DE' && { country }),
  };
}

function isPrivate({ company_name: company, personal, salutation = 0 }: EasybillCustomer): boolean {
  return company === undefined || personal || PERSONAL_SALUTATIONS.includes(salutation);
}
