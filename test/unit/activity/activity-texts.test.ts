import { describe, expect, it } from '@jest/globals';
import { LEVEL_OF, type ActivityCode } from '../../../shared/activity/activity-codes.ts';
import { ACTIVITY_TEXTS, renderActivity } from '../../../shared/activity/activity-texts.ts';
import { entryWord } from '../../../shared/activity/render/entry-words.ts';
import { parameterKind } from '../../../shared/activity/render/parameter-kinds.ts';
import type { Language } from '../../../shared/activity/texts/wording.ts';
import { SAMPLES } from './activity-samples.ts';

const codes = Object.keys(LEVEL_OF) as ActivityCode[];
const languages: Language[] = ['de', 'en'];

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

  it.each(codes)('uses only facts that are given where %s is written, and knows what they mean', (code) => {
    const given = SAMPLES[code].flatMap((sample) => Object.keys(sample));
    for (const language of languages) {
      const parameters = placeholders(code, language).filter((name) => !entryWord(name));
      expect(given).toEqual(expect.arrayContaining(parameters));
      expect(parameters.filter((name) => parameterKind(name) === undefined)).toEqual([]);
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
    const values = { entity: 'customer', outsmartKey: 'K-17', otherEasybillId: 4, easybillId: 5 };

    expect(renderActivity('skippedDuplicateNumber', values, 'de')).toEqual({
      text: 'Kunde K-17 wurde nicht übernommen (easybill-ID 5): Dieselbe Nummer hat in easybill schon ein anderer Eintrag (easybill-ID 4).',
      remedy: 'Geben Sie einem der beiden Einträge in easybill eine andere Nummer.',
    });
    expect(renderActivity('skippedDuplicateNumber', values, 'en').text).toBe(
      'Customer K-17 was not taken over (easybill ID 5): another record at easybill has the same number (easybill ID 4).',
    );
  });

  it('shows a zero', () => {
    expect(renderActivity('runBraked', { candidates: 0, known: 0 }, 'en').text).toContain('0 of 0 records');
  });

  it.each([
    ['missing', {}],
    ['undefined', { workOrder: undefined, easybillId: undefined }],
    ['empty', { workOrder: '', easybillId: '' }],
  ])('shows a dash for what is %s', (_, values) => {
    expect(renderActivity('exportOrderGone', values, 'en').text).toBe(
      'Work order – does not exist in OutSmart (any more).',
    );
  });

  it('leaves out of parentheses what is not known, and the parentheses where nothing is', () => {
    const order = { workOrder: 'WO-7', vendorCode: 400 };

    expect(renderActivity('exportOrderRejected', { ...order, fields: '' }, 'de').text).toBe(
      'OutSmart hat den Zugriff auf Auftrag WO-7 abgelehnt (Fehlercode 400).',
    );
    expect(renderActivity('exportOrderRejected', { ...order, customerNumber: '10001' }, 'de').text).toBe(
      'OutSmart hat den Zugriff auf Auftrag WO-7 (Kunde 10001) abgelehnt (Fehlercode 400).',
    );
    expect(renderActivity('invoiceNumberTooFine', { workOrder: 'WO-7', article: 'A' }, 'de').text).toContain(
      'kann (Artikel A).',
    );
  });

  it('takes a value as it is, whatever it looks like', () => {
    const values = { entity: 'product', outsmartKey: '{plan}$&$1 (2)' };

    expect(renderActivity('recordCreated', values, 'en').text).toBe(
      'Article {plan}$&$1 (2) was created in OutSmart.',
    );
    expect(
      renderActivity('exportOrderRejected', { workOrder: '$&', customerNumber: '($1)' }, 'en').text,
    ).toBe('For work order $& (customer ($1)), OutSmart refused access.');
  });

  it.each(codes)('leaves no placeholder open in %s', (code) => {
    for (const language of languages) {
      expect(JSON.stringify(renderActivity(code, {}, language))).not.toMatch(/[{]\w+[}]/);
    }
  });
});
