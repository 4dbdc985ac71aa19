import { describe, expect, it } from '@jest/globals';
import { Big } from 'big.js';
import * as fc from 'fast-check';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { positionToHourType } from '../../../shared/positions/position-to-hour-type.ts';
import { netPrice } from '../../../shared/outsmart/decimal-price.ts';
import { positionToMaterial } from '../../../shared/positions/position-to-material.ts';
import { anyText } from '../../support/any-text.ts';
import { position } from './positions.ts';

const usual = settingsSchema.parse({}).imports.products;
const mapped = (changes = {}, settings = {}) =>
  positionToMaterial(position(changes), { ...usual, ...settings });
const record = (changes = {}, settings = {}) => {
  const result = mapped(changes, settings);
  if (result.outcome !== 'mapped') throw new Error(`not mapped: ${JSON.stringify(result)}`);
  return result.record;
};

describe('a price', () => {
  it.each([
    ['1450', false, '19', '14.50'],
    ['0', false, '19', '0.00'],
    ['123.5', false, '19', '1.235'],
    ['0.005', false, '19', '0.0001'],
    ['0.004', false, '19', '0.00'],
    ['-250', false, '19', '-2.50'],
    ['11900', true, '19', '100.00'],
    ['10000', true, '19', '84.0336'],
    ['10700', true, '7', '100.00'],
    ['1000', true, '0', '10.00'],
    ['999999999999', false, '19', '9999999999.99'],
    ['1e3', false, '19', '10.00'],
  ])('of %s cents (gross: %p, VAT %s) is net %s', (cents, isGross, vatPercent, expected) => {
    expect(netPrice({ cents, isGross, vatPercent })).toBe(expected);
  });

  it('is never more than half of the last place away from the exact one', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }),
        fc.integer({ min: 0, max: 4 }),
        fc.boolean(),
        fc.constantFrom('0', '7', '7.7', '19', '20', '25.5'),
        (digits, places, isGross, vatPercent) => {
          const cents = new Big(String(digits)).div(new Big(10).pow(places));
          const price = netPrice({ cents: cents.toFixed(), isGross, vatPercent });
          expect(price).toMatch(/^-?\d+\.\d{2,4}$/);
          // Multiplied instead of divided, so that nothing here is rounded.
          const share = isGross ? new Big(vatPercent).plus(100) : new Big(100);
          const difference = new Big(price).times(share).minus(cents).abs();
          expect(difference.lte(new Big('0.00005').times(share))).toBe(true);
        },
      ),
    );
  });
});

describe('a material', () => {
  it('has the number, the text, the net price and the unit of the position', () => {
    expect(mapped()).toEqual({
      outcome: 'mapped',
      key: 'A-100',
      record: { code: 'A-100', description: 'Filter', price: '14.50', unit: 'Stk' },
    });
  });

  it('has the unit of the settings when the position has none', () => {
    expect(record({ unit: null }).unit).toBe('Stk');
    expect(record({ unit: '  ' }, { defaultUnit: 'Pauschal' }).unit).toBe('Pauschal');
  });

  it('has VAT and account in its free fields only if wanted', () => {
    const changes = { vat_percent: 7, export_identifier: '8400' };
    expect(record(changes)).not.toHaveProperty('freefield1');
    expect(record(changes, { accountingToFreeFields: true })).toMatchObject({
      freefield1: '7',
      freefield2: '8400',
    });
  });

  it.each([
    ['archived', { archived: true }, {}],
    ['outsideGroups', { group_id: 3 }, { groupIds: [4] }],
    ['outsideGroups', { group_id: null }, { groupIds: [4] }],
    ['noNumber', { number: ' ' }, {}],
    ['numberTooLong', { number: 'x'.repeat(256) }, {}],
    ['numberUnreadable', { number: 'A\n1' }, {}],
    ['noName', { description: '' }, {}],
  ])('is not made of a position that is left out: %s', (reason, changes, settings) => {
    expect(mapped(changes, settings)).toMatchObject({ outcome: 'skipped', reason });
  });

  it('keeps commas, markup, emoji and line breaks, and fits in 64 kB', () => {
    expect(record({ number: 'A,1;2', description: '<b>Öl</b> & 🔧\r\nZeile 2' })).toMatchObject({
      code: 'A,1;2',
      description: '<b>Öl</b> & 🔧\nZeile 2',
    });
    const long = record({ description: '🔧'.repeat(40_000) }).description;
    expect(Buffer.byteLength(long)).toBeLessThanOrEqual(65_535);
    expect(long.isWellFormed()).toBe(true);
  });

  it('is whole whatever texts the position has', () => {
    fc.assert(
      fc.property(anyText(), anyText(), anyText(), (number, description, unit) => {
        const result = mapped({ number, description, unit });
        if (result.outcome !== 'mapped') return;
        for (const text of [result.record.code, result.record.description, result.record.unit]) {
          expect(text.isWellFormed()).toBe(true);
          expect(text.trim()).not.toBe('');
        }
        expect(result.key).toBe(result.record.code);
      }),
    );
  });
});

describe('an hour type', () => {
  const hours = (changes = {}) =>
    positionToHourType(position({ type: 'SERVICE', unit: 'h', sale_price: 5900, ...changes }));

  it('has the first line as its name and the net rate', () => {
    expect(hours({ description: '\n  Montage \nje Stunde', cost_price: 3150.5 })).toEqual({
      outcome: 'mapped',
      key: 'A-100',
      record: {
        code: 'A-100',
        name: 'Montage',
        cost_booking: 1,
        sale_booking: 1,
        sale_price: '59.00',
        cost_price: '31.505',
        active: 1,
      },
    });
  });

  it('without a price is booked as cost nor as sale', () => {
    expect(hours({ sale_price: 0 })).toMatchObject({
      record: { cost_booking: 0, sale_booking: 0, sale_price: '0.00', cost_price: '0.00' },
    });
  });

  it.each([
    ['archived', { archived: true }],
    ['noNumber', { number: null }],
    ['numberTooLong', { number: 'x'.repeat(56) }],
    ['noName', { description: ' \n ' }],
  ])('is not made of a position that is left out: %s', (reason, changes) => {
    expect(hours(changes)).toMatchObject({ outcome: 'skipped', reason });
    expect(hours({ number: 'x'.repeat(55) })).toMatchObject({ outcome: 'mapped' });
  });
});
