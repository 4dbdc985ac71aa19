import * as fc from 'fast-check';

const pieces = [
  ...[
    'Müller',
    'Straße 12a',
    'ß',
    'u\u0308',
    '\u0301',
    '🥨',
    '👨‍👩‍👧‍👦',
    '🇩🇪',
    '\ud83d',
    '\udc00',
    '<br>',
    '&amp;',
  ],
  ...[
    ' ',
    '\u00a0',
    '\r\n',
    '\t',
    '\u0000',
    '\u0085',
    '\u2028',
    '\u200b',
    '\u200d',
    '\ufe0f',
    '\ufeff',
    '0',
    '@',
    ',',
  ],
];

/** Any code points but halves of pairs, as `fc.string({ unit: 'binary' })`, which takes 100 ms to set up a million of them. */
export function anyCodePoints(constraints: fc.StringConstraints = {}): fc.Arbitrary<string> {
  const codePoint = fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }));
  return fc.string({ ...constraints, unit: codePoint.map((code) => String.fromCodePoint(code)) });
}

/** Any JavaScript string: what people type and paste, code points from everywhere, halves of pairs, short and too long. */
export function anyText(): fc.Arbitrary<string> {
  const codeUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
  return fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((chosen) => chosen.join('')),
    fc
      .tuple(fc.constantFrom(...pieces), fc.integer({ min: 200, max: 300 }), fc.constantFrom(...pieces))
      .map(([first, times, last]) => `${first.repeat(times)}${last}`),
    anyCodePoints({ maxLength: 300 }),
    fc.string({ unit: codeUnit, maxLength: 300 }),
  );
}
