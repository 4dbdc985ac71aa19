import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { classifyPosition, type HourTypeRule } from '../../../shared/positions/classify-position.ts';
import { position } from './positions.ts';

const usual = settingsSchema.parse({}).imports.hourTypes.rule;
const rule = (changes: Partial<HourTypeRule>): HourTypeRule => ({ ...usual, ...changes });

describe('a position', () => {
  it.each([
    ['a service by the hour', { type: 'SERVICE', unit: 'Stunde' }, usual, 'hourType'],
    ['a service whose unit is written otherwise', { type: 'SERVICE', unit: ' STUNDEN ' }, usual, 'hourType'],
    ['a service by the piece', { type: 'SERVICE', unit: 'Stk' }, usual, 'product'],
    ['a service without a unit', { type: 'SERVICE', unit: '' }, usual, 'product'],
    ['a product by the hour', { type: 'PRODUCT', unit: 'h' }, usual, 'product'],
    ['a position of no type by the hour', { type: null, unit: 'h' }, usual, 'product'],
    ['a position of a type we do not know', { type: 'BUNDLE', unit: 'h' }, usual, 'product'],
    ['any type by the hour, when the rule names none', { unit: 'h' }, rule({ types: [] }), 'hourType'],
    ['a service of any unit, when the rule names none', { type: 'SERVICE' }, rule({ units: [] }), 'hourType'],
    ['one of a chosen group', { group_id: 3 }, rule({ groupIds: [3] }), 'hourType'],
    ['one of another group', { group_id: 4 }, rule({ groupIds: [3] }), 'product'],
    ['a text', { type: 'TEXT', unit: 'h' }, rule({ types: [], groupIds: [3] }), undefined],
  ])('that is %s is on its side', (_, changes, by, side) => {
    expect(classifyPosition(position(changes), by)).toBe(side);
  });

  it('is never on both sides, whatever it and the rule are', () => {
    const anyRule = fc.record({
      types: fc.subarray(['PRODUCT', 'SERVICE'] as const),
      units: fc.subarray(['h', 'Std', 'Stk']),
      groupIds: fc.subarray([1, 2, 3]),
    });
    const anyPosition = fc.record({
      type: fc.constantFrom('PRODUCT', 'SERVICE', 'TEXT', null),
      unit: fc.constantFrom('h', 'std', 'Stk', '', null),
      group_id: fc.constantFrom(1, 2, 3, null),
    });
    fc.assert(
      fc.property(anyPosition, anyRule, (changes, by) => {
        const side = classifyPosition(position(changes), by);
        expect(side === undefined).toBe(changes.type === 'TEXT');
        // The order in which a rule names things says nothing.
        const turned = {
          types: by.types.toReversed(),
          units: by.units.toReversed(),
          groupIds: by.groupIds.toReversed(),
        };
        expect(classifyPosition(position(changes), turned)).toBe(side);
      }),
    );
  });
});
