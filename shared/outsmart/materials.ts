import * as z from 'zod';
import { RecordRejectedError } from '../vendor-errors/index.ts';
import type { OutsmartClient } from './client.ts';
import type { Collection } from './collection.ts';
import { deleteEntity } from './delete-entity.ts';
import { scalarText } from './field-schemas.ts';
import { findRow, listRows, postRows, rowsOf } from './stored-rows.ts';
import type { UpsertReport } from './upsert-in-batches.ts';

/** A product as we write it, in OutSmart's own words. `""` clears a field that is not required. */
export interface OutsmartMaterial {
  /** Identity: OutSmart inserts or updates by it. At most 255 characters. */
  readonly code: string;
  /** Name and text in one, at most 64 kB. */
  readonly description: string;
  /** Net price of one unit in euros, with a dot. */
  readonly price: string;
  readonly unit: string;
  /** Both come back on the lines of work orders. */
  readonly freefield1?: string;
  readonly freefield2?: string;
}

const storedMaterialSchema = z.looseObject({ code: scalarText });

/** A material as OutSmart holds it, with every field it gave and as it gave it. */
export type StoredMaterial = z.infer<typeof storedMaterialSchema>;

const materials = rowsOf('materials', 'code', storedMaterialSchema);

/**
 * Inserts or updates the materials. See `upsertInBatches` for what the report promises.
 *
 * Reference: `POST /materials/`, https://knowledge.out-smart.com/openapi/materials
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postMaterials(
  client: OutsmartClient,
  records: readonly OutsmartMaterial[],
): Promise<UpsertReport<OutsmartMaterial>> {
  return postRows(client, materials, records);
}

/**
 * All materials of the account.
 *
 * Reference: `GET /materials/`, https://knowledge.out-smart.com/openapi/materials
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listMaterials(client: OutsmartClient): Promise<Collection<StoredMaterial>> {
  return listRows(client, materials);
}

/**
 * Deletes a material for good: OutSmart cannot set one inactive. Safe to repeat. Whether OutSmart refuses to delete what is not
 * there is not documented, so a refusal counts only when the material is still listed.
 *
 * Reference: `GET /DeleteEntity/` with entity `material`, outsmart.md 6
 *
 * @throws RecordRejectedError when OutSmart keeps it
 * @throws see {@link OutsmartClient.call}
 */
export async function deleteMaterial(client: OutsmartClient, code: string): Promise<void> {
  try {
    await deleteEntity(client, 'material', code);
  } catch (error) {
    if (!(error instanceof RecordRejectedError)) throw error;
    if ((await findRow(client, materials, code)) !== undefined) throw error;
  }
}
