import { describe, expect, it } from '@jest/globals';
import { LEVEL_OF, type ActivityCode } from '../../../shared/activity/activity-codes.ts';
import { ACTIVITY_TEXTS, renderActivity } from '../../../shared/activity/activity-texts.ts';
import type { Language } from '../../../shared/activity/texts/wording.ts';

const codes = Object.keys(LEVEL_OF) as ActivityCode[];
const languages: Language[] = ['de', 'en'];

const EXPORTED = ['workOrder', 'customerNumber', 'documentId'];
const MATERIAL = ['workOrder', 'customerNumber', 'row', 'material'];
const PERIOD = ['workOrder', 'customerNumber', 'row', 'hourType'];

/**
 * What is given where each code is written: parameters, and of the entry's own attributes those that are always set
 * there. A record that easybill returned without a readable id has none.
 */
const GIVEN: Record<ActivityCode, readonly string[]> = {
  // shared/lifecycle/connect.ts
  connectionCreated: ['plan'],
  connectionRevived: ['plan'],
  connectionDisconnected: [],
  credentialsReplaced: [],
  // shared/lifecycle/maintenance/maintain.ts
  credentialsAccepted: [],
  webhookRenewed: [],
  webhookRepaired: [],
  webhookMissedDeliveries: ['status'],
  // shared/lifecycle/maintenance/clean-up.ts
  webhookLeft: [],
  // shared/lifecycle/event-url.ts
  eventUrlShown: [],
  // shared/lifecycle/settings/change-settings.ts, change-connection.ts
  settingsChanged: ['keys'],
  planChanged: ['plan'],
  paused: [],
  resumed: [],
  // shared/imports/runs/start-run.ts
  runStarted: ['trigger'],
  // shared/imports/worker/handle-run.ts
  runCompleted: [
    ...['seen', 'created', 'updated', 'unchanged', 'skipped', 'failed', 'withdrawn'],
    ...['candidates', 'known'],
  ],
  dryRunCompleted: ['seen', 'created', 'updated', 'unchanged', 'skipped', 'withdrawn'],
  runFailed: [],
  runBraked: ['candidates', 'known'],
  listRejected: ['call', 'vendorCode', 'fields'],
  // shared/imports/runs/run-step.ts
  otherEasybillAccount: [],
  // shared/imports/upsert/write-changed.ts
  recordCreated: ['easybillId', 'outsmartKey'],
  recordUpdated: ['easybillId', 'outsmartKey'],
  // shared/imports/upsert/withdraw.ts
  recordWithdrawn: ['easybillId', 'outsmartKey'],
  recordKept: ['easybillId', 'outsmartKey'],
  keyChanged: ['easybillId', 'outsmartKey', 'oldKey'],
  oldKeyKept: ['easybillId', 'outsmartKey', 'oldKey'],
  // shared/imports/upsert/note-problem.ts
  recordHealed: ['easybillId'],
  // shared/imports/worker/handle-record.ts
  recordUnknown: ['easybillId'],
  skippedNoNumber: ['easybillId', 'fields'],
  skippedNoName: ['easybillId', 'fields'],
  skippedMissingAddress: ['easybillId', 'fields'],
  skippedNumberTooLong: ['easybillId', 'fields'],
  skippedNumberUnreadable: ['easybillId', 'fields'],
  recordRejected: ['easybillId', 'call', 'vendorCode', 'fields'],
  // shared/imports/upsert/claim-keys.ts
  skippedDuplicateNumber: ['easybillId', 'outsmartKey', 'otherEasybillId'],
  // shared/imports/runs/read-page.ts, settle-failure.ts
  recordUnreadable: ['easybillId', 'fields'],
  // shared/imports/worker/build-import-services.ts
  rateLimited: ['callsPerMinute'],
  planLooksLikePlus: ['callsPerMinute'],
  // shared/imports/worker/send-again.ts
  waitingLong: [],
  waitingGivenUp: [],
  // shared/exports
  exportCreated: EXPORTED,
  exportFinished: [...EXPORTED, 'documentNumber'],
  exportHandled: EXPORTED,
  exportCustomerMade: ['workOrder', 'customerNumber', 'easybillId', 'outsmartKey'],
  exportProductMade: ['workOrder', 'customerNumber', 'easybillId', 'outsmartKey'],
  exportCustomerToMake: ['workOrder', 'customerNumber'],
  exportHasInvoice: EXPORTED,
  exportProductToMake: ['workOrder', 'customerNumber', 'article'],
  exportNotComplete: ['workOrder', 'customerNumber'],
  exportArchived: ['workOrder', 'customerNumber'],
  exportOtherWorkStatus: ['workOrder', 'customerNumber'],
  exportNotFinished: ['workOrder', 'customerNumber'],
  exportTooOld: ['workOrder', 'customerNumber'],
  exportOrderGone: ['workOrder', 'customerNumber'],
  exportOrderUnreadable: ['workOrder', 'customerNumber'],
  exportOrderChanged: EXPORTED,
  exportFoundAgain: EXPORTED,
  exportHandledChanged: EXPORTED,
  exportRejected: ['workOrder', 'customerNumber', 'call', 'vendorCode', 'fields'],
  exportFinishRejected: [...EXPORTED, 'call', 'vendorCode', 'fields'],
  exportDocumentGone: EXPORTED,
  exportOrphanKept: [...EXPORTED, 'orphanId'],
  exportDuplicate: ['workOrder', 'customerNumber', 'documents'],
  exportDenied: ['workOrder', 'customerNumber', 'call'],
  exportOrderRejected: ['workOrder', 'customerNumber', 'call', 'vendorCode', 'fields'],
  // shared/exports/worker/send-export-again.ts
  exportWaitingLong: ['workOrder', 'customerNumber'],
  exportWaitingGivenUp: ['workOrder', 'customerNumber'],
  // shared/exports/trigger/handle-trigger-failure.ts
  exportPollRejected: ['call', 'vendorCode', 'fields'],
  exportPollUnreadable: ['call'],
  exportPollUnanswered: ['call'],
  // shared/invoices/lines/material-lines.ts
  invoiceMaterialQuantityMissing: MATERIAL,
  invoiceMaterialQuantityZero: MATERIAL,
  invoiceMaterialPriceMissing: MATERIAL,
  invoiceMaterialWithoutName: MATERIAL,
  invoiceMaterialUnreadable: [...MATERIAL, 'field'],
  invoiceMaterialUnknown: MATERIAL,
  invoiceMaterialPriceDiffers: [...MATERIAL, 'quantity', 'price', 'total', 'discount'],
  invoiceMaterialFree: [...MATERIAL, 'quantity', 'price', 'total', 'discount'],
  invoiceDiscountUnclear: [...MATERIAL, 'quantity', 'price', 'total', 'discount'],
  // shared/invoices/lines/hour-lines.ts, travel-line.ts
  invoiceHourTypeMissing: PERIOD,
  invoiceHourTypeUnknown: PERIOD,
  invoiceFallbackUnknown: [...PERIOD, 'article'],
  invoiceHoursZero: PERIOD,
  invoiceHoursUnreadable: PERIOD,
  invoiceTravelUnknown: ['workOrder', 'customerNumber', 'article'],
  invoiceTravelUnreadable: ['workOrder', 'customerNumber', 'row'],
  invoiceArticleUnusable: ['workOrder', 'customerNumber', 'article'],
  invoiceNumberTooFine: ['workOrder', 'customerNumber', 'row', 'article'],
  // shared/invoices/work-order-to-invoice.ts, work-days.ts
  invoiceNoCustomerNumber: ['workOrder', 'customerNumber'],
  invoiceCustomerUnknown: ['workOrder', 'customerNumber'],
  invoiceTaxOptionUnknown: ['workOrder', 'customerNumber'],
  invoiceEmpty: ['workOrder', 'customerNumber'],
  invoiceDateUnreadable: ['workOrder', 'customerNumber', 'row'],
  invoiceTotalNegative: ['workOrder', 'customerNumber', 'cents'],
  // shared/imports/worker/handle-failure.ts
  credentialsRejected: ['vendor', 'vendorCode'],
  entityBlocked: ['call'],
};

