import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import { optionalText, wholeNumber } from './http/field-schemas.ts';
import { readPage, type Page } from './http/page.ts';

/**
 * A group of positions: flat, without parents, timestamps or webhook events.
 *
 * Reference: definition `PositionGroup` in https://api.easybill.de/rest/v1/swagger.json
 */
const easybillPositionGroupSchema = z.object({
  id: wholeNumber,
  number: optionalText,
  name: optionalText,
});

/** See {@link easybillPositionGroupSchema}. */
export type EasybillPositionGroup = z.infer<typeof easybillPositionGroupSchema>;

/**
 * One page of up to 1000 position groups, from page 1.
 *
 * Reference: `GET /position-groups` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listPositionGroups(
  client: EasybillClient,
  page: number,
): Promise<Page<EasybillPositionGroup>> {
  return readPage(client, '/position-groups', easybillPositionGroupSchema, page);
}

/**
 * The group as it is now, or undefined when it does not exist (any more).
 *
 * Reference: `GET /position-groups/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getPositionGroup(
  client: EasybillClient,
  id: number,
): Promise<EasybillPositionGroup | undefined> {
  const path = `/position-groups/${id}`;
  return client.get({ template: '/position-groups/{id}', path, schema: easybillPositionGroupSchema });
}
