import * as z from 'zod';
import { RecordRejectedError } from '../vendor-errors/index.ts';
import type { OutsmartClient } from './client.ts';
import { collectionOf, type Collection } from './collection.ts';
import { rowCount, scalarText } from './field-schemas.ts';
import { upsertInBatches, type UpsertReport } from './upsert-in-batches.ts';

/** A customer as we write it, in OutSmart's own words. Texts of at most 255 characters, `remark` 64 kB; `""` clears a field. */
export interface OutsmartRelation {
  /** Identity: OutSmart inserts or updates by it. */
  readonly debtor_number: string;
  readonly name: string;
  readonly street: string;
  readonly postal_code: string;
  readonly city: string;
  readonly house_number?: string;
  /** ISO alpha-2. */
  readonly country?: string;
  /** Name of the main contact. */
  readonly contact?: string;
  readonly phone_number?: string;
  readonly mobile?: string;
  readonly email?: string;
  /** Where the work order is mailed to. */
  readonly email_workorder?: string;
  readonly remark?: string;
  readonly vat_number?: string;
  /** Two letters. */
  readonly language?: string;
  /** The easybill customer id. */
  readonly external_id?: string;
  readonly active?: 0 | 1;
}

const storedRelationSchema = z.looseObject({ debtor_number: scalarText });

/** A relation as OutSmart holds it, with every field it gave and as it gave it: ready to be posted back whole. */
export type StoredRelation = z.infer<typeof storedRelationSchema>;

const relationsSchema = collectionOf(storedRelationSchema);

/**
 * Inserts or updates the relations. See {@link upsertInBatches} for what the report promises.
 *
 * Reference: `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws OutsmartMisuseError when the call itself is wrong
 */
export function postRelations(
  client: OutsmartClient,
  relations: readonly OutsmartRelation[],
): Promise<UpsertReport<OutsmartRelation>> {
  return upsertInBatches(relations, (records) => post(client, records));
}

/**
 * All relations of the account, inactive ones included.
 *
 * Reference: `GET /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws see {@link OutsmartClient.call}
 */
export function listRelations(client: OutsmartClient): Promise<Collection<StoredRelation>> {
  return client.call({ method: 'GET', endpoint: 'relations', response: relationsSchema });
}

/**
 * The relation with exactly this number, or undefined. Costs a second call, for the whole collection, when the
 * filtered answer lacks it: it is not documented that `debtor_number` is a filter column.
 *
 * Reference: `GET /relations/` with `key`, `value`, `operator`, https://knowledge.out-smart.com/openapi/relations
 *
 * @throws see {@link OutsmartClient.call}
 */
export async function getRelation(
  client: OutsmartClient,
  debtorNumber: string,
): Promise<StoredRelation | undefined> {
  const isWanted = (relation: StoredRelation): boolean => relation.debtor_number === debtorNumber;
  const filtered = await listFiltered(client, debtorNumber);
  return filtered.find(isWanted) ?? (await listRelations(client)).items.find(isWanted);
}

/**
 * Sets a relation inactive. It is read first and posted back whole, since OutSmart rejects a post that lacks a required
 * field and may clear what is left out.
 *
 * Reference: `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 *
 * @returns `alreadyInactive` and `absent` without having written
 * @throws RecordRejectedError also when the relation as stored lacks a required field, such as the city
 * @throws see {@link OutsmartClient.call}
 */
export async function deactivateRelation(
  client: OutsmartClient,
  debtorNumber: string,
): Promise<'deactivated' | 'alreadyInactive' | 'absent'> {
  const relation = await getRelation(client, debtorNumber);
  if (relation === undefined) return 'absent';
  if (isInactive(relation)) return 'alreadyInactive';
  await post(client, [{ ...relation, active: 0 }]);
  return 'deactivated';
}

/** The count in the answer does not say which rows were inserted, updated or left alone, so nobody needs it. */
async function post(client: OutsmartClient, records: readonly unknown[]): Promise<void> {
  await client.call({ method: 'POST', endpoint: 'relations', records, response: rowCount });
}

async function listFiltered(client: OutsmartClient, debtorNumber: string): Promise<StoredRelation[]> {
  const query = { key: 'debtor_number', value: debtorNumber, operator: 'eq' };
  try {
    const answer = await client.call({
      method: 'GET',
      endpoint: 'relations',
      query,
      response: relationsSchema,
    });
    return answer.items;
  } catch (error) {
    // Refuses the filter, not a record.
    if (error instanceof RecordRejectedError) return [];
    throw error;
  }
}

function isInactive(relation: StoredRelation): boolean {
  const { active } = relation;
  return active === 0 || active === '0' || active === false;
}