function placeholders(code: ActivityCode, language: Language): string[] {
  const { text, remedy = '' } = ACTIVITY_TEXTS[code][language];
  return [...new Set([...`${text} ${remedy}`.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))].sort();
}

describe('ACTIVITY_TEXTS', () => {
  it.each(codes)('tells %s in German and English with the same facts', (code) => {
    const { de, en } = ACTIVITY_TEXTS[code];

    expect(de.text).not.toBe(en.text);
    expect(placeholders(code, 'de')).toEqual(placeholders(code, 'en'));
    expect(de.remedy === undefined).toBe(en.remedy === undefined);
  });

  it.each(codes.filter((code) => LEVEL_OF[code] !== 'info'))('says what to do about %s', (code) => {
    for (const language of languages) {
      expect(ACTIVITY_TEXTS[code][language].remedy).toMatch(/^\p{Lu}.{20,}[.]$/u);
    }
  });

  it.each(codes)('uses only facts that are given where %s is written', (code) => {
    for (const language of languages) {
      expect(GIVEN[code]).toEqual(expect.arrayContaining(placeholders(code, language)));
    }
  });

  it.each(codes)('has no stray braces in %s', (code) => {
    for (const language of languages) {
      const { text, remedy = '' } = ACTIVITY_TEXTS[code][language];

      expect(`${text}${remedy}`.replaceAll(/\{\w+\}/g, '')).not.toMatch(/[{}]/);
    }
  });
});

