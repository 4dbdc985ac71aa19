import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import { flag, optionalText, optionalWholeNumber, wholeNumber } from './http/field-schemas.ts';
import { readPage, type Page } from './http/page.ts';

/** A decimal number as text, also when written as a number: money and rates are never binary floating point here. */
const decimal = z.union([z.number(), z.string().regex(/^-?\d{1,15}(\.\d{1,15})?$/)]).transform(String);
const optionalDecimal = z
  .union([decimal, z.literal('')])
  .nullish()
  .transform((value) => (value === null || value === '' ? undefined : value));

const salePrice = optionalDecimal.catch(undefined);
const account = optionalText.catch(undefined);

/**
 * An easybill position, that is an article, as the connector reads it and in easybill's own words. Unknown fields and
 * enum values are tolerated. `""`, `null` and missing are undefined.
 *
 * Reference: definition `Position` in https://api.easybill.de/rest/v1/swagger.json
 */
export const easybillPositionSchema = z.object({
  id: wholeNumber,
  number: optionalText,
  /** `PRODUCT`, `SERVICE` or `TEXT`; products when nothing is said. */
  type: optionalText.transform((type) => type ?? 'PRODUCT'),
  description: optionalText,
  unit: optionalText,
  /** Cents as a decimal, fractions allowed. */
  sale_price: optionalDecimal,
  /** Prices for customers of a price level, as `sale_price`; unset where the level has none of its own. */
  sale_price2: salePrice,
  sale_price3: salePrice,
  sale_price4: salePrice,
  sale_price5: salePrice,
  sale_price6: salePrice,
  sale_price7: salePrice,
  sale_price8: salePrice,
  sale_price9: salePrice,
  sale_price10: salePrice,
  cost_price: optionalDecimal,
  /** `NETTO` or `BRUTTO`: what the sale price is. */
  price_type: optionalText.transform((type) => type ?? 'NETTO'),
  /** Percent as a decimal; 19 is easybill's default. */
  vat_percent: optionalDecimal.transform((percent) => percent ?? '19'),
  group_id: optionalWholeNumber,
  /** Revenue account. */
  export_identifier: optionalText.catch(undefined),
  /** Revenue accounts by VAT option; the key `NULL` is the usual VAT. */
  export_identifier_extended: z
    .record(z.string(), account)
    .nullish()
    .catch({})
    .transform((accounts) => accounts ?? {}),
  /** Cost centres. */
  export_cost1: account,
  export_cost2: account,
  archived: flag,
});

/** See {@link easybillPositionSchema}. */
export type EasybillPosition = z.infer<typeof easybillPositionSchema>;

/**
 * One page of up to 1000 positions of all types, from page 1. easybill documents no order and gives them no timestamps.
 *
 * Reference: `GET /positions` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listPositions(client: EasybillClient, page: number): Promise<Page<EasybillPosition>> {
  return readPage(client, '/positions', easybillPositionSchema, page);
}

/**
 * The position as it is now, or undefined when it does not exist (any more).
 *
 * Reference: `GET /positions/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getPosition(client: EasybillClient, id: number): Promise<EasybillPosition | undefined> {
  const path = `/positions/${id}`;
  return client.get({ template: '/positions/{id}', path, schema: easybillPositionSchema });
}
