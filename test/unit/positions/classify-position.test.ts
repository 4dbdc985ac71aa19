import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { importSettingsSchema } from '../../../shared/connections/import-settings.ts';
import { classifyPosition, type HourTypeRule } from '../../../shared/positions/classify-position.ts';

const defaultRule = importSettingsSchema.parse({}).hourTypes.rule;
const rule = (changes: Partial<HourTypeRule>): HourTypeRule => ({ ...defaultRule, ...changes });

describe('classifyPosition', () => {
  it.each([
    [{ type: 'SERVICE', unit: 'Std.' }, 'hourType'],
    [{ type: 'SERVICE', unit: ' STUNDEN ' }, 'hourType'],
    [{ type: 'SERVICE', unit: 'H' }, 'hourType'],
    [{ type: 'SERVICE', unit: 'Pauschale' }, 'product'],
    [{ type: 'SERVICE' }, 'product'],
    [{ type: 'PRODUCT', unit: 'Std.' }, 'product'],
    [{ type: 'TEXT', unit: 'Std.' }, undefined],
  ] as const)('takes %j for %s unless told otherwise', (position, side) => {
    expect(classifyPosition(position, defaultRule)).toBe(side);
  });

  it.each([
    ['no types match all', { types: [] }, { type: 'PRODUCT', unit: 'h' }, 'hourType'],
    ['no units match all', { units: [] }, { type: 'SERVICE' }, 'hourType'],
    ['both must match', { types: ['PRODUCT'] }, { type: 'SERVICE', unit: 'h' }, 'product'],
    ['a group is enough', { groupIds: [7] }, { type: 'PRODUCT', unit: 'Stk', group_id: 7 }, 'hourType'],
    ['another group is not', { groupIds: [7] }, { type: 'PRODUCT', unit: 'Stk', group_id: 8 }, 'product'],
    ['no group is not', { groupIds: [7] }, { type: 'PRODUCT', unit: 'Stk' }, 'product'],
    [
      'a text stays a text',
      { types: [], units: [], groupIds: [7] },
      { type: 'TEXT', group_id: 7 },
      undefined,
    ],
  ] as const)('follows the rule: %s', (_what, changes, position, side) => {
    expect(classifyPosition(position, rule(changes))).toBe(side);
  });

  it('gives every position but a text exactly one side, whatever the case and blanks of its unit', () => {
    const unit = fc.option(fc.constantFrom('h', 'Std', 'Stk', 'Tag'), { nil: undefined });
    fc.assert(
      fc.property(
        fc.record({
          types: fc.subarray(['PRODUCT', 'SERVICE'] as const),
          units: fc.subarray(['h', 'Std', 'Tag']),
          groupIds: fc.subarray([1, 2]),
        }),
        fc.constantFrom('PRODUCT', 'SERVICE'),
        unit,
        fc.option(fc.constantFrom(1, 2, 3), { nil: undefined }),
        (anyRule, type, written, group_id) => {
          const side = classifyPosition({ type, unit: written, group_id }, anyRule);
          const shouted = written && ` ${written.toUpperCase()} `;

          expect(['product', 'hourType']).toContain(side);
          expect(classifyPosition({ type, unit: shouted, group_id }, anyRule)).toBe(side);
        },
      ),
    );
  });
});
