import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EasybillPosition } from '../../../shared/easybill/index.ts';
import {
  positionToMaterial,
  type ProductImportSettings,
} from '../../../shared/products/position-to-material.ts';
import { anyPosition, position } from '../../support/positions.ts';

const defaults: ProductImportSettings = { groupIds: [], defaultUnit: 'Stk', accountingToFreeFields: false };
const map = (changes: Partial<EasybillPosition>, settings: Partial<ProductImportSettings> = {}) =>
  positionToMaterial(position(changes), { ...defaults, ...settings });
const recordOf = (changes: Partial<EasybillPosition>, settings: Partial<ProductImportSettings> = {}) => {
  const mapped = map(changes, settings);
  if (mapped.outcome !== 'mapped') throw new Error(`not mapped: ${mapped.outcome}`);
  return mapped.record;
};

describe('positionToMaterial', () => {
  it('maps a product to exactly the fields the connector owns', () => {
    expect(map({})).toStrictEqual({
      outcome: 'mapped',
      key: 'A-100',
      record: { code: 'A-100', description: 'Filter G 1/2"', price: '14.50', unit: 'Stk' },
    });
  });

  it('sends the net price of a gross one', () => {
    expect(recordOf({ sale_price: 1190, price_type: 'BRUTTO' }).price).toBe('10.00');
    expect(recordOf({ sale_price: 1190, price_type: 'BRUTTO', vat_percent: 7 }).price).toBe('11.1215');
  });

  it.each([
    ['a comma', 'Rohr 4,5 mm'],
    ['an emoji', '🔧 1'],
    ['HTML', '<b>1</b>'],
    ['blanks inside', 'A  100'],
  ])('keeps a number with %s as it is', (_what, number) => {
    expect(recordOf({ number }).code).toBe(number);
  });

  it('keeps lines, emoji and markup of the description', () => {
    expect(recordOf({ description: 'Filter 🔧\r\n<b>groß</b> & stark\n\n- 2 Stück' }).description).toBe(
      'Filter 🔧\n<b>groß</b> & stark\n\n- 2 Stück',
    );
  });

  it('cuts a description of more than 64 kB between characters', () => {
    const { description } = recordOf({ description: `x${'👨‍👩‍👧‍👦'.repeat(4000)}` });

    expect(Buffer.byteLength(description)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(description)).toBeGreaterThan(65_500);
    expect(description).toMatch(/^x(?:👨‍👩‍👧‍👦)+$/u);
  });

  it.each([undefined, ' ', '\u200b'])('takes the unit of the settings for %j', (unit) => {
    expect(recordOf({ unit }, { defaultUnit: 'Pck' }).unit).toBe('Pck');
  });

  it('writes VAT rate and revenue account into the free fields only when told', () => {
    const accounting = { vat_percent: 7.7, export_identifier: '8400' };

    expect(recordOf(accounting)).not.toHaveProperty('freefield1');
    expect(recordOf(accounting, { accountingToFreeFields: true })).toMatchObject({
      freefield1: '7.7',
      freefield2: '8400',
    });
    expect(recordOf({}, { accountingToFreeFields: true })).toMatchObject({
      freefield1: '19',
      freefield2: '',
    });
  });

  it.each([
    ['archived', { archived: true }, 'archived', ['archived'], 'A-100'],
    ['without a number', { number: undefined }, 'noNumber', ['number'], undefined],
    ['with an invisible number', { number: '\u200b' }, 'noNumber', ['number'], undefined],
    ['with a long number', { number: '1'.repeat(256) }, 'numberTooLong', ['number'], undefined],
    ['with a line break in the number', { number: '1\n2' }, 'numberUnreadable', ['number'], undefined],
    ['without a description', { description: undefined }, 'noDescription', ['description'], 'A-100'],
  ] as const)('skips a product %s', (_what, changes, reason, fields, key) => {
    expect(map(changes)).toStrictEqual({ outcome: 'skipped', reason, fields, key });
  });

  it('takes only chosen groups', () => {
    const settings = { groupIds: [7, 8] };

    expect(map({ group_id: 8 }, settings).outcome).toBe('mapped');
    for (const group_id of [9, undefined]) {
      expect(map({ group_id }, settings)).toMatchObject({ reason: 'outsideGroups', key: 'A-100' });
    }
  });
});

describe('positionToMaterial, for any position and settings', () => {
  const anySettings = fc.record(
    {
      groupIds: fc.subarray([1, 2]),
      defaultUnit: fc.constant('Stk'),
      accountingToFreeFields: fc.boolean(),
    },
    { noNullPrototype: true },
  );

  it('gives either what OutSmart takes, or a reason', () => {
    fc.assert(
      fc.property(anyPosition(), anySettings, (any, settings) => {
        const mapped = positionToMaterial(any, settings);

        if (mapped.outcome !== 'mapped') return mapped.outcome === 'skipped' && mapped.fields.length > 0;
        const { code, description, price, unit, ...freeFields } = mapped.record;
        expect(mapped.key).toBe(code);
        expect(price).toMatch(/^-?\d+\.\d{2,4}$/);
        expect([code, description, unit].filter((text) => text.trim() === '')).toStrictEqual([]);
        expect([code, unit, ...Object.values(freeFields)].filter((text) => text.length > 255)).toStrictEqual(
          [],
        );
        expect(Buffer.byteLength(description)).toBeLessThanOrEqual(65_535);
        expect(JSON.stringify(mapped.record).isWellFormed()).toBe(true);
        expect(JSON.stringify(mapped.record)).not.toMatch(/\\ud[89a-f]/);
        return true;
      }),
      { numRuns: 300 },
    );
  });

  it('gives the same for the same, and leaves what it was given alone', () => {
    fc.assert(
      fc.property(anyPosition(), anySettings, (any, settings) => {
        const before = structuredClone({ any, settings });

        expect(positionToMaterial(any, settings)).toStrictEqual(positionToMaterial(any, settings));
        expect({ any, settings }).toStrictEqual(before);
      }),
    );
  });

  it('maps what it wrote to itself again', () => {
    fc.assert(
      fc.property(anyPosition(), (any) => {
        const mapped = positionToMaterial(any, defaults);
        fc.pre(mapped.outcome === 'mapped');
        const { code, description, unit, price } = mapped.record;
        // Exact up to 15 digits: what a price of easybill has.
        fc.pre(price.length <= 15);

        const again = position({ number: code, description, unit, sale_price: Number(`${price}e2`) });

        expect(positionToMaterial(again, defaults)).toStrictEqual(mapped);
      }),
    );
  });
});
