const LANGUAGES = ['de', 'en', 'nl'] as const;
const ALPHA = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
/** What people write besides the names of countries: marks of cars, and shorter or older names. */
const ALSO: Readonly<Record<string, string>> = {
  d: 'DE',
  a: 'AT',
  brd: 'DE',
  deu: 'DE',
  aut: 'AT',
  che: 'CH',
  nld: 'NL',
  holland: 'NL',
  'the netherlands': 'NL',
  'the czech republic': 'CZ',
  tschechien: 'CZ',
  'tschechische republik': 'CZ',
  'czech republic': 'CZ',
  england: 'GB',
  'great britain': 'GB',
  großbritannien: 'GB',
  'groot-brittannië': 'GB',
  uk: 'GB',
  usa: 'US',
};

const CODE_OF_NAME: ReadonlyMap<string, string> = new Map([
  ...LANGUAGES.flatMap((language) => namesIn(language)),
  ...Object.entries(ALSO),
]);
const CODES: ReadonlySet<string> = new Set(namesIn('en').map(([, code]) => code));

/**
 * The ISO 3166 code of a country as people write it: a code in any case, a German, English or Dutch name, or D, A, CH
 * and NL. Undefined for anything else, and for an empty text.
 */
export function countryCode(text: string | undefined): string | undefined {
  const written = keyOf(text ?? '');
  const code = written.toUpperCase();
  return CODES.has(code) ? code : CODE_OF_NAME.get(written);
}

function namesIn(language: (typeof LANGUAGES)[number]): [name: string, code: string][] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return ALPHA.flatMap((first) => ALPHA.map((second) => first + second)).flatMap((code) => {
    const name = isCountry(code) ? names.of(code) : undefined;
    const entry: [name: string, code: string] = [keyOf(name ?? ''), code];
    return name === undefined ? [] : [entry];
  });
}

/** Unions, placeholders and codes that are no longer given have names, too. */
function isCountry(code: string): boolean {
  return !/^(?:EU|EZ|UN|QO|X[A-JL-Z]|ZZ)$/.test(code) && new Intl.Locale(`und-${code}`).region === code;
}

function keyOf(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/g, ' ').trim().toLowerCase();
}
