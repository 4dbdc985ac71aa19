import { describe, expect, it } from '@jest/globals';
import { ACTION_TEXTS, REASON_TEXTS, renderReportRow } from '../../../shared/activity/texts/report-texts.ts';
import { previewRowSchema } from '../../../shared/imports/stores/report-store.ts';
import type { SkipReason } from '../../../shared/records/mapped.ts';

const SKIPPED: Record<SkipReason, true> = {
  ...{ archived: true, outsideGroups: true, noSide: true, parentNotImported: true },
  ...{ noNumber: true, noName: true, missingAddress: true, numberTooLong: true, numberUnreadable: true },
};

const customer = { entity: 'customer', easybillId: 5, key: '10001', fields: [] };

describe('a row of the report of a dry run', () => {
  it.each([
    [{ action: 'create' }, 'Kunde 10001 würde in OutSmart neu angelegt.'],
    [
      { action: 'update', fields: ['street', 'postal_code'] },
      'Kunde 10001 würde in OutSmart geändert (betroffen: Straße und Postleitzahl).',
    ],
    [
      { action: 'skip', key: undefined, reason: 'noNumber', fields: ['number'] },
      'Kunde (easybill-ID 5) würde ausgelassen (ohne Nummer in easybill; betroffen: Nummer).',
    ],
    [
      { action: 'withdraw', entity: 'contact', key: '12', reason: 'gone' },
      'Ansprechpartner 12 würde nicht mehr importiert (in easybill nicht mehr vorhanden).',
    ],
  ])('%j is a sentence', (row, german) => {
    expect(renderReportRow({ ...customer, ...row }, 'de')).toBe(german);
  });

  it('is English in English', () => {
    const row = { ...customer, action: 'skip', reason: 'duplicateNumber' };

    expect(renderReportRow(row, 'en')).toBe(
      'Customer 10001 would be left out (another record has the same number already).',
    );
  });

  it('has words for every action and every reason of a record that is left out', () => {
    expect(Object.keys(ACTION_TEXTS).sort()).toEqual([...previewRowSchema.shape.action.options].sort());
    const reasons = ['gone', 'unreadable', 'duplicateNumber', 'switchedOff'];
    expect(Object.keys(REASON_TEXTS).sort()).toEqual([...reasons, ...Object.keys(SKIPPED)].sort());
  });

  it.each(Object.keys(REASON_TEXTS))('says why in both languages for %s', (reason) => {
    for (const language of ['de', 'en'] as const) {
      const text = renderReportRow({ ...customer, action: 'skip', reason }, language);
      expect(text.replace('OutSmart', '')).toMatch(/^[^{}_]*\([^()]+\)[.]$/);
      expect(text.replaceAll('OutSmart', '')).not.toMatch(/\p{Ll}\p{Lu}/u);
    }
  });
});
