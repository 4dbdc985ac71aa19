import { describe, expect, it } from '@jest/globals';
import { materialLines } from '../../../shared/invoices/lines/material-lines.ts';
import { article, positionsOf, usualRules, workOrder } from './invoice-parts.ts';

const known = positionsOf(article('A-100', { easybillId: 11, vatPercent: '7', unit: 'Pck' }));
const filter = {
  MaterialCode: 'A-100',
  MaterialName: 'Filter',
  MaterialNr: '2',
  MaterialPrice: '14,50',
  MaterialTotalPrice: '29,00',
  MaterialUnit: 'Stk',
};
const lines = (changes: Record<string, unknown>, rules = usualRules) =>
  materialLines(workOrder({ Materials: [{ ...filter, ...changes }] }).Materials, known, rules);
const codes = (changes: Record<string, unknown>) => lines(changes).findings.map(({ code }) => code);

describe('a material', () => {
  it('becomes a line with the price of the work order and the VAT rate of its article', () => {
    expect(lines({})).toMatchObject({
      items: [
        {
          type: 'POSITION',
          position_id: 11,
          number: 'A-100',
          description: 'Filter',
          quantity: 2,
          unit: 'Stk',
          single_price_net: 1450,
          vat_percent: 7,
        },
      ],
      findings: [],
    });
  });

  it.each([
    ['a comma', { MaterialNr: '2,5', MaterialPrice: '14,505', MaterialTotalPrice: '' }, 2.5, 1450.5],
    ['a dot', { MaterialNr: '2.5', MaterialPrice: '14.505', MaterialTotalPrice: '36.26' }, 2.5, 1450.5],
    ['a number', { MaterialNr: 2.5, MaterialPrice: 14.5, MaterialTotalPrice: 36.25 }, 2.5, 1450],
    [
      'what floats cannot hold',
      { MaterialNr: '3', MaterialPrice: '0,29', MaterialTotalPrice: '0,87' },
      3,
      29,
    ],
    ['a return', { MaterialNr: '-2', MaterialTotalPrice: '-29,00' }, -2, 1450],
    ['a credit', { MaterialPrice: '-14,50', MaterialTotalPrice: '-29,00' }, -2, 1450],
    ['thousands', { MaterialPrice: '1.234,50', MaterialTotalPrice: '2.469,00' }, 2, 123450],
  ])('is read with %s', (_what, changes, quantity, price) => {
    expect(lines(changes)).toMatchObject({ items: [{ quantity, single_price_net: price }], findings: [] });
  });

  it('is found whatever the case of its code', () => {
    expect(lines({ MaterialCode: ' a-100' }).items).toMatchObject([{ position_id: 11, number: 'A-100' }]);
  });

  it('with a code that is no article is refused: its VAT rate would be a guess', () => {
    expect(lines({ MaterialCode: 'B-1' })).toEqual({
      labour: [],
      items: [],
      findings: [{ code: 'invoiceMaterialUnknown', params: { row: 1, material: 'B-1' } }],
    });
  });

  it('without a code is a free line, and nothing to tell', () => {
    const { items, findings } = lines({ MaterialCode: '' });

    expect(items).toMatchObject([{ description: 'Filter', vat_percent: 19 }]);
    expect(items[0]).not.toHaveProperty('number');
    expect(findings).toEqual([]);
  });

  it('takes name and unit of the article where it has none itself', () => {
    expect(lines({ MaterialName: '', MaterialUnit: '' }).items).toMatchObject([
      { description: 'Artikel A-100', unit: 'Pck' },
    ]);
  });

  it('keeps line breaks of its name', () => {
    expect(lines({ MaterialName: 'Filter\r\nmit Dichtung <b>' }).items).toMatchObject([
      { description: 'Filter\nmit Dichtung <b>' },
    ]);
  });

  it.each([
    ['the ledger account of the settings', '', undefined, '8400'],
    ['that of its article before', 'A-100', '8300', '8300'],
  ])('is booked on %s', (_what, code, own, expected) => {
    const articles = positionsOf(article('A-100', { bookingAccount: own }));
    const { Materials } = workOrder({ Materials: [{ ...filter, MaterialCode: code }] });

    expect(materialLines(Materials, articles, { ...usualRules, bookingAccount: '8400' }).items).toMatchObject(
      [{ booking_account: expected }],
    );
  });
});

