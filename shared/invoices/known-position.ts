import Big from 'big.js';
import type { PositionFacts } from '../positions/position-facts.ts';
import { netPrice } from '../outsmart/decimal-price.ts';
import { unpackFact } from '../records/packed-fact.ts';
import { quotient } from './exact-decimal.ts';

/** What is known of the easybill article for a code of a work order. */
export interface KnownPosition extends Readonly<Omit<PositionFacts, 'v'>> {
  /** Undefined for one that is yet to be made. */
  readonly easybillId: number | undefined;
}

/** Articles by {@link codeKey}. */
export type KnownPositions = ReadonlyMap<string, KnownPosition>;

/** Rates of an article, ready to calculate with. */
export interface PositionRates {
  /** Cents, without VAT. */
  readonly netPrice: Big;
  readonly vatPercent: Big;
}

const DECIMAL = /^-?\d{1,12}(?:\.\d{1,15})?$/;

/** What two spellings of one code have in common: OutSmart does not tell upper from lower case. */
export function codeKey(code: string): string {
  return code.normalize('NFC').trim().toLowerCase();
}

/**
 * The net price and VAT rate of an article; undefined when they are none an invoice could have.
 *
 * @param level the customer's price level; the usual price where the article has none of that level
 */
export function positionRates(
  { priceCents, levelPrices, vatPercent, isGross }: KnownPosition,
  level: number | undefined,
): PositionRates | undefined {
  const cents = (level === undefined ? undefined : unpackFact(levelPrices)[level]) ?? priceCents;
  if (!DECIMAL.test(cents) || !DECIMAL.test(vatPercent)) return undefined;
  const price = new Big(cents);
  const vat = new Big(vatPercent);
  if (vat.lt(0) || vat.gt(100)) return undefined;
  return { netPrice: isGross ? quotient(price.times(100), vat.plus(100)) : price, vatPercent: vat };
}

/** The price in euros that an import gave OutSmart's material of this article. */
export function importedPrice({ priceCents, vatPercent, isGross }: KnownPosition): Big {
  return new Big(netPrice({ cents: priceCents, isGross: isGross === true, vatPercent }));
}
