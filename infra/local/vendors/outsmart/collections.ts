/** What a field of an OutSmart row may hold. `text` is 64 kB, `varchar` 255 characters. */
export type FieldKind = 'varchar' | 'text' | 'flag' | 'float';

/** A collection of OutSmart's API 8 in which rows are read, inserted and updated by an identity key. */
export interface CollectionDefinition {
  /** Path below the base path. */
  readonly path: string;
  /** Name `DeleteEntity` uses. */
  readonly entity: string;
  /** Field that decides between insert and update. */
  readonly identity: string;
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Fields an account defines itself, such as `val_value_1`. */
  readonly freeFields: RegExp | undefined;
  readonly deletableBy: readonly string[];
  /** Fields `key`/`value`/`operator` filter on; a filter on anything else is ignored and returns every row. */
  readonly filterableBy: readonly string[];
  /** Envelope codes: upsert failed, required field missing. */
  readonly codes: { readonly failed: number; readonly missing: number };
}

/** Relations: OutSmart's customers (reference of `GET, POST /relations/`). */
export const relations: CollectionDefinition = {
  path: '/relations',
  entity: 'relation',
  identity: 'debtor_number',
  required: ['debtor_number', 'name', 'street', 'postal_code', 'city'],
  fields: {
    debtor_number: 'varchar',
    name: 'varchar',
    street: 'varchar',
    house_number: 'varchar',
    postal_code: 'varchar',
    city: 'varchar',
    country: 'varchar',
    contact: 'varchar',
    phone_number: 'varchar',
    mobile: 'varchar',
    email: 'varchar',
    email_workorder: 'varchar',
    remark: 'text',
    latitude: 'float',
    longitude: 'float',
    external_id: 'varchar',
    debtor_number_invoice: 'varchar',
    kvk_number: 'varchar',
    vat_number: 'varchar',
    debtor_type: 'varchar',
    language: 'varchar',
    accountmanager: 'varchar',
    status: 'varchar',
    source: 'varchar',
    lead_phase: 'varchar',
    pgp_code: 'varchar',
    active: 'flag',
  },
  freeFields: /^val_value_\d+$/,
  deletableBy: ['db_row', 'name', 'debtor_number'],
  filterableBy: ['debtor_number'],
  codes: { failed: 1300, missing: 1301 },
};

/** Employees; reading them is the usual connection test (reference of `GET, POST /employees/`). */
export const employees: CollectionDefinition = {
  path: '/employees',
  entity: 'employee',
  identity: 'number',
  required: ['firstname', 'lastname', 'number'],
  fields: {
    number: 'varchar',
    firstname: 'varchar',
    lastname: 'varchar',
    active: 'flag',
    mobile: 'varchar',
    email: 'varchar',
    address: 'varchar',
    zipcode: 'varchar',
    city: 'varchar',
    country: 'varchar',
  },
  freeFields: /^emp_freefield_\d+$/,
  deletableBy: ['db_row', 'number'],
  filterableBy: [],
  codes: { failed: 1100, missing: 1101 },
};

/** Every collection the simulator offers. A further one is one more definition here. */
export const collections: readonly CollectionDefinition[] = [relations, employees];
