import type Big from 'big.js';
import { oneLine, storedText } from '../../outsmart/stored-text.ts';
import type { NewDocumentPosition } from '../../easybill/index.ts';
import { exactNumber } from '../exact-decimal.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import type { KnownPosition } from '../known-position.ts';

/** What holds for every line of an invoice. */
export interface LineRules {
  /** Whether the customer's tax option leaves VAT out. */
  readonly isWithoutVat: boolean;
  /** Percent of lines whose article is not known. */
  readonly defaultVat: Big;
  /** Of lines whose article has none. */
  readonly bookingAccount: string | null;
}

/** One line to be. */
export interface LineParts {
  readonly position: KnownPosition | undefined;
  /** Article number on paper, of a line without an article. */
  readonly number: string | undefined;
  readonly description: string;
  readonly quantity: Big;
  readonly unit: string | undefined;
  /** Cents for one, without VAT. */
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
}

/** A line with every value it needs, undefined when one of its numbers cannot be sent exactly. */
export function positionLine(parts: LineParts, rules: LineRules): NewDocumentPosition | undefined {
  const { position, unit, discount } = parts;
  const quantity = exactNumber(parts.quantity);
  const price = exactNumber(parts.netPrice);
  const vatPercent = rules.isWithoutVat ? 0 : exactNumber(parts.vatPercent);
  const discountPercent = discount && exactNumber(discount);
  if (quantity === undefined || price === undefined || vatPercent === undefined) return undefined;
  if (discount && discountPercent === undefined) return undefined;

  const number = position?.number ?? parts.number;
  const bookingAccount = position?.bookingAccount ?? rules.bookingAccount;
  return {
    type: 'POSITION',
    ...(position?.easybillId !== undefined && { position_id: position.easybillId }),
    ...(number !== undefined && { number: oneLine(number) }),
    description: storedText(parts.description),
    quantity,
    ...(unit !== undefined && { unit: oneLine(unit) }),
    single_price_net: price,
    vat_percent: vatPercent,
    ...(discountPercent !== undefined && { discount: discountPercent, discount_type: 'PERCENT' }),
    ...(bookingAccount !== null && { booking_account: bookingAccount }),
  };
}

/** The lines and findings of several lots in one. */
export function joinLines(lots: readonly Lines[]): Lines {
  return {
    items: lots.flatMap(({ items }) => items),
    findings: lots.flatMap(({ findings }) => findings),
  };
}
