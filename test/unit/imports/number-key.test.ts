import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { numberKey } from '../../../shared/imports/number-key.ts';
import { anyText } from '../../support/any-text.ts';

describe('numberKey', () => {
  it.each([
    [' 10042 ', '10042'],
    ['4,5 mm', '4,5 mm'],
    ['A  1', 'A  1'],
    ['<b>🔧</b>', '<b>🔧</b>'],
    ['u\u0308', 'ü'],
  ])('keeps what the user wrote in %j', (number, key) => {
    expect(numberKey(number)).toStrictEqual({ key });
  });

  it.each([
    [undefined, 'noNumber'],
    [' ', 'noNumber'],
    ['\u200b', 'noNumber'],
    ['1'.repeat(256), 'numberTooLong'],
    ['1\n2', 'numberUnreadable'],
    ['1\u20282', 'numberUnreadable'],
    ['1\ud83d', 'numberUnreadable'],
  ])('makes no key of %j: %s', (number, reason) => {
    expect(numberKey(number)).toStrictEqual({ key: undefined, reason });
  });

  it('takes a shorter limit', () => {
    expect(numberKey('12345', 5)).toStrictEqual({ key: '12345' });
    expect(numberKey('123456', 5)).toMatchObject({ reason: 'numberTooLong' });
  });

  it('makes the same key of a key', () => {
    fc.assert(
      fc.property(anyText(), (number) => {
        const { key } = numberKey(number);
        fc.pre(key !== undefined);

        expect(numberKey(key)).toStrictEqual({ key });
      }),
    );
  });
});
