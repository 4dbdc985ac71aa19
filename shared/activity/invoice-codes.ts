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
  invoiceMaterialForNothing: 'warning',
} as const;

const HOUR_LEVEL_OF = {
  invoiceHourTypeMissing: 'error',
  invoiceHourTypeUnknown: 'error',
  invoiceFallbackUnknown: 'error',
  invoiceHoursZero: 'error',
  invoiceHoursUnreadable: 'error',
  invoiceTravelUnknown: 'error',
  invoiceTravelUnreadable: 'error',
  invoiceHoursFree: 'warning',
  invoiceTravelFree: 'warning',
  invoiceMinimumHours: 'warning',
  invoiceRoundingAmount: 'warning',
} as const;

const DATE_LEVEL_OF = {
  invoiceDateUnreadable: 'error',
  invoiceDateMissing: 'error',
  invoicePeriodWithoutDate: 'error',
  invoiceDateFuture: 'error',
  invoiceSpanTooLong: 'error',
  invoiceServedOnCompletion: 'warning',
  invoiceDateNotAsChosen: 'warning',
} as const;

const CUSTOMER_LEVEL_OF = {
  invoiceNoCustomerNumber: 'error',
  invoiceCustomerUnknown: 'error',
  invoiceCustomerAmbiguous: 'error',
  invoiceCustomerArchived: 'warning',
  invoiceCountryUnknown: 'error',
  invoiceTaxOptionUnknown: 'error',
  invoiceVatIdMissing: 'error',
  invoiceForeignAtHome: 'warning',
  invoiceForeignAtHomeStopped: 'warning',
  invoiceSmallBusinessAbroad: 'warning',
  invoiceDueBeforeDiscount: 'warning',
} as const;

/** Everything the builder has to say about a work order. An error keeps the invoice from being made, a warning does not. */
export const INVOICE_LEVEL_OF = {
  ...MATERIAL_LEVEL_OF,
  ...HOUR_LEVEL_OF,
  ...DATE_LEVEL_OF,
  ...CUSTOMER_LEVEL_OF,
  invoiceEmpty: 'error',
  invoiceArticleUnusable: 'error',
  invoiceArticleAmbiguous: 'error',
  invoiceArticleArchived: 'warning',
  invoiceNumberTooFine: 'error',
  invoiceTotalNegative: 'error',
  invoiceTotalZero: 'warning',
  invoicePaymentMethod: 'warning',
  invoiceWorkType: 'warning',
  invoiceNotFinished: 'warning',
} as const;

/** Said about materials. */
export type MaterialProblemCode = keyof typeof MATERIAL_LEVEL_OF;

/** Said about hours and travel. */
export type HourProblemCode = keyof typeof HOUR_LEVEL_OF;

/** Everything said. */
export type InvoiceProblemCode = keyof typeof INVOICE_LEVEL_OF;
