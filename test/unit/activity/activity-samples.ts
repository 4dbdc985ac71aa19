import type { ActivityCode } from '../../../shared/activity/activity-codes.ts';

/** What an entry holds where its code is written: its parameters, and its own attributes that texts may use. */
export type Sample = Readonly<Record<string, string | number>>;

const ORDER = { workOrder: 'WO-2026-1001', customerNumber: '10001' };
const MADE = { ...ORDER, documentId: 7_301_442 };
const MATERIAL = { ...ORDER, row: 3, material: 'KABEL-5X16' };
const PRICED = { ...MATERIAL, quantity: '2.5', price: '1250.50', total: '99.90', discount: '12.5' };
const PERIOD = { ...ORDER, row: 2, hourType: 'MEISTER' };
const CUSTOMER = { entity: 'customer', easybillId: 55_012, outsmartKey: '10001' };
const REFUSED = { vendorCode: 422, fields: 'due_in_days, pdf_template' };
const COUNTS = {
  ...{ seen: 1312, created: 2, updated: 3, unchanged: 1306, skipped: 1, failed: 0, withdrawn: 18 },
  ...{ candidates: 18, known: 1312 },
};

/**
 * Each code with parameters as they really are, where they are written. A new code needs an entry: without one the
 * compiler and the tests of the texts fail. A code may have several, for several kinds of record.
 */
