import type { ActivityLevel } from '../activity/activity-codes.ts';

const MATERIAL_LEVEL_OF = {
  invoiceMaterialQuantityMissing: 'error',
  invoiceMaterialQuantityZero: 'error',
  invoiceMaterialPriceMissing: 'error',
  invoiceMaterialWithoutName: 'error',
  invoiceMaterialUnreadable: 'error',
  invoiceMaterialUnknown: 'error',
  invoiceMaterialPriceDiffers: 'warning',
  invoiceMaterialFree: 'warning',
  invoiceDiscountUnclear: 'warning',
} as const satisfies Record<string, ActivityLevel>;

const HOUR_LEVEL_OF = {
  invoiceHourTypeMissing: 'error',
  invoiceHourTypeUnknown: 'error',
  invoiceFallbackUnknown: 'error',
  invoiceHoursZero: 'error',
  invoiceHoursUnreadable: 'error',
  invoiceTravelUnknown: 'error',
  invoiceTravelUnreadable: 'error',
} as const satisfies Record<string, ActivityLevel>;

/** Everything the builder has to say about a work order. An error keeps the invoice from being made, a warning does not. */
export const INVOICE_LEVEL_OF = {
  ...MATERIAL_LEVEL_OF,
  ...HOUR_LEVEL_OF,
  invoiceNoCustomerNumber: 'error',
  invoiceCustomerUnknown: 'error',
  invoiceTaxOptionUnknown: 'error',
  invoiceEmpty: 'error',
  invoiceDateUnreadable: 'error',
  invoiceArticleUnusable: 'error',
  invoiceNumberTooFine: 'error',
  invoiceTotalNegative: 'error',
} as const satisfies Record<string, ActivityLevel>;

/** Said about materials. */
export type MaterialProblemCode = keyof typeof MATERIAL_LEVEL_OF;

/** Said about hours and travel. */
export type HourProblemCode = keyof typeof HOUR_LEVEL_OF;

/** Everything said. */
export type InvoiceProblemCode = keyof typeof INVOICE_LEVEL_OF;

/** One thing the builder says. Parameters are ids, numbers and codes, never names or texts. */
export interface InvoiceProblem {
  readonly code: InvoiceProblemCode;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Whether it keeps the invoice from being made. */
export function isError({ code }: InvoiceProblem): boolean {
  return INVOICE_LEVEL_OF[code] === 'error';
}
