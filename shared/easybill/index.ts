export { createEasybillClient, type EasybillClient } from './http/client.ts';
export { getContact, listContacts, type EasybillContact } from './contacts.ts';
export {
  createCustomer,
  easybillCustomerSchema,
  findCustomersByNumber,
  getCustomer,
  listCustomers,
  type EasybillCustomer,
  type NewEasybillCustomer,
} from './customers.ts';
export {
  createDraft,
  deleteDraft,
  finishDocument,
  getDocument,
  listInvoicesEditedBetween,
  type EasybillDocument,
} from './documents.ts';
export type { DocumentValues } from './document-values.ts';
export { getLogin, listLoginPage, listLogins, type EasybillLogin } from './logins.ts';
export type {
  NewDocumentItem,
  NewDocumentPosition,
  NewInvoice,
  PlannedInvoice,
  ServiceDate,
  VatOption,
} from './new-document.ts';
export type { Page } from './http/page.ts';
export { getPositionGroup, listPositionGroups, type EasybillPositionGroup } from './position-groups.ts';
export { createPosition, findPositionsByNumber, type NewEasybillPosition } from './position-lookup.ts';
export { easybillPositionSchema, getPosition, listPositions, type EasybillPosition } from './positions.ts';
export {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
  type EasybillWebhook,
} from './webhooks.ts';
export { isSameNumber } from './http/with-number.ts';
