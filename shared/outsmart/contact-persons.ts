import { recordCalls } from './http/stored-records.ts';

/** A contact person as we write it, in OutSmart's own words. `""` clears a field. */
export interface OutsmartContactPerson {
  /** Identity over all relations: OutSmart inserts or updates by it. */
  readonly cpn_code: string;
  /** Number of the relation it belongs to. */
  readonly cpn_debtor_nr: string;
  readonly cpn_name: string;
  readonly cpn_phone: string;
  readonly cpn_email: string;
}

/**
 * Contact persons by their code, see {@link recordCalls}.
 *
 * Reference: `GET` and `POST /contactpersons/`
 */
export const { post: postContactPersons, list: listContactPersons } = recordCalls<OutsmartContactPerson>({
  endpoint: 'contactpersons',
  keyField: 'cpn_code',
});
