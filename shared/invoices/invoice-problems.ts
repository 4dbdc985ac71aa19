import { INVOICE_LEVEL_OF, type InvoiceProblemCode } from '../activity/invoice-codes.ts';

/** One thing the builder says. Parameters are ids, numbers and codes, never names or texts. */
export interface InvoiceProblem {
  readonly code: InvoiceProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Whether it keeps the invoice from being made. */
export function isError({ code }: InvoiceProblem): boolean {
  return INVOICE_LEVEL_OF[code] === 'error';
}
