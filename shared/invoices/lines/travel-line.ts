import Big from 'big.js';
import type { OutsmartPeriod } from '../../outsmart/index.ts';
import { readDecimal } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import { codeKey, positionRates, type KnownPositions } from '../known-position.ts';
import { noLine, positionLine, type LineRules, type Lines } from './position-line.ts';

const TRAVEL_UNIT = 'km';

/**
 * One line for the distance of all periods, at the price of the article of the settings. None where nobody travelled,
 * or the settings leave travel out.
 *
 * @param article number of the article; null leaves travel out
 */
export function travelLine(
  periods: readonly OutsmartPeriod[],
  positions: KnownPositions,
  article: string | null,
  rules: LineRules,
): Lines {
  if (article === null) return noLine();
  const distances = periods.map(({ Travel }) => readDecimal(Travel ?? '0'));
  const unreadable = distances.flatMap((distance, index): InvoiceProblem[] =>
    distance?.gte(0) ? [] : [{ code: 'invoiceTravelUnreadable', params: { row: index + 1 } }],
  );
  if (unreadable.length > 0) return noLine(...unreadable);
  const quantity = distances.reduce<Big>((sum, distance) => sum.plus(distance ?? 0), new Big(0));
  if (quantity.eq(0)) return noLine();

  const refused = (code: InvoiceProblem['code']): Lines => noLine({ code, params: { article } });
  const position = positions.get(codeKey(article));
  if (position === undefined) return refused('invoiceTravelUnknown');
  const rates = positionRates(position, rules.priceLevel);
  if (rates === undefined) return refused('invoiceArticleUnusable');
  const item = positionLine(
    {
      position,
      number: undefined,
      description: position.name ?? position.number,
      quantity,
      unit: position.unit ?? TRAVEL_UNIT,
      ...rates,
    },
    rules,
  );
  if (item === undefined) return refused('invoiceNumberTooFine');
  const isFree = rates.netPrice.eq(0);
  const findings: InvoiceProblem[] = isFree ? [{ code: 'invoiceTravelFree', params: { article } }] : [];
  return { items: [item], findings, labour: [item] };
}
