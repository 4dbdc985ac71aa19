import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { documentFields } from '../../../infra/local/vendors/easybill/records/document-record.ts';
import {
  documentAmounts,
  lineTotals,
} from '../../../infra/local/vendors/easybill/records/document-totals.ts';
import { workOrderToInvoice } from '../../../shared/invoices/work-order-to-invoice.ts';
import { outsmartWorkOrderSchema } from '../../../shared/outsmart/index.ts';
import { article, build, built, positionsOf, settingsOf, usualParts } from './invoice-parts.ts';
import { sampled } from '../../support/depth.ts';
import { anyCodePoints } from '../../support/any-text.ts';

/** A decimal of so many digits before and after its comma or dot, as OutSmart may write it. */
const decimal = (before: number, after: number) =>
  fc
    .tuple(
      fc.constantFrom('', '', '', '-'),
      fc.stringMatching(new RegExp(`^\\d{1,${before}}$`)),
      fc.constantFrom(',', '.'),
      fc.stringMatching(new RegExp(`^\\d{0,${after}}$`)),
    )
    .map(([sign, whole, mark, places]) => sign + whole + (places === '' ? '' : mark + places));

const material = fc.record({
  MaterialCode: fc.constantFrom('A-1', 'A-2', 'unbekannt', ''),
  MaterialName: fc.constant('Filter'),
  MaterialNr: decimal(3, 3),
  MaterialPrice: decimal(5, 4),
  MaterialTotalPrice: fc.oneof(fc.constant(''), decimal(6, 2)),
  MaterialDiscountPercentage: fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 100 }).map(String)),
});
const period = fc.record({
  WorkDate: fc.constantFrom('03-02-2026', '04-02-2026', '05-02-2026'),
  TotalTime: fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hours, minutes]) => `${hours}:${String(minutes).padStart(2, '0')}`),
  Travel: fc.oneof(fc.constant(''), fc.integer({ min: 0, max: 500 }).map(String)),
  HourType: fc.constantFrom('H-1', 'H-2'),
  EmployeeNr: fc.constantFrom('12', '13'),
  WorkRemark: fc.string(),
});
const workOrders = fc.record({
  Materials: fc.array(material, { maxLength: 6 }),
  Workperiods: fc.array(period, { maxLength: 6 }),
  WorkDescription: anyCodePoints(),
});
const cents = fc.tuple(fc.nat(99_999), fc.nat(9999)).map(([whole, places]) => `${whole}.${places}`);
const rate = fc.constantFrom('19', '7', '0', '5.5', '16.25');
const parts = fc
  .record({
    rates: fc.array(rate, { minLength: 5, maxLength: 5 }),
    prices: fc.array(cents, { minLength: 5, maxLength: 5 }),
    gross: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
    taxOption: fc.constantFrom(undefined, undefined, 'revc', 'AL'),
    rounding: fc.constantFrom(0, 5, 15, 30),
    grouping: fc.constantFrom('period', 'hourType', 'employeeAndHourType'),
  })
  .map(({ rates, prices, gross, taxOption, rounding, grouping }) => ({
    customer: { easybillId: 7, taxOption },
    positions: positionsOf(
      ...['A-1', 'A-2', 'H-1', 'H-2', 'KM'].map((number, index) =>
        article(number, {
          easybillId: index + 1,
          vatPercent: rates[index]!,
          priceCents: prices[index]!,
          isGross: gross[index] ? true : undefined,
        }),
      ),
    ),
    settings: { hours: { rounding, grouping }, travel: { position: 'KM' }, bookingAccount: '8400' },
  }));

describe('every invoice', () => {
  it('comes to what easybill makes of it, to the cent and line by line', () => {
    let invoices = 0;
    fc.assert(
      fc.property(workOrders, parts, (changes, given) => {
        const result = build(changes, given);
        if (result.outcome === 'refused') return;
        invoices += 1;
        // As it arrives over HTTP.
        const { items } = documentFields.parse(JSON.parse(JSON.stringify(result.invoice)));
        const { amount, amount_net: net } = documentAmounts(items);
        expect({ grossCents: amount, netCents: net }).toEqual({
          grossCents: result.total.grossCents,
          netCents: result.total.netCents,
        });
        items.forEach((item, index) => {
          const shown = lineTotals(item);
          const ours = result.total.lines[index]!;
          expect(Math.abs(Number(ours.net) - shown.total_price_net)).toBeLessThan(1e-6);
          expect(Math.abs(Number(ours.gross) - shown.total_price_gross)).toBeLessThan(1e-6);
        });
      }),
      { numRuns: sampled(1000, 250) },
    );
    expect(invoices).toBeGreaterThan(sampled(100, 25));
  });

  it('says the VAT rate of every line that counts', () => {
    fc.assert(
      fc.property(workOrders, parts, (changes, given) => {
        const result = build(changes, given);
        const items = result.outcome === 'built' ? result.invoice.items : [];
        const isNone = given.customer.taxOption !== undefined;
        const rates = items
          .filter(({ type }) => type === 'POSITION')
          .map((item) => Reflect.get(item, 'vat_percent'));
        expect(rates.filter((percent) => typeof percent !== 'number' || (isNone && percent !== 0))).toEqual(
          [],
        );
      }),
    );
  });

  it('bills each material at its total where that is stated', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999 }),
        fc.integer({ min: 0, max: 9_999_999 }),
        (quantity, total) => {
          const euros = (total / 100).toFixed(2);
          const { total: sum } = built({
            Workperiods: [],
            Materials: [
              {
                MaterialName: 'x',
                MaterialNr: String(quantity),
                MaterialPrice: '1',
                MaterialTotalPrice: euros,
              },
            ],
          });

          expect(sum.netCents).toBe(total);
        },
      ),
    );
  });

  it('is made or refused of anything OutSmart could hold, and never fails', () => {
    const anything = fc.record({
      id: fc.nat().map(String),
      status: fc.constant('Compleet'),
      CustomerDebtorNr: fc.string(),
      WorkDate: fc.string(),
      WorkDescription: anyCodePoints(),
      Materials: fc.array(
        fc.dictionary(
          fc.constantFrom(
            'MaterialCode',
            'MaterialName',
            'MaterialNr',
            'MaterialPrice',
            'MaterialTotalPrice',
            'MaterialDiscountPercentage',
          ),
          fc.oneof(fc.string(), fc.double(), fc.constant(null)),
        ),
      ),
      Workperiods: fc.array(
        fc.dictionary(
          fc.constantFrom('WorkDate', 'TotalTime', 'Travel', 'HourType'),
          fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
        ),
      ),
    });
    fc.assert(
      fc.property(anything, parts, (record, given) => {
        const order = outsmartWorkOrderSchema.safeParse(record);
        if (!order.success) return;
        const result = workOrderToInvoice(order.data, {
          ...usualParts,
          ...given,
          settings: settingsOf(given.settings),
          externalId: 'os-a-1-1',
          documentDate: '2026-11-20',
        });
        expect(result.outcome === 'built' || result.problems.length > 0).toBe(true);
      }),
      { numRuns: sampled(1000, 250) },
    );
  });
});
