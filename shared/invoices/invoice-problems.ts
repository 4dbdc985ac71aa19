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

/** What makes an invoice doubtful: it is stored as a draft for somebody to look at, whatever the settings say. */
const DOUBTFUL: ReadonlySet<InvoiceProblemCode> = new Set<InvoiceProblemCode>([
  'invoicePaymentMethod',
  'invoiceWorkType',
  'invoiceForeignAtHomeStopped',
  'invoiceSmallBusinessAbroad',
  'invoiceTotalZero',
]);

/** Whether it keeps the invoice from being finished by itself. */
export function isDoubtful({ code }: InvoiceProblem): boolean {
  return DOUBTFUL.has(code);
}
