import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EasybillPosition } from '../../../shared/easybill/index.ts';
import { positionToHourType } from '../../../shared/hour-types/position-to-hour-type.ts';
import { outsmartHourTypeSchema } from '../../../shared/outsmart/index.ts';
import { anyPosition, position } from '../../support/positions.ts';

const hour: Partial<EasybillPosition> = {
  number: 'STD-MON',
  description: 'Monteurstunde\nWerktags 7 bis 17 Uhr',
  type: 'SERVICE',
  unit: 'Std.',
  sale_price: 6850,
};
const map = (changes: Partial<EasybillPosition> = {}) =>
  positionToHourType(position({ ...hour, ...changes }));

describe('positionToHourType', () => {
  it('maps a position to exactly the fields the connector owns', () => {
    expect(map({ cost_price: 4275 })).toStrictEqual({
      outcome: 'mapped',
      key: 'STD-MON',
      record: {
        code: 'STD-MON',
        name: 'Monteurstunde',
        sale_price: '68.50',
        sale_booking: 1,
        cost_price: '42.75',
        cost_booking: 1,
        active: 1,
      },
    });
  });

  it.each([
    ['no cost price', { cost_price: undefined }, { cost_price: '0.00', cost_booking: 0, sale_booking: 1 }],
    ['a cost price of 0', { cost_price: 0 }, { cost_price: '0.00', cost_booking: 0 }],
    ['a price of 0', { sale_price: 0 }, { sale_price: '0.00', sale_booking: 0 }],
    ['a fraction of a cent', { sale_price: 0.5 }, { sale_price: '0.005', sale_booking: 1 }],
    ['a gross price', { sale_price: 11_900, price_type: 'BRUTTO' }, { sale_price: '100.00' }],
  ] as const)('books by what has a price: %s', (_what, changes, expected) => {
    expect(map(changes)).toMatchObject({ record: expected });
  });

  it.each([
    ['  \r\n\u200b\nMeisterstunde  \r\nab 17 Uhr', 'Meisterstunde'],
    ['Nacht\u2028Zuschlag', 'Nacht'],
    [`${'n'.repeat(254)}🔧 mehr`, 'n'.repeat(254)],
  ])('is named by the first line of %j', (description, name) => {
    expect(map({ description })).toMatchObject({ record: { name } });
  });

  it.each([
    ['archived', { archived: true }, 'archived', 'STD-MON'],
    ['without a number', { number: undefined }, 'noNumber', undefined],
    ['with a number work periods cannot hold', { number: 'x'.repeat(56) }, 'numberTooLong', undefined],
    ['without a description', { description: '\n' }, 'noDescription', 'STD-MON'],
  ] as const)('skips a position %s', (_what, changes, reason, key) => {
    expect(map(changes)).toMatchObject({ outcome: 'skipped', reason, key });
  });

  it('takes a code of 55 characters', () => {
    expect(map({ number: 'x'.repeat(55) })).toMatchObject({ key: 'x'.repeat(55) });
  });

  it('gives either what OutSmart takes, or a reason, for any position', () => {
    fc.assert(
      fc.property(anyPosition(), (any) => {
        const mapped = positionToHourType(any);

        if (mapped.outcome !== 'mapped') return mapped.outcome === 'skipped' && mapped.fields.length > 0;
        const { code, name, sale_price, cost_price } = outsmartHourTypeSchema.strict().parse(mapped.record);
        expect(mapped.key).toBe(code);
        expect(code.length).toBeLessThanOrEqual(55);
        expect(name).toMatch(/^(?!\s)[^\p{Cc}]{1,255}(?<!\s)$/u);
        expect(name.isWellFormed()).toBe(true);
        expect([sale_price, cost_price].filter((price) => !/^-?\d+\.\d{2,4}$/.test(price))).toEqual([]);
        return true;
      }),
      { numRuns: 300 },
    );
  });
});
