import type { OutsmartClient } from './client.ts';
import { rowCount } from './field-schemas.ts';

/**
 * Deletes the records of an entity that have these values. None is fine: deleting is safe to repeat.
 *
 * Reference: `GET /DeleteEntity/`, where `delete_all` would empty the whole list of most entities: it is never sent as
 * anything but false.
 *
 * @param match by key; with several, OutSmart is presumed to delete what has all of them (array form), as is documented
 *   for the parts of objects only
 * @throws see {@link OutsmartClient.call}
 */
export async function deleteEntity(
  client: OutsmartClient,
  entity: string,
  match: Readonly<Record<string, string>>,
): Promise<void> {
  const entries = Object.entries(match);
  const [only] = entries;
  const keys =
    entries.length === 1 && only
      ? { key: only[0], value: only[1] }
      : { 'key[]': entries.map(([key]) => key), 'value[]': entries.map(([, value]) => value) };
  await client.call({
    method: 'GET',
    endpoint: 'DeleteEntity',
    query: { delete_all: 'false', entity, ...keys },
    response: rowCount,
  });
}
