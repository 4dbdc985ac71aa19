import { Big } from 'big.js';

/** Fractions of a euro that OutSmart is sent: a cent has two, and easybill allows fractions of a cent. */
const MOST_DECIMALS = 4;
const FEWEST_DECIMALS = 2;

/** An easybill price. Decimals are texts with a dot. */
export interface EasybillPrice {
  /** Cents. */
  readonly cents: string;
  /** Whether VAT is in it. */
  readonly isGross: boolean;
  /** Percent. */
  readonly vatPercent: string;
}

/**
 * A net price in euros as OutSmart takes it: a decimal with a dot, two places, up to four where the source has fractions
 * of a cent, half up. VAT is taken out of a gross price exactly before that.
 */
export function netPrice({ cents, isGross, vatPercent }: EasybillPrice): string {
  const euros = new Big(cents).div(100);
  const net = isGross ? exactQuotient(euros.times(100), new Big(vatPercent).plus(100)) : euros;
  const rounded = net.round(MOST_DECIMALS, Big.roundHalfUp);
  const decimals = Math.max(FEWEST_DECIMALS, rounded.toFixed().split('.')[1]?.length ?? 0);
  return rounded.toFixed(decimals);
}

/** Divides with so many places that rounding the result rounds the true one. */
function exactQuotient(dividend: Big, divisor: Big): Big {
  const Precise = Big();
  Precise.DP = 40;
  return new Precise(dividend).div(divisor);
}
