export {
  createOutsmartClient,
  type OutsmartClient,
  type OutsmartClientOptions,
  type OutsmartRequest,
} from './client.ts';
export {
  hideCategory,
  listCategories,
  postCategories,
  type OutsmartCategory,
  type StoredCategory,
} from './categories.ts';
export type { Collection, UnreadableEntry } from './collection.ts';
export {
  listContactPersons,
  postContactPersons,
  type OutsmartContactPerson,
  type StoredContactPerson,
} from './contact-persons.ts';
export {
  deactivateEmployee,
  listEmployees,
  postEmployees,
  type OutsmartEmployee,
  type StoredEmployee,
} from './employees.ts';
export {
  deactivateHourType,
  listHourTypes,
  outsmartHourTypeSchema,
  postHourTypes,
  type OutsmartHourType,
  type StoredHourType,
} from './hour-types.ts';
export {
  deleteMaterialCategories,
  listMaterialCategories,
  postMaterialCategories,
  type OutsmartMaterialCategory,
  type StoredMaterialCategory,
} from './material-categories.ts';
export {
  deleteMaterial,
  listMaterials,
  postMaterials,
  type OutsmartMaterial,
  type StoredMaterial,
} from './materials.ts';
export { OutsmartMisuseError } from './outsmart-misuse-error.ts';
export {
  deactivateRelation,
  getRelation,
  listRelations,
  postRelations,
  type OutsmartRelation,
  type StoredRelation,
} from './relations.ts';
export type { SwitchedOff } from './stored-rows.ts';
export { upsertInBatches, type UpsertReport } from './upsert-in-batches.ts';
