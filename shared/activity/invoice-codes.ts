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
} as const;

const HOUR_LEVEL_OF = {
  invoiceHourTypeMissing: 'error',
  invoiceHourTypeUnknown: 'error',
  invoiceFallbackUnknown: 'error',
  invoiceHoursZero: 'error',
  invoiceHoursUnreadable: 'error',
  invoiceTravelUnknown: 'error',
  invoiceTravelUnreadable: 'error',
} as const;

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
} as const;

/** Said about materials. */
export type MaterialProblemCode = keyof typeof MATERIAL_LEVEL_OF;

/** Said about hours and travel. */
export type HourProblemCode = keyof typeof HOUR_LEVEL_OF;

/** Everything said. */
export type InvoiceProblemCode = keyof typeof INVOICE_LEVEL_OF;
