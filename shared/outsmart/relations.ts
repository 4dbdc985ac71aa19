import { recordCalls } from './http/stored-records.ts';

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

/**
 * Relations by their number, see {@link recordCalls}.
 *
 * Reference: `GET` and `POST /relations/`, https://knowledge.out-smart.com/openapi/relations
 */
export const {
  post: postRelations,
  list: listRelations,
  switchOff: deactivateRelation,
} = recordCalls<OutsmartRelation>({
  endpoint: 'relations',
  keyField: 'debtor_number',
  // It is not documented that `debtor_number` is a filter column.
  filter: { endpoint: 'relations', operator: 'eq' },
});
