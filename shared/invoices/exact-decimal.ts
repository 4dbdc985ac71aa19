import Big from 'big.js';

/** Comma or dot, no separator of thousands: which of both it would be cannot be told. */
const DECIMAL = /^[+-]?\d{1,12}(?:[.,]\d{1,10})?$/;
/** Every decimal with so many digits has a JSON number that is read back as the same decimal. */
const EXACT_DIGITS = 15;
const TOO_LARGE = new Big('1e12');

// Divides to so many places that a rounded quotient is rounded as the exact one would be.
const Precise = Big();
Precise.DP = 60;

/** The decimal a vendor or user wrote, undefined when it is none. */
export function readDecimal(text: string): Big | undefined {
  return DECIMAL.test(text) ? new Big(text.replace(',', '.').replace('+', '')) : undefined;
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
