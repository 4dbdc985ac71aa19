export { createOutsmartClient, type OutsmartClient } from './http/client.ts';
export { hideCategory, listCategories, postCategories, type OutsmartCategory } from './categories.ts';
export { listContactPersons, postContactPersons, type OutsmartContactPerson } from './contact-persons.ts';
export { listEmployees, listStoredEmployees, postEmployees, type EmployeeInput } from './employees.ts';
export { deactivateHourType, listHourTypes, postHourTypes, type OutsmartHourType } from './hour-types.ts';
export {
  listMaterialCategories,
  postMaterialLinks,
  removeMaterialCategories,
  type MaterialLink,
} from './material-categories.ts';
export { deleteMaterial, listMaterials, postMaterials, type OutsmartMaterial } from './materials.ts';
export { deactivateRelation, listRelations, postRelations, type OutsmartRelation } from './relations.ts';
export type { StoredRecord } from './http/stored-records.ts';
export { upsertInBatches, type UpsertReport } from './http/upsert-in-batches.ts';
export {
  outsmartWorkOrderSchema,
  type OutsmartPeriod,
  type OutsmartWorkOrder,
  type OutsmartWorkOrderMaterial,
} from './work-order-record.ts';
export { getWorkOrder, listCompletedWorkOrders, markWorkOrderHandled } from './work-orders.ts';
