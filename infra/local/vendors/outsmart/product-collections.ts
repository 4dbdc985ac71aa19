import type { CollectionDefinition } from './collection-definition.ts';

/** Materials: OutSmart's products, which have no flag that sets them inactive (reference of `GET, POST /materials/`). */
export const materials: CollectionDefinition = {
  path: '/materials',
  entity: 'material',
  identity: ['code'],
  required: ['code', 'description', 'price', 'unit'],
  fields: {
    code: 'varchar',
    description: 'text',
    price: 'float',
    unit: 'varchar',
    eancode: 'varchar',
    barcode: 'varchar',
    freefield1: 'varchar',
    freefield2: 'varchar',
    freefield3: 'varchar',
    freefield4: 'varchar',
    freefield5: 'varchar',
    note: 'text',
    vat_code: 'varchar',
  },
  freeFields: undefined,
  deletableBy: { db_row: 'db_row', code: 'code', description: 'description' },
  filterableBy: [],
  references: {},
  codes: { failed: 1200, missing: 1201 },
};

/** Categories of materials (reference of `GET, POST /categories/`). */
export const categories: CollectionDefinition = {
  path: '/categories',
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
  deletableBy: { code: 'cat_code' },
  filterableBy: [],
  references: {},
  codes: { failed: 2400, missing: 2401 },
};

/** Which material is in which category; the pair is the identity (reference of `GET, POST /material_categories/`). */
export const materialCategories: CollectionDefinition = {
  path: '/material_categories',
  entity: 'material_category',
  identity: ['mct_mat_code', 'mct_cat_code'],
  required: ['mct_mat_code', 'mct_cat_code'],
  fields: { mct_mat_code: 'varchar', mct_cat_code: 'varchar' },
  freeFields: undefined,
  deletableBy: { mct_mat_code: 'mct_mat_code', mct_cat_code: 'mct_cat_code' },
  filterableBy: [],
  references: { mct_mat_code: '/materials', mct_cat_code: '/categories' },
  codes: { failed: 2500, missing: 2501 },
};

/** Hour types, for which one code says missing, no flag and no price alike (reference of `GET, POST /hourtypes/`). */
export const hourTypes: CollectionDefinition = {
  path: '/hourtypes',
  entity: 'hourtype',
  identity: ['code'],
  required: ['code', 'name', 'cost_booking', 'sale_booking', 'sale_price'],
  fields: {
    code: 'varchar',
    name: 'varchar',
    cost_booking: 'flag',
    sale_booking: 'flag',
    sale_price: 'float',
    cost_price: 'float',
    active: 'flag',
  },
  freeFields: undefined,
  deletableBy: { code: 'code' },
  filterableBy: [],
  references: {},
  codes: { failed: 1801, missing: 1801 },
};