describe('the price of a material', () => {
  const price = (changes: Record<string, unknown>) => lines({ MaterialTotalPrice: '', ...changes });

  it('is that of the total where both differ, and is told', () => {
    const { items, findings } = price({ MaterialNr: '3', MaterialPrice: '4', MaterialTotalPrice: '10,00' });

    expect(items).toMatchObject([{ quantity: 3, single_price_net: 333.333333333333 }]);
    expect(items[0]).not.toHaveProperty('discount');
    expect(findings).toEqual([
      {
        code: 'invoiceMaterialPriceDiffers',
        params: { row: 1, material: 'A-100', quantity: '3', price: '4.00', total: '10.00', discount: '' },
      },
    ]);
  });

  it('is nothing where the total is 0, as for warranty, and that is told', () => {
    const { items, findings } = price({ MaterialNr: '3', MaterialPrice: '4', MaterialTotalPrice: '0,00' });

    expect(items).toMatchObject([{ quantity: 3, single_price_net: 0 }]);
    expect(findings).toMatchObject([
      { code: 'invoiceMaterialFree', params: { quantity: '3', price: '4.00', total: '0.00' } },
    ]);
  });

  it('is nothing untold where a discount of 100 % says the same', () => {
    const all = { MaterialPrice: '4', MaterialTotalPrice: '0', MaterialDiscountPercentage: '100' };
    expect(price(all)).toMatchObject({ items: [{ single_price_net: 400, discount: 100 }], findings: [] });
  });

  it('is not different where only the total is rounded', () => {
    expect(price({ MaterialNr: '3', MaterialPrice: '0,333', MaterialTotalPrice: '1,00' })).toMatchObject({
      items: [{ single_price_net: 33.3 }],
      findings: [],
    });
  });

  it('is that of the total where there is no other', () => {
    expect(price({ MaterialPrice: '', MaterialTotalPrice: '29.00' })).toMatchObject({
      items: [{ single_price_net: 1450 }],
      findings: [],
    });
  });

  it('has the discount taken off where the total says so', () => {
    expect(
      price({ MaterialPrice: '10', MaterialTotalPrice: '18', MaterialDiscountPercentage: '10' }),
    ).toMatchObject({
      items: [{ single_price_net: 1000, discount: 10, discount_type: 'PERCENT' }],
      findings: [],
    });
  });

  it('has no discount taken off twice', () => {
    const { items, findings } = price({
      MaterialPrice: '9',
      MaterialTotalPrice: '18',
      MaterialDiscountPercentage: '10',
    });

    expect(items).toMatchObject([{ single_price_net: 900 }]);
    expect(items[0]).not.toHaveProperty('discount');
    expect(findings).toEqual([]);
  });

  it('is told where nothing says if the discount is in it', () => {
    const { items, findings } = price({ MaterialPrice: '9', MaterialDiscountPercentage: '10' });

    expect(items).toMatchObject([{ single_price_net: 900 }]);
    expect(findings).toMatchObject([{ code: 'invoiceDiscountUnclear', params: { discount: '10' } }]);
  });
});

describe('a material that cannot be billed', () => {
  it.each([
    ['no quantity', { MaterialNr: '' }, ['invoiceMaterialQuantityMissing']],
    ['quantity 0', { MaterialNr: '0,00', MaterialTotalPrice: '0' }, ['invoiceMaterialQuantityZero']],
    ['no price', { MaterialPrice: '', MaterialTotalPrice: '' }, ['invoiceMaterialPriceMissing']],
    ['neither code nor name', { MaterialCode: '', MaterialName: '' }, ['invoiceMaterialWithoutName']],
    ['a quantity in words', { MaterialNr: 'zwei' }, ['invoiceMaterialUnreadable']],
    [
      'thousands or decimals',
      { MaterialPrice: '1.234', MaterialTotalPrice: '' },
      ['invoiceMaterialUnreadable'],
    ],
    ['a total in words', { MaterialTotalPrice: 'n/a' }, ['invoiceMaterialUnreadable']],
    ['a discount above 100', { MaterialDiscountPercentage: '101' }, ['invoiceMaterialUnreadable']],
    ['a discount below 0', { MaterialDiscountPercentage: '-1' }, ['invoiceMaterialUnreadable']],
    [
      'more digits than arrive',
      { MaterialPrice: '123456789012,1234567', MaterialTotalPrice: '' },
      ['invoiceNumberTooFine'],
    ],
  ])('because of %s is left out and told', (_what, changes, expected) => {
    expect(lines(changes).items).toEqual([]);
    expect(codes(changes)).toEqual(expected);
  });

  it('names its row and code', () => {
    const { Materials } = workOrder({ Materials: [filter, { ...filter, MaterialNr: '0' }] });

    expect(materialLines(Materials, known, usualRules).findings).toEqual([
      { code: 'invoiceMaterialQuantityZero', params: { row: 2, material: 'A-100' } },
    ]);
  });

  it.each([{ vatPercent: '119' }, { vatPercent: '-7' }, { vatPercent: '' }, { priceCents: 'NaN' }])(
    'because of its article with %p is told',
    (changes) => {
      const { Materials } = workOrder({ Materials: [filter] });
      const articles = positionsOf(article('A-100', changes));

      expect(materialLines(Materials, articles, usualRules)).toMatchObject({
        items: [],
        findings: [{ code: 'invoiceArticleUnusable', params: { article: 'A-100' } }],
      });
    },
  );
});
