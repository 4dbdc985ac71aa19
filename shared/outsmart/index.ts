export {
  createOutsmartClient,
  type OutsmartClient,
  type OutsmartClientOptions,
  type OutsmartRequest,
} from './client.ts';
export type { Collection, UnreadableEntry } from './collection.ts';
export { listEmployees, type OutsmartEmployee } from './employees.ts';
export { OutsmartMisuseError } from './outsmart-misuse-error.ts';
export {
  deactivateRelation,
  getRelation,
  listRelations,
  postRelations,
  type OutsmartRelation,
  type StoredRelation,
} from './relations.ts';
export { upsertInBatches, type UpsertReport } from './upsert-in-batches.ts';
export {
  outsmartWorkOrderSchema,
  type OutsmartPeriod,
  type OutsmartWorkOrder,
  type OutsmartWorkOrderMaterial,
} from './work-order-record.ts';
export { getWorkOrder, listCompletedWorkOrders, markWorkOrderHandled } from './work-orders.ts';
