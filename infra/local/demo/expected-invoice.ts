import type { EasybillDocument } from '../vendors/easybill/index.ts';

/** A line that an invoice must have. */
export interface ExpectedLine {
  /** Number of the article. */
  readonly number: string;
  /** In hundredths. */
  readonly quantity: number;
  /** Cents for one, without VAT. */
  readonly priceCents: number;
  readonly vatPercent: number;
}

/** What a technician brings back, as far as it is billed. */
export interface BilledWork {
  readonly Materials: readonly { readonly MaterialCode: string; readonly MaterialNr: string }[];
  readonly Workperiods: readonly { readonly HourType: string; readonly TotalTime: string }[];
}

/** An article as easybill has it. */
export interface Article {
  readonly number: string;
  readonly sale_price: number;
  readonly vat_percent: number;
}

const MINUTES_PER_HOUR = 60;

/**
 * The lines a work order must become with the default settings: materials before hours, at the prices of easybill. Said
 * again in few words and in whole numbers instead of with the connector's own arithmetic: a check must not share the
 * mistakes of what it checks.
 */
export function expectLines(work: BilledWork, articles: Iterable<Article>): ExpectedLine[] {
  const known = new Map([...articles].map((article) => [article.number, article]));
  const line = (number: string, quantity: number): ExpectedLine => {
    const { sale_price: priceCents = 0, vat_percent: vatPercent = 0 } = known.get(number) ?? {};
    return { number, quantity, priceCents, vatPercent };
  };
  return [
    ...work.Materials.map(({ MaterialCode, MaterialNr }) => line(MaterialCode, hundredths(MaterialNr))),
    ...work.Workperiods.map(({ HourType, TotalTime }) => line(HourType, hourHundredths(TotalTime))),
  ];
}

/** Compares an invoice with what it must be, to the cent, and tells every difference in a sentence. */
export function invoiceDifferences(
  expected: readonly ExpectedLine[],
  { items, amount, amount_net: amountNet }: EasybillDocument,
): string[] {
  const found = items
    .filter(({ type }) => type === 'POSITION')
    .map(({ number, quantity, single_price_net: priceCents, vat_percent: vatPercent }) =>
      inWords({ number: number ?? '', quantity: quantity * 100, priceCents: priceCents ?? 0, vatPercent }),
    );
  const wanted = expected.map(inWords);
  const lines = Array.from({ length: Math.max(found.length, wanted.length) }, (_, index) => index).flatMap(
    (index) =>
      found[index] === wanted[index]
        ? []
        : [
            `Line ${index + 1} of the invoice is ${found[index] ?? 'none'} instead of ${wanted[index] ?? 'none'}.`,
          ],
  );
  const net = expected.map(({ quantity, priceCents }) => BigInt(quantity) * BigInt(priceCents));
  const gross = expected.map(({ vatPercent }, index) => (net[index] ?? 0n) * BigInt(100 + vatPercent));
  return [
    ...lines,
    ...differingAmount('with', amount, rounded(sum(gross), 10_000n)),
    ...differingAmount('without', amountNet, rounded(sum(net), 100n)),
  ];
}

function differingAmount(vat: 'with' | 'without', found: number, wanted: bigint): string[] {
  return BigInt(found) === wanted
    ? []
    : [`The invoice comes to ${found} cents ${vat} VAT instead of ${wanted}.`];
}

function inWords({ number, quantity, priceCents, vatPercent }: ExpectedLine): string {
  return `${quantity / 100} x ${number} at ${priceCents} cents and ${vatPercent} %`;
}

/** Of a number with a comma and two places at most. */
function hundredths(text: string): number {
  const [whole = '0', places = ''] = text.split(',');
  return Number(whole) * 100 + Number(places.padEnd(2, '0'));
}

/** Of the hours in a duration `HH:mm`, half up. */
function hourHundredths(duration: string): number {
  const [hours = 0, minutes = 0] = duration.split(':').map(Number);
  return Math.floor(((hours * MINUTES_PER_HOUR + minutes) * 100 + MINUTES_PER_HOUR / 2) / MINUTES_PER_HOUR);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** Of nothing negative, half up. */
function rounded(over: bigint, under: bigint): bigint {
  return (2n * over + under) / (2n * under);
}
