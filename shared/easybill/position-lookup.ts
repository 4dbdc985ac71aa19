import * as z from 'zod';
import type { EasybillClient } from './client.ts';
import { flag, optionalText, wholeNumber } from './field-schemas.ts';
import { filterValue } from './filter-value.ts';
import { readAllPages } from './pages.ts';

/** A decimal as text, also when written as a number: money and rates are never calculated in binary floating point. */
const decimal = z.union([z.number(), z.string().regex(/^-?\d{1,15}(?:\.\d{1,15})?$/)]).transform(String);

const positionSchema = z.object({
  id: wholeNumber,
  number: optionalText,
  description: optionalText,
  unit: optionalText,
  /** `NETTO` unless told; of any other value it is not known what `sale_price` means. */
  price_type: z
    .enum(['NETTO', 'BRUTTO'])
    .nullish()
    .transform((type) => type ?? 'NETTO'),
  /** Cents, with fractions. */
  sale_price: decimal,
  /** Percent; easybill's default where it has none. */
  vat_percent: decimal.nullish().transform((percent) => percent ?? '19'),
  archived: flag,
});

/**
 * An easybill position (article) as an invoice needs it, in easybill's own words.
 *
 * Reference: definition `Position` in https://api.easybill.de/rest/v1/swagger.json
 */
export type FoundPosition = z.infer<typeof positionSchema>;

/** A position as we create it, in easybill's own words. */
export interface NewEasybillPosition {
  readonly number: string;
  readonly description: string;
  readonly type: 'PRODUCT' | 'SERVICE';
  readonly unit?: string;
  readonly price_type: 'NETTO';
  /** Cents, with fractions. */
  readonly sale_price: number;
  readonly vat_percent: number;
}

/**
 * Creates a position. Not idempotent: after an unknown outcome look for the number with {@link findPositionsByNumber}
 * first.
 *
 * Reference: `POST /positions` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function createPosition(
  client: EasybillClient,
  position: NewEasybillPosition,
): Promise<FoundPosition> {
  return client.post({ template: '/positions', path: '/positions', json: position, schema: positionSchema });
}

/**
 * The positions with exactly this number, which should be one at most. Whether easybill's filter finds parts of numbers
 * too is not documented, so each is compared.
 *
 * Reference: `GET /positions` with `number` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws RetryableError `unreadable` also when one record of the answer is
 * @throws see {@link EasybillClient}
 */
export async function findPositionsByNumber(
  client: EasybillClient,
  number: string,
): Promise<FoundPosition[]> {
  const filter = { number: filterValue(number) };
  const found = await readAllPages(client, '/positions', positionSchema, filter);
  return found.filter((position) => position.number === number);
}