describe('an entry about a work order', () => {
  const isAboutOrder = (code: ActivityCode): boolean =>
    /^(export|invoice)/.test(code) && !code.startsWith('exportPoll');
  // What does not exist, or names none.
  const without: ActivityCode[] = ['exportOrderGone', 'invoiceNoCustomerNumber'];

  it.each(codes.filter(isAboutOrder))('names it and its customer in what %s says', (code) => {
    for (const language of languages) {
      const { text } = ACTIVITY_TEXTS[code][language];
      expect(text).toContain('{workOrder}');
      expect(text.includes('{customerNumber}')).toBe(!without.includes(code));
    }
  });
});

describe('renderActivity', () => {
  it('fills in what is given, in the language asked for', () => {
    const values = { outsmartKey: 'K-17', otherEasybillId: 4, easybillId: 5 };

    expect(renderActivity('skippedDuplicateNumber', values, 'de')).toEqual({
      text: 'Die Nummer K-17 ist schon durch den easybill-Datensatz 4 belegt; 5 wurde nicht übernommen.',
      remedy: 'Geben Sie einem der beiden Datensätze in easybill eine andere Nummer.',
    });
    expect(renderActivity('skippedDuplicateNumber', values, 'en').text).toBe(
      'Number K-17 already belongs to easybill record 4; 5 was not taken over.',
    );
  });

  it('shows a zero', () => {
    expect(renderActivity('runBraked', { candidates: 0, known: 0 }, 'en').text).toContain('0 of 0 records');
  });

  it.each([
    ['missing', {}],
    ['undefined', { easybillId: undefined, fields: undefined }],
    ['empty', { easybillId: '', fields: '' }],
  ])('shows a dash for what is %s', (_, values) => {
    expect(renderActivity('recordUnreadable', values, 'en').text).toBe(
      'easybill returned record – in an unexpected form (fields: –).',
    );
  });

  it('takes a value as it is, whatever it looks like', () => {
    expect(renderActivity('recordCreated', { outsmartKey: '{plan}$&$1' }, 'en').text).toBe(
      '{plan}$&$1 was created in OutSmart.',
    );
  });

  it.each(codes)('leaves no placeholder open in %s', (code) => {
    for (const language of languages) {
      expect(JSON.stringify(renderActivity(code, {}, language))).not.toMatch(/[{]\w+[}]/);
    }
  });
});
