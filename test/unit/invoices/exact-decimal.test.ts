import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import Big from 'big.js';
import { exactNumber, quotient, readDecimal } from '../../../shared/invoices/exact-decimal.ts';

describe('readDecimal', () => {
  it.each([
    ['4,55', '4.55'],
    ['4.55', '4.55'],
    ['-2', '-2'],
    ['+0,5', '0.5'],
    ['007', '7'],
    ['0.00', '0'],
    [',5', '0.5'],
    ['1.250,00', '1250'],
    ['1,250.00', '1250'],
    ["1'250.00", '1250'],
    ['1.250.000', '1250000'],
    ['-1 250,5', '-1250.5'],
    ['4,55 €', '4.55'],
    ['1e3', '1000'],
    ['0.500', '0.5'],
    ['1,234', '1.234'],
    ['29.949999999999999', '29.95'],
    ['14.499999999999998', '14.5'],
    ['0.30000000000000004', '0.3'],
  ])('reads %s', (text, expected) => {
    expect(readDecimal(text)?.toFixed()).toBe(expected);
  });

  it.each([
    '',
    ' ',
    '0x10',
    'NaN',
    '1.234',
    '1.23,4',
    '1,2,3',
    '0.33333333333333331',
    'Infinity',
    '--1',
    '5,',
    '1'.repeat(13),
  ])('refuses %p', (text) => {
    expect(readDecimal(text)).toBeUndefined();
  });
});

describe('exactNumber', () => {
  it.each(['0.1', '14.5', '-1234567890.12345', '999999999999'])('keeps %s', (text) => {
    expect(String(exactNumber(new Big(text)))).toBe(text);
  });

  it.each(['0.1234567890123456789', '9007199254.740993123', '1000000000000', '-1e15'])(
    'refuses %s',
    (text) => {
      expect(exactNumber(new Big(text))).toBeUndefined();
    },
  );

  it('never gives a negative zero', () => {
    expect(Object.is(exactNumber(new Big('-0')), 0)).toBe(true);
  });

  it('gives a number that JSON carries unchanged, or none', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,13}(\.\d{1,8})?$/), (text) => {
        const number = exactNumber(new Big(text));
        return number === undefined || new Big(JSON.stringify(number)).eq(text);
      }),
    );
  });
});

describe('quotient', () => {
  it('has as many digits as a number carries, half up', () => {
    expect(quotient(new Big(1000), new Big(3)).toFixed()).toBe('333.333333333333');
    expect(quotient(new Big(2000), new Big(3)).toFixed()).toBe('666.666666666667');
    expect(quotient(new Big(-2000), new Big(3)).toFixed()).toBe('-666.666666666667');
    expect(exactNumber(quotient(new Big(2000), new Big(3)))).toBe(666.666666666667);
  });
});
