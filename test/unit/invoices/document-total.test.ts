import { describe, expect, it } from '@jest/globals';
import type { NewDocumentItem, NewDocumentPosition } from '../../../shared/easybill/index.ts';
import { documentTotal } from '../../../shared/invoices/document-total.ts';

const line = (changes: Partial<NewDocumentPosition>): NewDocumentPosition => ({
  type: 'POSITION',
  description: 'Filter',
  quantity: 1,
  single_price_net: 100,
  vat_percent: 19,
  ...changes,
});

describe('documentTotal', () => {
  it('agrees with the recorded document: lines keep their fractions, the document is rounded', () => {
    expect(documentTotal([line({ quantity: 23, single_price_net: 123 })])).toEqual({
      netCents: 2829,
      grossCents: 3367,
      lines: [{ net: '2829', gross: '3366.51' }],
    });
  });

  it('rounds the sum and not each line', () => {
    // 3 × 0.595 = 1.785 cents; rounded one by one it would be 3.
    const items = [1, 2, 3].map(() => line({ single_price_net: 0.5 }));

    expect(documentTotal(items)).toMatchObject({ netCents: 2, grossCents: 2 });
  });

  it.each([
    ['up from a half', line({ single_price_net: 150, vat_percent: 7, quantity: 1 }), 161],
    ['down from just below', line({ single_price_net: 160.4, vat_percent: 0 }), 160],
    ['away from zero when negative', line({ single_price_net: -150, vat_percent: 7 }), -161],
    [
      'without the error of binary fractions',
      line({ single_price_net: 1.005, quantity: 100, vat_percent: 0 }),
      101,
    ],
    ['with a quantity below zero', line({ quantity: -2, single_price_net: 1450 }), -3451],
    ['with a discount', line({ single_price_net: 2000, discount: 12.5, discount_type: 'PERCENT' }), 2083],
    ['with several decimals', line({ quantity: 1.33, single_price_net: 6543.21, vat_percent: 19 }), 10356],
  ])('rounds %s', (_what, item, expected) => {
    expect(documentTotal([item]).grossCents).toBe(expected);
  });

  it('adds lines of different rates, and nothing for texts', () => {
    const items: NewDocumentItem[] = [
      { type: 'TEXT', description: 'Heizung gewartet' },
      line({ single_price_net: 1000, vat_percent: 19 }),
      line({ single_price_net: 1000, vat_percent: 7 }),
      line({ single_price_net: 1000, vat_percent: 0 }),
    ];

    expect(documentTotal(items)).toMatchObject({ netCents: 3000, grossCents: 3260 });
    expect(documentTotal(items).lines[0]).toEqual({ net: '0', gross: '0' });
  });

  it('is nothing for no lines', () => {
    expect(documentTotal([])).toEqual({ netCents: 0, grossCents: 0, lines: [] });
  });
});
