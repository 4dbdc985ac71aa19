import * as z from 'zod';
import { optionalText, optionalWholeNumber } from './http/field-schemas.ts';

/** A number, also when written as a string; undefined when it is none. */
const number = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^-?\d{1,15}(\.\d{1,15})?$/)
      .transform(Number),
  ])
  .optional()
  .catch(undefined);

const day = optionalText.catch(undefined);

const itemSchema = z.object({
  type: optionalText.catch(undefined),
  position_id: optionalWholeNumber.catch(undefined),
  quantity: number,
  /** Cents, with fractions. */
  single_price_net: number,
  vat_percent: number,
});

/**
 * The fields of a document that say what somebody owes, as easybill answers them. What is in none of the documented forms
 * is undefined: a document is bound and shown whatever it says, and only never taken for what was sent.
 */
export const documentValueFields = {
  customer_id: optionalWholeNumber.catch(undefined),
  vat_option: optionalText.catch(undefined),
  /** `YYYY-MM-DD`. */
  document_date: day,
  service_date: z.object({ date: day, date_from: day, date_to: day }).nullish().catch(undefined),
  /** Cents, VAT included. */
  amount: z.int().optional().catch(undefined),
  /** Cents. */
  amount_net: z.int().optional().catch(undefined),
  items: z.array(itemSchema).optional().catch(undefined),
};

/** See {@link documentValueFields}. */
export type DocumentValues = z.infer<z.ZodObject<typeof documentValueFields>>;
