import type { OutsmartClient } from './http/client.ts';
import { deleteEntity } from './http/delete-entity.ts';
import { postRecords, storedByKey, type RecordList, type StoredRecord } from './http/stored-records.ts';
import { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';

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

const MATERIALS: RecordList = { endpoint: 'materials', keyField: 'code' };

/**
 * Inserts or updates the materials. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /materials/`, https://knowledge.out-smart.com/openapi/materials
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postMaterials(
  client: OutsmartClient,
  materials: readonly OutsmartMaterial[],
): Promise<UpsertReport<OutsmartMaterial>> {
  return upsertInBatches(materials, (records) => postRecords(client, MATERIALS, records));
}

/**
 * All materials by their code.
 *
 * Reference: `GET /materials/`, https://knowledge.out-smart.com/openapi/materials
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listMaterials(client: OutsmartClient): Promise<Map<string, StoredRecord>> {
  return storedByKey(client, MATERIALS);
}

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
