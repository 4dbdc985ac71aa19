import * as z from 'zod';
import type { EasybillPosition } from '../easybill/index.ts';
import { storedLine, storedText } from '../outsmart/stored-text.ts';

/** A line of an invoice shows no more of it. */
const NAME_LENGTH = 100;

/** What invoices need to know of a position. Decimals are texts with a dot. */
export const positionFactsSchema = z.object({
  number: z.string(),
  vatPercent: z.string(),
  /** Sales price in cents, with fractions. */
  priceCents: z.string(),
  /** Whether VAT is in the price. */
  isGross: z.literal(true).optional(),
  unit: z.string().optional(),
  /** The first line of its description, at most 100 characters. */
  name: z.string().optional(),
  /** Revenue account. */
  bookingAccount: z.string().optional(),
});

/** See {@link positionFactsSchema}. */
export type PositionFacts = z.infer<typeof positionFactsSchema>;

/** The facts of a position. */
export function positionFacts(position: EasybillPosition): PositionFacts {
  const { number = '', vat_percent: vatPercent, sale_price: priceCents = '0', unit } = position;
  const name = firstLine(position.description);
  const bookingAccount = storedLine(position.export_identifier);
  return {
    number,
    vatPercent,
    priceCents,
    ...(position.price_type === 'BRUTTO' && { isGross: true }),
    ...(unit !== undefined && { unit }),
    ...(name !== '' && { name }),
    ...(bookingAccount !== '' && { bookingAccount }),
  };
}

function firstLine(description: string | undefined): string {
  const lines = storedText(description).split('\n').map(storedLine);
  const [...characters] = lines.find((line) => line !== '') ?? '';
  return characters.slice(0, NAME_LENGTH).join('').trim();
}
