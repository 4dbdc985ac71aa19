import * as z from 'zod';
import type { EasybillPosition } from '../easybill/index.ts';
import { packFact } from '../records/packed-fact.ts';
import { storedLine, storedText } from '../outsmart/stored-text.ts';

/** A line of an invoice shows no more of it. */
const NAME_LENGTH = 100;

/**
 * What invoices need to know of a position. Decimals are texts with a dot. Facts of an earlier version say nothing of
 * what came with the next.
 */
export const positionFactsSchema = z.object({
  /** Version of the facts; a short name, since every mapping stores it. */
  v: z.literal(2),
  number: z.string(),
  vatPercent: z.string(),
  /** Sales price in cents, with fractions. */
  priceCents: z.string(),
  /** Whether VAT is in the price. */
  isGross: z.literal(true).optional(),
  unit: z.string().optional(),
  /** The first line of its description, at most 100 characters. */
  name: z.string().optional(),
  /** Revenue account of the usual VAT. */
  bookingAccount: z.string().optional(),
  /** Revenue accounts by VAT option, packed. */
  optionAccounts: z.string().optional(),
  /** Sales prices in cents by price level 2 to 10, packed. */
  levelPrices: z.string().optional(),
  /** Cost centres. */
  cost1: z.string().optional(),
  cost2: z.string().optional(),
  /** Whether it is labour rather than goods. */
  isService: z.literal(true).optional(),
  archived: z.literal(true).optional(),
});

/** See {@link positionFactsSchema}. */
export type PositionFacts = z.infer<typeof positionFactsSchema>;

/** The facts of a position. */
export function positionFacts(position: EasybillPosition): PositionFacts {
  const { number = '', vat_percent: vatPercent, sale_price: priceCents = '0', unit } = position;
  const name = firstLine(position.description);
  const { NULL: usualAccount, ...optionAccounts } = position.export_identifier_extended;
  const bookingAccount = storedLine(usualAccount ?? position.export_identifier);
  const packed = { optionAccounts: packFact(optionAccounts), levelPrices: packFact(levelPricesOf(position)) };
  const [cost1, cost2] = [storedLine(position.export_cost1), storedLine(position.export_cost2)];
  return {
    v: 2,
    number,
    vatPercent,
    priceCents,
    ...(position.price_type === 'BRUTTO' && { isGross: true }),
    ...(unit !== undefined && { unit }),
    ...(name !== '' && { name }),
    ...(bookingAccount !== '' && { bookingAccount }),
    ...(packed.optionAccounts !== undefined && { optionAccounts: packed.optionAccounts }),
    ...(packed.levelPrices !== undefined && { levelPrices: packed.levelPrices }),
    ...(cost1 !== '' && { cost1 }),
    ...(cost2 !== '' && { cost2 }),
    ...(position.type === 'SERVICE' && { isService: true }),
    ...(position.archived && { archived: true }),
  };
}

function levelPricesOf(position: EasybillPosition): Record<string, string | undefined> {
  return {
    2: position.sale_price2,
    3: position.sale_price3,
    4: position.sale_price4,
    5: position.sale_price5,
    6: position.sale_price6,
    7: position.sale_price7,
    8: position.sale_price8,
    9: position.sale_price9,
    10: position.sale_price10,
  };
}

function firstLine(description: string | undefined): string {
  const lines = storedText(description).split('\n').map(storedLine);
  const [...characters] = lines.find((line) => line !== '') ?? '';
  return characters.slice(0, NAME_LENGTH).join('').trim();
}
