import { describe, expect, it } from '@jest/globals';
import type { DocumentValues, NewInvoice } from '../../../../shared/easybill/index.ts';
import { differencesOf } from '../../../../shared/exports/steps/compare-document.ts';
import { builtInvoice } from '../export-fixtures.ts';

const DAY = '2026-11-20';
const { document } = builtInvoice({
  service_date: { type: 'SERVICE', date: DAY },
  items: [
    { type: 'TEXT', description: 'Wartung' },
    {
      type: 'POSITION',
      position_id: 11,
      description: 'Filter',
      quantity: 2,
      single_price_net: 1450,
      vat_percent: 19,
    },
    { type: 'POSITION', description: 'Fahrt', quantity: 0.5, single_price_net: 333, vat_percent: 7 },
  ],
});
const TOTAL = { netCents: 3067, grossCents: 3629, lines: [] };
const text = { type: 'TEXT', position_id: undefined };
const filter = { type: 'POSITION', position_id: 11, quantity: 2, single_price_net: 1450, vat_percent: 19 };
const travel = {
  type: 'POSITION',
  position_id: undefined,
  quantity: 0.5,
  single_price_net: 333,
  vat_percent: 7,
};
const ANSWER: DocumentValues = {
  customer_id: 7,
  vat_option: 'NULL',
  document_date: '2026-11-24',
  service_date: { date: undefined, date_from: DAY, date_to: DAY },
  amount: 3629,
  amount_net: 3067,
  items: [text, filter, travel],
};

function differences(answer: Partial<DocumentValues>, sent: Partial<NewInvoice> = {}): string[] {
  return differencesOf({ document: { ...document, ...sent }, total: TOTAL }, { ...ANSWER, ...answer });
}

describe('a document of easybill', () => {
  it('is what was sent, in any of the forms that mean the same', () => {
    expect(differences({})).toEqual([]);
    expect(differences({ vat_option: undefined })).toEqual([]);
    expect(differences({ service_date: { date: DAY, date_from: undefined, date_to: undefined } })).toEqual(
      [],
    );
    // Roundings of easybill: a cent for each line at most.
    expect(differences({ amount: 3632, amount_net: 3064 })).toEqual([]);
    expect(differences({ items: [text, { ...filter, single_price_net: 1450.00001 }, travel] })).toEqual([]);
  });

  it.each<[string, Partial<DocumentValues>, string]>([
    ['another customer', { customer_id: 8 }, 'customer'],
    ['another tax option', { vat_option: 'revc' }, 'vatOption'],
    ['another date', { document_date: '2026-11-25' }, 'documentDate'],
    [
      'another day of work',
      { service_date: { date: '2026-11-24', date_from: undefined, date_to: undefined } },
      'serviceDate',
    ],
    ['the document date as day of work', { service_date: undefined }, 'serviceDate'],
    ['a line less', { items: [text, filter] }, 'lines'],
    ['another quantity', { items: [text, { ...filter, quantity: 3 }, travel] }, 'lines'],
    ['another price', { items: [text, filter, { ...travel, single_price_net: 334 }] }, 'lines'],
    ['the price of the article', { items: [text, { ...filter, single_price_net: 1000 }, travel] }, 'article'],
    ['another rate', { items: [text, { ...filter, vat_percent: 7 }, travel] }, 'article'],
    ['another total', { amount: 3633 }, 'total'],
    ['another net total', { amount_net: 3063 }, 'total'],
    ['no total', { amount: undefined }, 'total'],
    ['no lines', { items: undefined }, 'lines'],
  ])('differs with %s', (_, answer, difference) => {
    expect(differences(answer)).toContain(difference);
  });

  it('differs in its rate where easybill ignores 0 %', () => {
    const items = [
      { type: 'POSITION', description: 'Rohr', quantity: 1, single_price_net: 100, vat_percent: 0 },
    ] as const;
    const answered = [{ ...travel, quantity: 1, single_price_net: 100, vat_percent: 19 }];
    expect(differences({ items: answered }, { items })).toContain('lines');
  });

  it('that says nothing differs in everything', () => {
    expect(differencesOf({ document, total: TOTAL }, undefined)).toEqual(
      expect.arrayContaining(['customer', 'documentDate', 'serviceDate', 'lines', 'total']),
    );
  });
});
