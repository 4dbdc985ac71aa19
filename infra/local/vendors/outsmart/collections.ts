import type { CollectionDefinition } from './collection-definition.ts';
import { contactPersons, employees, relations } from './people-collections.ts';
import { categories, hourTypes, materialCategories, materials } from './product-collections.ts';

/** Every collection the simulator offers, by the name an account is seeded with. A further one is one more definition here. */
export const COLLECTIONS = {
  relations,
  contactPersons,
  employees,
  materials,
  categories,
  materialCategories,
  hourTypes,
} as const satisfies Record<string, CollectionDefinition>;

/** See {@link COLLECTIONS}. */
export type CollectionName = keyof typeof COLLECTIONS;

/** Every name there is. */
export const COLLECTION_NAMES = [
  'relations',
  'contactPersons',
  'employees',
  'materials',
  'categories',
  'materialCategories',
  'hourTypes',
] as const satisfies readonly CollectionName[];
