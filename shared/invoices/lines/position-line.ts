import type Big from 'big.js';
import { oneLine, storedText } from '../../outsmart/stored-text.ts';
import type { NewDocumentPosition } from '../../easybill/index.ts';
import { exactNumber } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import type { KnownPosition } from '../known-position.ts';
import { lineAccounts, type AccountRules } from './line-accounts.ts';

/** What holds for every line of an invoice. */
export interface LineRules extends AccountRules {
  /** Of lines for which nothing else says one. */
  readonly defaultUnit: string;
  /** Which of an article's prices the customer pays; undefined for the usual one. */
  readonly priceLevel: number | undefined;
}

/** One line to be. */
export interface LineParts {
  readonly position: KnownPosition | undefined;
  /** Article number on paper, of a line without an article. */
  readonly number: string | undefined;
  readonly description: string;
  readonly quantity: Big;
  readonly unit: string | undefined;
  /** Cents for one, without VAT. A negative one becomes a negative quantity. */
  readonly netPrice: Big;
  /** Of the article, or by default. */
  readonly vatPercent: Big;
  /** Percent. */
  readonly discount?: Big | undefined;
}

/** Lines of an invoice, and what is to be said about them. A line with an error is left out. */
export interface Lines {
  readonly items: readonly NewDocumentPosition[];
  readonly findings: readonly InvoiceProblem[];
  /** Of the items, what is labour or travel. */
  readonly labour: readonly NewDocumentPosition[];
}

/** A line with every value it needs, undefined when one of its numbers cannot be sent exactly. */
export function positionLine(parts: LineParts, rules: LineRules): NewDocumentPosition | undefined {
  const { position, unit, discount } = parts;
  // An electronic invoice must not have a negative price (EN 16931, BR-27).
  const quantity = exactNumber(parts.netPrice.lt(0) ? parts.quantity.neg() : parts.quantity);
  const price = exactNumber(parts.netPrice.abs());
  const vatPercent = rules.vatOption === null ? exactNumber(parts.vatPercent) : 0;
  const discountPercent = discount && exactNumber(discount);
  if (quantity === undefined || price === undefined || vatPercent === undefined) return undefined;
  if (discount && discountPercent === undefined) return undefined;

  const number = position?.number ?? parts.number;
  const lineUnit = oneLine(unit);
  return {
    type: 'POSITION',
    ...(position?.easybillId !== undefined && { position_id: position.easybillId }),
    ...(number !== undefined && { number: oneLine(number) }),
    description: storedText(parts.description),
    quantity,
    unit: lineUnit === '' ? rules.defaultUnit : lineUnit,
    single_price_net: price,
    vat_percent: vatPercent,
    ...(discountPercent !== undefined && { discount: discountPercent, discount_type: 'PERCENT' }),
    ...lineAccounts(position, parts.vatPercent, rules),
  };
}

/** The lines and findings of several lots in one. */
export function joinLines(lots: readonly Lines[]): Lines {
  return {
    items: lots.flatMap(({ items }) => items),
    findings: lots.flatMap(({ findings }) => findings),
    labour: lots.flatMap(({ labour }) => labour),
  };
}

/** No line, for these reasons if any. */
export function noLine(...findings: readonly InvoiceProblem[]): Lines {
  return { items: [], findings, labour: [] };
}
