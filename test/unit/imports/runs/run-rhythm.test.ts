import { describe, expect, it } from '@jest/globals';
import { isNightly, isRoundDue } from '../../../../shared/imports/runs/run-rhythm.ts';

describe('when lanes are read again', () => {
  it('is at night, but for contact persons', () => {
    const lanes = ['customer', 'category', 'employee', 'product', 'contact'] as const;
    expect(lanes.filter((lane) => !isNightly(lane))).toEqual(['contact']);
  });

  it('is a day after the last round of contact persons began', () => {
    const start = Date.parse('2026-03-01T12:00:00Z');
    expect(isRoundDue(start, start + 86_400_000 - 1)).toBe(false);
    expect(isRoundDue(start, start + 86_400_000)).toBe(true);
    expect(isRoundDue(0, start)).toBe(true);
  });
});
