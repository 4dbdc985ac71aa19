import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { positionGroupToCategory } from '../../../shared/categories/position-group-to-category.ts';
import { anyText } from '../../support/any-text.ts';

describe('positionGroupToCategory', () => {
  it('maps a group to exactly the fields the connector owns', () => {
    expect(
      positionGroupToCategory({ id: 7, number: ' 001 ', name: 'Heizung <b>&</b> 🔥\nSanitär' }),
    ).toStrictEqual({
      outcome: 'mapped',
      key: '001',
      record: { cat_code: '001', cat_name: 'Heizung <b>&</b> 🔥 Sanitär', cat_display: 1 },
    });
  });

  it.each([undefined, '\u200b'])('names a group with the name %j by its number', (name) => {
    expect(positionGroupToCategory({ id: 7, number: '001', name })).toMatchObject({
      record: { cat_name: '001' },
    });
  });

  it.each([
    [undefined, 'noNumber'],
    ['0'.repeat(256), 'numberTooLong'],
    ['0\t1', 'numberUnreadable'],
  ])('skips a group with the number %j', (number, reason) => {
    expect(positionGroupToCategory({ id: 7, number, name: 'Heizung' })).toStrictEqual({
      outcome: 'skipped',
      reason,
      fields: ['number'],
      key: undefined,
    });
  });

  it('gives either what OutSmart takes, or a reason, for any texts', () => {
    fc.assert(
      fc.property(anyText(), anyText(), (number, name) => {
        const mapped = positionGroupToCategory({ id: 7, number, name });

        if (mapped.outcome !== 'mapped') return mapped.outcome === 'skipped';
        const texts = [mapped.record.cat_code, mapped.record.cat_name];
        return texts.every((text) => text.trim() !== '' && text.length <= 255 && text.isWellFormed());
      }),
    );
  });
});
