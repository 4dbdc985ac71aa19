import type { OutsmartClient } from './client.ts';
import { rowCount } from './field-schemas.ts';

/** What the connector ever deletes, by the name `DeleteEntity` has for it, and the only key it deletes by. */
const KEY_OF = { material: 'code', material_category: 'mct_mat_code' } as const;

/**
 * Deletes every row of an entity whose key has this value; none is no fault. `delete_all` empties the whole list when
 * it is true, so it is no parameter.
 *
 * Reference: `GET /DeleteEntity/`, outsmart.md 6
 *
 * @throws RecordRejectedError 1600 when OutSmart refuses
 * @throws see {@link OutsmartClient.call}
 */
export async function deleteEntity(
  client: OutsmartClient,
  entity: keyof typeof KEY_OF,
  value: string,
): Promise<void> {
  const query = { delete_all: 'false', entity, key: KEY_OF[entity], value };
  await client.call({ method: 'GET', endpoint: 'DeleteEntity', query, response: rowCount });
}