export const SAMPLES: Readonly<Record<ActivityCode, readonly Sample[]>> = {
  // shared/lifecycle/connect.ts
  connectionCreated: [{ plan: 'plus' }, { plan: 'business' }],
  connectionRevived: [{ plan: 'business' }],
  connectionDisconnected: [{}],
  credentialsReplaced: [{}],
  // shared/lifecycle/maintenance/maintain.ts
  credentialsAccepted: [{}],
  webhookRenewed: [{}],
  webhookRepaired: [{}],
  webhookMissedDeliveries: [{ status: 503 }, { status: '' }],
  // shared/lifecycle/maintenance/clean-up.ts
  webhookLeft: [{}],
  // shared/lifecycle/event-url.ts
  eventUrlShown: [{}],
  // shared/lifecycle/settings/change-settings.ts; without switches until 2026-11-30
  settingsChanged: [
    { keys: 'exports.enabled', switchedOn: 'exports.enabled' },
    {
      keys: 'imports.customers.groupIds, imports.products.enabled, exports.hours.fallbackPosition',
      switchedOff: 'imports.products.enabled',
    },
    { keys: 'exports.ignoreBefore, exports.notThereAnyMore' },
  ],
  // shared/lifecycle/change-connection.ts
  planChanged: [{ plan: 'plus' }],
  paused: [{}],
  resumed: [{}],
  // shared/imports/runs/start-run.ts
  runStarted: [
    { entity: 'customer', trigger: 'manual' },
    { entity: 'product', trigger: 'connect' },
    { entity: 'contact', trigger: 'schedule' },
    { entity: 'category', trigger: 'change' },
  ],
  // shared/imports/worker/handle-run.ts
  runCompleted: [
    { entity: 'customer', ...COUNTS },
    { entity: 'hourType', ...COUNTS },
    { entity: 'product', ...COUNTS },
  ],
  dryRunCompleted: [{ entity: 'category', ...COUNTS }],
  runFailed: [{ entity: 'employee', ...COUNTS }],
  runBraked: [{ entity: 'product', ...COUNTS }],
  listRejected: [{ entity: 'customer', call: 'easybill GET /customers', vendorCode: 400, fields: '' }],
  // shared/imports/runs/withdraw-step.ts
  otherEasybillAccount: [{ entity: 'customer' }],
  // shared/imports/upsert/write-changed.ts
  recordCreated: [
    CUSTOMER,
    { entity: 'contact', easybillId: 12, outsmartKey: '12' },
    { entity: 'product', easybillId: 81, outsmartKey: 'A-1' },
    { entity: 'category', easybillId: 4, outsmartKey: 'KABEL' },
    { entity: 'hourType', easybillId: 82, outsmartKey: 'MEISTER' },
    { entity: 'employee', easybillId: 9, outsmartKey: '9' },
  ],
  recordUpdated: [CUSTOMER],
  // shared/imports/upsert/withdraw.ts
  recordWithdrawn: [
    CUSTOMER,
    { entity: 'category', easybillId: 4, outsmartKey: 'KABEL' },
    { entity: 'product', easybillId: 81, outsmartKey: 'A-1' },
  ],
  recordKept: [{ entity: 'contact', easybillId: 12, outsmartKey: '12' }],
  keyChanged: [{ ...CUSTOMER, oldKey: '9001' }],
  oldKeyKept: [{ entity: 'product', easybillId: 81, outsmartKey: 'A-1', oldKey: 'A-0' }],
  // shared/imports/upsert/note-problem.ts
  recordHealed: [CUSTOMER, { entity: 'customer', easybillId: 55_012 }],
  skippedNoNumber: [{ entity: 'product', easybillId: 81, fields: 'number' }],
  skippedNoName: [
    { entity: 'contact', easybillId: 12, fields: 'first_name, last_name' },
    { ...CUSTOMER, fields: 'company_name, last_name' },
  ],
  skippedMissingAddress: [{ entity: 'customer', easybillId: 55_012, fields: 'street, zip_code, city' }],
  skippedNumberTooLong: [{ entity: 'product', easybillId: 81, fields: 'number' }],
  skippedNumberUnreadable: [{ entity: 'customer', easybillId: 55_012, fields: 'number' }],
  recordRejected: [
    { ...CUSTOMER, call: 'outsmart POST /relations', vendorCode: 1301, fields: 'city' },
    { entity: 'product', easybillId: 81, call: 'outsmart POST /materials', vendorCode: 1400, fields: '' },
    { ...CUSTOMER, call: 'outsmart GET /DeleteEntity', vendorCode: 1100, fields: 'items.0.odd_one' },
  ],
  // shared/imports/upsert/claim-keys.ts
  skippedDuplicateNumber: [{ ...CUSTOMER, otherEasybillId: 55_013 }],
  // shared/imports/runs/read-page.ts, shared/imports/worker/handle-failure.ts
  recordUnreadable: [
    { ...CUSTOMER, fields: 'emails, group_id' },
    { entity: 'category', fields: 'id' },
    { entity: 'customer', easybillId: 55_012, fields: '' },
  ],
  // shared/imports/worker/build-import-services.ts
  rateLimited: [{ callsPerMinute: 42 }],
  planLooksLikePlus: [{ callsPerMinute: 10 }],
  // shared/imports/worker/send-again.ts
  waitingLong: [{ entity: 'customer' }],
  waitingGivenUp: [{ entity: 'product' }],
  // shared/imports/worker/handle-failure.ts
  entityBlocked: [{ entity: 'employee', call: 'easybill GET /logins' }],
  // shared/connections/suspend-connection.ts
  credentialsRejected: [
    { vendor: 'easybill', vendorCode: 401 },
    { vendor: 'outsmart', vendorCode: 1004 },
  ],
  // shared/exports/steps, activityOf
  exportCreated: [MADE],
  exportFinished: [{ ...MADE, documentNumber: 'RE-2026-0412' }],
  exportHandled: [MADE],
  exportDiffersAtEasybill: [
    { ...MADE, expectedCents: 11_900, expectedNetCents: 10_000, foundCents: 123_450, foundNetCents: 103_739 },
  ],
  exportEditedAtEasybill: [MADE],
  exportOrderReopened: [MADE],
  exportOrderChanged: [MADE],
  exportFoundAgain: [MADE],
  exportHandledChanged: [MADE],
  exportDocumentGone: [MADE],
  exportOrphanKept: [{ ...MADE, orphanId: 7_301_443 }],
  exportDuplicate: [{ ...ORDER, documents: 'RE-2026-0412, RE-2026-0413' }],
  exportNotComplete: [ORDER],
  exportArchived: [ORDER],
  exportOtherWorkStatus: [ORDER],
  exportNotFinished: [ORDER],
  exportTooOld: [ORDER],
  exportOrderGone: [{ workOrder: '4711' }],
  // shared/exports/ledger/refusal.ts, shared/exports/worker/handle-export-failure.ts
  exportRejected: [
    { ...ORDER, call: 'POST /documents', ...REFUSED },
    { ...ORDER, call: 'POST /customers', vendorCode: 400, fields: '' },
  ],
  exportFinishRejected: [{ ...MADE, call: 'PUT /documents/{id}/done', vendorCode: 200, fields: '' }],
  exportOrderRejected: [{ ...ORDER, call: 'GET /GetWorkorder', vendorCode: 1400, fields: '' }],
  exportOrderUnreadable: [ORDER, { workOrder: '4711' }],
  exportDenied: [
    { ...ORDER, call: 'POST /documents' },
    { ...MADE, call: 'PUT /documents/{id}/done' },
  ],
  exportWaitingLong: [ORDER],
  exportWaitingGivenUp: [ORDER],
  // shared/exports/trigger
  exportPollRejected: [{ call: 'GET /GetWorkorders', vendorCode: 1400, fields: '' }],
  exportPollUnreadable: [{ call: 'GET /GetWorkorders' }],
  exportPollUnanswered: [{ call: 'GET /GetWorkorders' }],
  exportHasInvoice: [MADE],
  // shared/exports/invoice/invoice-builder.ts
  recordUnknown: [{ entity: 'customer', easybillId: 55_012 }],
  exportCustomerMade: [{ ...ORDER, ...CUSTOMER }],
  exportProductMade: [{ ...ORDER, entity: 'product', easybillId: 77_001, outsmartKey: 'A-1' }],
  exportPaymentMethod: [{ ...ORDER, name: 'contant voldaan' }],
  exportWorkType: [{ ...ORDER, name: 'Garantie' }],
  exportCustomerWithdrawn: [ORDER],
  exportCustomerToMake: [ORDER],
  exportProductToMake: [{ ...ORDER, article: 'A-1' }],
  // shared/invoices/days, shared/invoices/checks, shared/exports/invoice
  invoiceDateMissing: [{ ...ORDER, row: 1 }, ORDER],
  invoicePeriodWithoutDate: [{ ...ORDER, row: 2 }],
  invoiceDateFuture: [{ ...ORDER, day: '2027-01-15' }],
  invoiceSpanTooLong: [{ ...ORDER, from: '2025-01-15', to: '2026-11-20' }],
  invoiceServedOnCompletion: [{ ...ORDER, day: '2026-11-20', planned: '2026-11-10' }],
  invoiceDateNotAsChosen: [{ ...ORDER, chosen: '2026-01-10', day: '2026-11-20' }],
  invoiceCustomerAmbiguous: [{ ...ORDER, first: 5_000_001, second: 5_000_002 }],
  invoiceCustomerArchived: [ORDER],
  invoiceCountryUnknown: [ORDER],
  invoiceVatIdMissing: [ORDER],
  invoiceForeignAtHome: [ORDER],
  invoiceForeignAtHomeStopped: [ORDER],
  invoiceSmallBusinessAbroad: [ORDER],
  invoiceDueBeforeDiscount: [{ ...ORDER, days: 7, discountDays: 14 }],
  invoiceArticleAmbiguous: [{ ...ORDER, article: 'A-1', first: 5_000_001, second: 5_000_002 }],
  invoiceArticleArchived: [{ ...ORDER, article: 'A-1' }],
  invoiceTotalZero: [ORDER],
  invoicePaymentMethod: [{ ...ORDER, name: 'pin betaling' }],
  invoiceWorkType: [{ ...ORDER, name: 'Garantie' }],
  invoiceNotFinished: [ORDER],
  invoiceHoursFree: [{ ...ORDER, row: 2, article: 'STD-1' }],
  invoiceTravelFree: [{ ...ORDER, article: 'FAHRT' }],
  invoiceMinimumHours: [{ ...ORDER, hours: '2', missing: '0.5' }],
  invoiceRoundingAmount: [{ ...ORDER, minutes: '15' }],
  invoiceMaterialForNothing: [MATERIAL],
  // shared/invoices/lines/material-lines.ts
  invoiceMaterialQuantityMissing: [MATERIAL, { ...MATERIAL, material: '' }],
  invoiceMaterialQuantityZero: [MATERIAL],
  invoiceMaterialPriceMissing: [MATERIAL],
  invoiceMaterialWithoutName: [{ ...MATERIAL, material: '' }],
  invoiceMaterialUnreadable: [
    { ...MATERIAL, field: 'MaterialNr' },
    { ...MATERIAL, field: 'MaterialPrice' },
    { ...MATERIAL, field: 'MaterialTotalPrice' },
    { ...MATERIAL, field: 'MaterialDiscountPercentage' },
  ],
  invoiceMaterialUnknown: [MATERIAL],
  invoiceMaterialPriceDiffers: [PRICED],
  invoiceMaterialFree: [{ ...PRICED, total: '0.00' }],
  invoiceDiscountUnclear: [PRICED],
  // shared/invoices/lines/hour-lines.ts, travel-line.ts
  invoiceHourTypeMissing: [{ ...PERIOD, hourType: '' }],
  invoiceHourTypeUnknown: [PERIOD],
  invoiceFallbackUnknown: [
    { ...PERIOD, article: 'STD' },
    { ...PERIOD, hourType: '', article: 'STD' },
  ],
  invoiceHoursZero: [PERIOD],
  invoiceHoursUnreadable: [PERIOD, { ...PERIOD, hourType: '' }],
  invoiceTravelUnknown: [{ ...ORDER, article: 'FAHRT' }],
  invoiceTravelUnreadable: [{ ...ORDER, row: 2 }],
  invoiceArticleUnusable: [{ ...ORDER, row: 2, article: 'A-1' }],
  invoiceNumberTooFine: [{ ...ORDER, row: 2, article: 'A-1' }, { ...MATERIAL, article: '' }, ORDER],
  // shared/invoices/work-order-to-invoice.ts, work-days.ts
  invoiceNoCustomerNumber: [{ workOrder: 'WO-2026-1001' }],
  invoiceCustomerUnknown: [ORDER],
  invoiceTaxOptionUnknown: [ORDER],
  invoiceEmpty: [ORDER],
  invoiceDateUnreadable: [
    { ...ORDER, row: '2' },
    { ...ORDER, row: '' },
  ],
  invoiceTotalNegative: [{ ...ORDER, cents: -125_050 }],
};
