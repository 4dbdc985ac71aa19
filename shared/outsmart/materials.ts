import type { OutsmartClient } from './http/client.ts';
import { deleteEntity } from './http/delete-entity.ts';
import { recordCalls } from './http/stored-records.ts';

/** A product as we write it, in OutSmart's own words. `""` clears a field. */
export interface OutsmartMaterial {
  /** Identity: OutSmart inserts or updates by it. */
  readonly code: string;
  /** The only name; 64 kB. */
  readonly description: string;
  /** Net price of one unit: a decimal with a dot. */
  readonly price: string;
  readonly unit: string;
  readonly freefield1?: string;
  readonly freefield2?: string;
}

/**
 * Materials by their code, see {@link recordCalls}.
 *
 * Reference: `GET` and `POST /materials/`, https://knowledge.out-smart.com/openapi/materials
 */
export const { post: postMaterials, list: listMaterials } = recordCalls<OutsmartMaterial>({
  endpoint: 'materials',
  keyField: 'code',
});

/**
 * Deletes a material: OutSmart has nothing that would set one inactive. Its links go first: whether they go with it is
 * not documented, and the next material with this code would be in its categories. Safe to repeat.
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function deleteMaterial(client: OutsmartClient, code: string): Promise<void> {
  await deleteEntity(client, 'material_category', { mct_mat_code: code });
  await deleteEntity(client, 'material', { code });
}
