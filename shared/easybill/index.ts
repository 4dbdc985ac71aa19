export {
  createEasybillClient,
  type EasybillClient,
  type EasybillClientOptions,
  type EasybillRead,
  type EasybillRequest,
  type EasybillWrite,
} from './client.ts';
export { easybillCustomerSchema, getCustomer, listCustomers, type EasybillCustomer } from './customers.ts';
export { getContact, listContacts, type EasybillContact } from './contacts.ts';
export { getLogin, listLoginPage, listLogins, type EasybillLogin } from './logins.ts';
export { getPositionGroup, listPositionGroups, type EasybillPositionGroup } from './position-groups.ts';
export { easybillPositionSchema, getPosition, listPositions, type EasybillPosition } from './positions.ts';
export type { Page, UnreadableRecord } from './page.ts';
export {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
  type EasybillWebhook,
  type WebhookSubscription,
} from './webhooks.ts';
