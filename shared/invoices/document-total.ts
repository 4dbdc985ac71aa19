import Big from 'big.js';
import type { NewDocumentItem, NewDocumentPosition } from '../easybill/index.ts';

/** What a line adds to the document: cents with fractions, as texts with a dot. */
interface LineTotal {
  readonly net: string;
  readonly gross: string;
}

/** What a document comes to. */
export interface DocumentTotal {
  /** Whole cents. */
  readonly netCents: number;
  /** Whole cents, VAT included: easybill's `amount`. */
  readonly grossCents: number;
  /** One for each item; a text adds nothing. */
  readonly lines: readonly LineTotal[];
}

/**
 * The total of a document with net prices, as easybill computes it: lines keep their fractions of a cent, only the
 * document is rounded, half up (`shared/easybill/README.md`, Documents). Negative halves are rounded away from zero.
 */
export function documentTotal(items: readonly NewDocumentItem[]): DocumentTotal {
  const lines = items.map((item) => (item.type === 'TEXT' ? NOTHING : lineTotal(item)));
  const sum = (amounts: readonly Big[]): Big => amounts.reduce((total, amount) => total.plus(amount), ZERO);
  return {
    netCents: wholeCents(sum(lines.map(({ net }) => net))),
    grossCents: wholeCents(sum(lines.map(({ gross }) => gross))),
    lines: lines.map(({ net, gross }) => ({ net: net.toFixed(), gross: gross.toFixed() })),
  };
}

const ZERO = new Big(0);
const NOTHING = { net: ZERO, gross: ZERO };

function lineTotal(item: NewDocumentPosition): { readonly net: Big; readonly gross: Big } {
  // A hundredth is a factor and no quotient: nothing is cut off.
  const remaining = new Big(100).minus(item.discount ?? 0).times('0.01');
  const net = new Big(item.quantity).times(item.single_price_net).times(remaining);
  return { net, gross: net.times(new Big(item.vat_percent).plus(100)).times('0.01') };
}

function wholeCents(cents: Big): number {
  return Number(cents.round(0, Big.roundHalfUp).toFixed());
}
