/** What the totals of a line depend on. */
export interface PricedLine {
  readonly type: 'POSITION' | 'POSITION_NOCALC' | 'TEXT';
  readonly quantity: number;
  /** Cents, with fractions. */
  readonly single_price_net: number | null;
  readonly vat_percent: number;
  readonly discount: number | null;
  readonly discount_type: 'PERCENT' | 'AMOUNT' | 'QUANTITY' | 'FIX' | null;
}

/** A line's totals: cents, with fractions. */
export interface LineTotals {
  readonly single_price_gross: number;
  readonly total_price_net: number;
  readonly total_price_gross: number;
  readonly total_vat: number;
}

// Fractions of whole numbers: exact, and nothing of what the connector calculates with.
interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

const NOTHING: Fraction = { over: 0n, under: 1n };

/** The fraction a number is written as, such as 12.5 or 1e-7. */
const fraction = (value: number): Fraction => {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', decimals = ''] = digits.split('.');
  const shift = Number(exponent) - decimals.length;
  const over = BigInt(whole + decimals);
  return shift < 0
    ? { over, under: 10n ** BigInt(-shift) }
    : { over: over * 10n ** BigInt(shift), under: 1n };
};

const times = (a: Fraction, b: Fraction): Fraction => ({ over: a.over * b.over, under: a.under * b.under });
const plus = (a: Fraction, b: Fraction): Fraction => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
});
const negated = ({ over, under }: Fraction): Fraction => ({ over: -over, under });
const percent = (value: number): Fraction => times(fraction(value), { over: 1n, under: 100n });
const asNumber = ({ over, under }: Fraction): number => Number((over * 10n ** 8n) / under) / 1e8;

/** Half up, a negative half away from zero. */
const rounded = ({ over, under }: Fraction): number => {
  const size = over < 0n ? -over : over;
  const whole = (2n * size + under) / (2n * under);
  return Number(over < 0n ? -whole : whole);
};

const withVat = (net: Fraction, line: PricedLine): Fraction =>
  plus(net, times(net, percent(line.vat_percent)));

const netOf = (line: PricedLine): Fraction => {
  if (line.type === 'TEXT') return NOTHING;
  const full = times(fraction(line.quantity), fraction(line.single_price_net ?? 0));
  if (line.discount === null || line.discount_type !== 'PERCENT') return full;
  return plus(full, negated(times(full, percent(line.discount))));
};

/** What easybill shows with a line. Only discounts in percent are known. */
export const lineTotals = (line: PricedLine): LineTotals => {
  const net = netOf(line);
  const gross = withVat(net, line);
  return {
    single_price_gross: asNumber(withVat(fraction(line.single_price_net ?? 0), line)),
    total_price_net: asNumber(net),
    total_price_gross: asNumber(gross),
    total_vat: asNumber(plus(gross, negated(net))),
  };
};

/**
 * A document's whole cents: lines keep their fractions, only the sums are rounded (`shared/easybill/README.md`,
 * Documents).
 */
export const documentAmounts = (lines: readonly PricedLine[]): { amount: number; amount_net: number } => {
  const counted = lines.filter(({ type }) => type === 'POSITION');
  const sum = (amounts: Fraction[]): Fraction => amounts.reduce(plus, NOTHING);
  return {
    amount: rounded(sum(counted.map((line) => withVat(netOf(line), line)))),
    amount_net: rounded(sum(counted.map(netOf))),
  };
};
