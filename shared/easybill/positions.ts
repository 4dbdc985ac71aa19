import * as z from 'zod';
import type { EasybillClient } from './client.ts';
import {
  decimalNumber,
  flag,
  optionalDecimalNumber,
  optionalText,
  optionalWholeNumber,
  wholeNumber,
} from './field-schemas.ts';
import { readPage, type Page } from './page.ts';

/** What easybill puts where an account does not say otherwise. */
const DEFAULT_VAT_PERCENT = 19;

/**
 * An easybill position (article) as the connector reads it, in easybill's own words: only what an import needs. Unknown
 * fields are ignored. `""`, `null` and missing are undefined. It carries no time of its last change.
 *
 * Reference: definition `Position` in https://api.easybill.de/rest/v1/swagger.json
 */
export const easybillPositionSchema = z.object({
  id: wholeNumber,
  number: optionalText,
  /** Name and text of the article in one. */
  description: optionalText,
  type: z
    .enum(['PRODUCT', 'SERVICE', 'TEXT'])
    .nullish()
    .transform((type) => type ?? 'PRODUCT')
    .catch('PRODUCT'),
  unit: optionalText,
  /** Whether `sale_price` holds the VAT. A value we do not know is no price we can read. */
  price_type: z
    .enum(['NETTO', 'BRUTTO'])
    .nullish()
    .transform((type) => type ?? 'NETTO'),
  /** Cents, with fractions. */
  sale_price: decimalNumber,
  /** Cents, with fractions; always net. */
  cost_price: optionalDecimalNumber,
  vat_percent: optionalDecimalNumber
    .transform((percent) => percent ?? DEFAULT_VAT_PERCENT)
    .refine((percent) => percent >= 0),
  group_id: optionalWholeNumber,
  /** Revenue account. */
  export_identifier: optionalText,
  note: optionalText,
  archived: flag,
});

/** See {@link easybillPositionSchema}. */
export type EasybillPosition = z.infer<typeof easybillPositionSchema>;

/**
 * One page of up to 1000 positions, from page 1. easybill documents no order and no filter by change.
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
