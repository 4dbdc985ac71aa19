import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  LINE_LIMIT,
  oneLine,
  storedLine,
  storedText,
  TEXT_LIMIT_BYTES,
} from '../../../shared/outsmart/field-text.ts';
import { anyText } from '../../support/any-text.ts';

const FAMILY = '👨‍👩‍👧‍👦';
const filled = (length: number, end: string) => `${'x'.repeat(length)}${end}`;

describe('oneLine', () => {
  it.each([
    ['  Müller \t &\r\n Söhne\u0000GmbH ', 'Müller & Söhne GmbH'],
    ['Ju\u0308rgen', 'Jürgen'],
    ['A\u00a0B\u2028C', 'A B C'],
    [`Bäckerei ${FAMILY} 🥨`, `Bäckerei ${FAMILY} 🥨`],
    ['<b>Bau</b> &amp; <br> "Söhne"', '<b>Bau</b> &amp; <br> "Söhne"'],
    ['\ud83dX', '\ufffdX'],
    ['\u200b\u2060', ''],
    [undefined, ''],
  ])('cleans %j to %j', (text, expected) => {
    expect(oneLine(text)).toBe(expected);
  });
});

describe('storedLine', () => {
  it.each([
    ['a line that just fits', filled(255, ''), filled(255, '')],
    ['plain letters', filled(256, ''), filled(255, '')],
    ['a pair across the limit', filled(254, '🥨 und mehr'), filled(254, '')],
    ['an emoji that just fits', filled(253, '🥨 und mehr'), filled(253, '🥨')],
    ['a family of emoji', filled(250, FAMILY), filled(250, '')],
    ['an accent that has no composed form', filled(254, 'q\u0308 und mehr'), filled(254, '')],
    ['a space at the limit', filled(254, ' und mehr'), filled(254, '')],
    ['one flag with endless tags', `🏴${'\u{e0067}'.repeat(200)}`, `🏴${'\u{e0067}'.repeat(126)}`],
    ['one letter under a heap of accents', `e${'\u0302'.repeat(400)}`, `ê${'\u0302'.repeat(254)}`],
  ])('cuts %s', (_, text, expected) => {
    expect(storedLine(text)).toBe(expected);
  });

  it('holds its promises for any text', () => {
    fc.assert(
      fc.property(anyText(), (text) => {
        const line = storedLine(text);

        expect(line.length).toBeLessThanOrEqual(LINE_LIMIT);
        expect(line.isWellFormed()).toBe(true);
        expect(line).not.toMatch(/[\p{Cc}\u2028\u2029]|\s\s|^\s|\s$/u);
        expect(line.normalize('NFC')).toBe(line);
        expect(storedLine(line)).toBe(line);
      }),
    );
  });
});

describe('storedText', () => {
  it.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['1.\teins\n\n  zwei  drei\n', '1.\teins\n\n  zwei  drei'],
    ['a\u0007b', 'a b'],
    ['a<br>b &uuml;', 'a<br>b &uuml;'],
    [' \n\u200b', ''],
    [undefined, ''],
  ])('cleans %j to %j', (text, expected) => {
    expect(storedText(text)).toBe(expected);
  });

  it.each([
    ['a text that just fits', filled(65_535, ''), filled(65_535, '')],
    ['plain letters', filled(65_536, ''), filled(65_535, '')],
    ['umlauts by their bytes', 'ä'.repeat(40_000), 'ä'.repeat(32_767)],
    ['a family of emoji', filled(65_520, FAMILY), filled(65_520, '')],
  ])('cuts %s', (_, text, expected) => {
    // Compared as a whole, without a difference of 64 kB to print.
    expect(storedText(text) === expected).toBe(true);
  });

  it('holds its promises for any text', () => {
    const long = fc
      .tuple(anyText(), fc.integer({ min: 1, max: 9000 }))
      .map(([text, times]) => text.repeat(times));
    fc.assert(
      fc.property(fc.oneof({ weight: 9, arbitrary: anyText() }, { weight: 1, arbitrary: long }), (input) => {
        const text = storedText(input.slice(0, 200_000));

        expect(Buffer.byteLength(text)).toBeLessThanOrEqual(TEXT_LIMIT_BYTES);
        expect(text.isWellFormed()).toBe(true);
        expect(/[^\P{Cc}\n\t]|^\s|\s$/u.test(text)).toBe(false);
        expect(storedText(text) === text).toBe(true);
      }),
    );
  });
});
