import Big from 'big.js';

/** OutSmart documents prices with two places; more are sent only where easybill's price has more. */
const FEWEST_PLACES = 2;
const MOST_PLACES = 4;

// Divides to so many places that rounding the quotient again rounds as the exact quotient would.
const Decimal = Big();
Decimal.DP = 60;

/** The price of a position in easybill's own words. */
export interface PositionPrice {
  /** Cents, with fractions. */
  readonly sale_price: number;
  readonly price_type: 'NETTO' | 'BRUTTO';
  /** At least 0. */
  readonly vat_percent: number;
}

/**
 * The net price in euros as OutSmart takes it: a dot, two places, up to four where there are fractions of a cent, half
 * of the last place rounded away from zero. Exact: easybill's numbers are taken by their shortest decimal form, which
 * is how easybill wrote them.
 */
export function netPrice({
  sale_price: cents,
  price_type: type,
  vat_percent: vatPercent,
}: PositionPrice): string {
  const price = new Decimal(cents);
  return type === 'NETTO' ? euros(price) : euros(price.times(100).div(new Decimal(vatPercent).plus(100)));
}

/** The cost price in euros, written as {@link netPrice} is; 0 when not known. easybill's is always net. */
export function costPrice(cents: number | undefined): string {
  return euros(new Decimal(cents ?? 0));
}

function euros(cents: Big): string {
  const price = cents.div(100).round(MOST_PLACES, Big.roundHalfUp);
  const places = price.toFixed().split('.')[1]?.length ?? 0;
  return price.toFixed(Math.max(places, FEWEST_PLACES));
}
