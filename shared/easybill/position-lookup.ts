import type { EasybillClient } from './http/client.ts';
import { filterValue } from './http/filter-value.ts';
import { readAllPages } from './http/pages.ts';
import { easybillPositionSchema, type EasybillPosition } from './positions.ts';
import { withNumber } from './http/with-number.ts';

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
): Promise<EasybillPosition> {
  return client.post({
    template: '/positions',
    path: '/positions',
    json: position,
    schema: easybillPositionSchema,
  });
}

/**
 * The positions with this number, which should be one at most, see {@link withNumber}. Whether easybill's filter finds
 * parts of numbers too is not documented, so each is compared.
 *
 * Reference: `GET /positions` with `number` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws RetryableError `unreadable` also when one record of the answer is
 * @throws see {@link EasybillClient}
 */
export async function findPositionsByNumber(
  client: EasybillClient,
  number: string,
): Promise<EasybillPosition[]> {
  const filter = { number: filterValue(number) };
  const found = await readAllPages(client, '/positions', easybillPositionSchema, filter);
  return withNumber(found, number);
}
