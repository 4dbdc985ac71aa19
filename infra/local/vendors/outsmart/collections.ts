/** What a field of an OutSmart row may hold. `text` is 64 kB, `varchar` 255 characters, `code` 55. */
export type FieldKind = 'varchar' | 'text' | 'flag' | 'float' | 'code';

/** A collection of OutSmart's API 8 in which rows are read, inserted and updated by an identity key. */
export interface CollectionDefinition {
  /** Path below the base path. */
  readonly path: string;
  /** Name `DeleteEntity` uses. */
  readonly entity: string;
  /** Fields that together decide between insert and update. */
  readonly identity: readonly string[];
  readonly required: readonly string[];
  readonly fields: Readonly<Record<string, FieldKind>>;
  /** Fields that are documented for reading only. */
  readonly readOnly?: readonly string[];
  /** Fields an account defines itself, such as `val_value_1`. */
  readonly freeFields: RegExp | undefined;
  readonly deletableBy: readonly string[];
  /** Fields `key`/`value`/`operator` filter on; a filter on anything else is ignored and returns every row. */
  readonly filterableBy: readonly string[];
  /** Path of the endpoint that gives only what `key` and `value` match. */
  readonly singularPath?: string;
  /** A field that must name a row of another collection. */
  readonly belongsTo?: { readonly field: string; readonly path: string };
  /** Envelope codes: upsert failed, required field missing. */
  readonly codes: { readonly failed: number; readonly missing: number };
}

/** Relations: OutSmart's customers (`GET, POST /relations/`). */
const relations: CollectionDefinition = {
  path: '/relations',
  entity: 'relation',
  identity: ['debtor_number'],
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

/** Employees; reading them is the usual connection test (`GET, POST /employees/`). */
const employees: CollectionDefinition = {
  path: '/employees',
  entity: 'employee',
  identity: ['number'],
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
  readOnly: ['active', 'mobile', 'email', 'address', 'zipcode', 'city', 'country'],
  freeFields: /^emp_freefield_\d+$/,
  deletableBy: ['db_row', 'number'],
  filterableBy: [],
  codes: { failed: 1100, missing: 1101 },
};

/** Contact persons of relations (`GET, POST /contactpersons/`). Their codes are documented nowhere. */
const contactPersons: CollectionDefinition = {
  path: '/contactpersons',
  singularPath: '/contactperson',
  entity: 'contactperson',
  identity: ['cpn_code'],
  required: ['cpn_debtor_nr', 'cpn_code', 'cpn_name'],
  fields: {
    cpn_debtor_nr: 'varchar',
    cpn_code: 'varchar',
    cpn_name: 'varchar',
    cpn_phone: 'varchar',
    cpn_email: 'varchar',
  },
  freeFields: undefined,
  belongsTo: { field: 'cpn_debtor_nr', path: '/relations' },
  deletableBy: ['code'],
  filterableBy: ['cpn_code', 'cpn_debtor_nr'],
  codes: { failed: 2900, missing: 2901 },
};

/** Materials (`GET, POST /materials/`): the only collection without a flag that hides a row. */
const materials: CollectionDefinition = {
  path: '/materials',
  entity: 'material',
  identity: ['code'],
  required: ['code', 'description', 'price', 'unit'],
  fields: {
    code: 'varchar',
    description: 'text',
    price: 'float',
    unit: 'varchar',
    eancode: 'code',
    barcode: 'code',
    freefield1: 'varchar',
    freefield2: 'varchar',
    freefield3: 'varchar',
    freefield4: 'varchar',
    freefield5: 'varchar',
    note: 'varchar',
    vat_code: 'varchar',
  },
  freeFields: undefined,
  deletableBy: ['db_row', 'code', 'description'],
  filterableBy: [],
  codes: { failed: 1200, missing: 1201 },
};

/** Categories of materials (`GET, POST /categories/`). */
const categories: CollectionDefinition = {
  path: '/categories',
  singularPath: '/category',
  entity: 'category',
  identity: ['cat_code'],
  required: ['cat_code', 'cat_name', 'cat_display'],
  fields: {
    cat_code: 'varchar',
    cat_name: 'varchar',
    cat_display: 'flag',
    cat_cat_code: 'varchar',
    cat_image: 'varchar',
  },
  freeFields: undefined,
  deletableBy: ['code'],
  filterableBy: ['cat_code'],
  codes: { failed: 2400, missing: 2401 },
};

/** Which material is in which category (`GET, POST /material_categories/`). */
const materialCategories: CollectionDefinition = {
  path: '/material_categories',
  entity: 'material_category',
  identity: ['mct_mat_code', 'mct_cat_code'],
  required: ['mct_mat_code', 'mct_cat_code'],
  fields: { mct_mat_code: 'varchar', mct_cat_code: 'varchar' },
  freeFields: undefined,
  deletableBy: ['mct_mat_code', 'mct_cat_code'],
  filterableBy: [],
  codes: { failed: 2500, missing: 2501 },
};

/** Hour types (`GET, POST /hourtypes/`). */
const hourTypes: CollectionDefinition = {
  path: '/hourtypes',
  entity: 'hourtype',
  identity: ['code'],
  required: ['code', 'name', 'cost_booking', 'sale_booking', 'sale_price'],
  fields: {
    code: 'code',
    name: 'varchar',
    cost_booking: 'flag',
    sale_booking: 'flag',
    sale_price: 'float',
    cost_price: 'float',
    active: 'flag',
  },
  freeFields: undefined,
  deletableBy: ['code'],
  filterableBy: [],
  codes: { failed: 1800, missing: 1801 },
};

/** Every collection the simulator offers. A further one is one more definition here. */
export const collections: readonly CollectionDefinition[] = [
  relations,
  employees,
  contactPersons,
  materials,
  categories,
  materialCategories,
  hourTypes,
];
