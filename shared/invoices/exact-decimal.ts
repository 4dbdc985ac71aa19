import Big from 'big.js';

/** Digits with at most one mark, which is that of the decimals. */
const PLAIN = /^\d{1,12}(?:[.,]\d{1,20})?$|^[.,]\d{1,20}$/;
/** Groups of three with one mark, and decimals with the other: 1.250,00 or 1,250.00 or 1'250.00. */
const GROUPED = /^\d{1,3}(?:(?<mark>[.,' ])\d{3})(?:\k<mark>\d{3}){0,2}(?:(?!\k<mark>)[.,]\d{1,20})?$/;
/** What one program writes for thousands and another one for decimals. */
const OPEN = /^[1-9]\d{0,2}\.\d{3}$/;
const SCIENTIFIC = /^\d(?:\.\d{1,20})?e[+-]?\d{1,2}$/i;
/** Every decimal with so many digits has a JSON number that is read back as the same decimal. */
const EXACT_DIGITS = 15;
const TOO_LARGE = new Big('1e12');
const MOST_PLACES = 10;
/** So many places at most has what somebody entered; more is what binary fractions made of it. */
const ENTERED_PLACES = 6;

// Divides to so many places that a rounded quotient is rounded as the exact one would be.
const Precise = Big();
Precise.DP = 60;

/** The decimal a vendor or user wrote, undefined when it is none or may be one of two. */
export function readDecimal(text: string): Big | undefined {
  const [decimal, another] = readings(text);
  return another ? undefined : decimal;
}

/**
 * The decimals that a text may mean: none, one, or two where its only mark may be that of thousands or of decimals, as in
 * "1.234". A comma alone is that of decimals, as in German and Dutch.
 */
export function readings(text: string): readonly Big[] {
  const [, sign = '', digits = ''] =
    /^([+-]?)(.*?)(?: ?(?:€|EUR))?$/.exec(text.replaceAll('\u{a0}', ' ')) ?? [];
  const decimals = unsignedReadings(digits);
  return sign === '-' ? decimals.map((decimal) => decimal.neg()) : decimals;
}

function unsignedReadings(text: string): readonly Big[] {
  if (OPEN.test(text)) return [new Big(text), new Big(text.replace('.', ''))];
  if (PLAIN.test(text)) return entered(new Big(text.replace(',', '.').replace(/^\./, '0.')));
  if (SCIENTIFIC.test(text)) return entered(new Big(text));
  const mark = GROUPED.exec(text)?.groups?.mark;
  return mark === undefined ? [] : entered(new Big(text.replaceAll(mark, '').replace(',', '.')));
}

/** What was entered, before a program wrote it with more digits than it knew: 29.95 for 29.949999999999999. */
function entered(written: Big): readonly Big[] {
  if (placesOf(written) <= MOST_PLACES) return written.gte(TOO_LARGE) ? [] : [written];
  const rounded = written.prec(EXACT_DIGITS, Big.roundHalfUp);
  return placesOf(rounded) <= ENTERED_PLACES ? [rounded] : [];
}

function placesOf(decimal: Big): number {
  return decimal.toFixed().split('.')[1]?.length ?? 0;
}

/** The JSON number that is exactly this decimal, undefined when there is none or it is beyond any invoice. */
export function exactNumber(decimal: Big): number | undefined {
  const number = Number(decimal.toFixed());
  if (decimal.abs().gte(TOO_LARGE) || !new Big(number).eq(decimal)) return undefined;
  // A negative zero is none to anybody but JavaScript.
  return number === 0 ? 0 : number;
}

/** The quotient, half up to as many digits as an exact number has. */
export function quotient(dividend: Big, divisor: Big): Big {
  return new Precise(dividend).div(divisor).prec(EXACT_DIGITS, Big.roundHalfUp);
}
