import { expect, it } from '@jest/globals';
import { withOwnPrices } from '../../../../shared/invoices/lines/own-prices.ts';
import { builtInvoice } from '../export-fixtures.ts';

const ARTICLE = { easybillId: 11, number: 'A-100', priceCents: '1000', vatPercent: '19' };
const POSITIONS = new Map([['a-100', ARTICLE]]);
const LINE = {
  type: 'POSITION',
  position_id: 11,
  number: 'A-100',
  description: 'Filter',
  quantity: 1,
  single_price_net: 1000,
  vat_percent: 19,
} as const;

it.each([
  ['equals it', {}, true],
  ['has another price', { single_price_net: 1450 }, false],
  ['has another rate', { vat_percent: 0 }, false],
])('a line of an account whose articles win names its article if it %s', (_, changes, isNamed) => {
  const line = { ...LINE, ...changes };
  const { items } = withOwnPrices(builtInvoice({ items: [line] }).document, POSITIONS);
  expect(items).toEqual([isNamed ? line : { ...line, position_id: undefined }]);
});

it('a gross article is compared by its net price', () => {
  const gross = new Map([['a-100', { ...ARTICLE, priceCents: '1190', isGross: true as const }]]);
  const { document } = builtInvoice({ items: [LINE, { type: 'TEXT', description: 'Wartung' }] });
  expect(withOwnPrices(document, gross)).toEqual(document);
});
