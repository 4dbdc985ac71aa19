export {
  createEasybillClient,
  type EasybillClient,
  type EasybillClientOptions,
  type EasybillRead,
  type EasybillRequest,
  type EasybillWrite,
} from './client.ts';
export { easybillContactSchema, getContact, listContacts, type EasybillContact } from './contacts.ts';
export { easybillCustomerSchema, getCustomer, listCustomers, type EasybillCustomer } from './customers.ts';
export { easybillLoginSchema, getLogin, listLoginPage, listLogins, type EasybillLogin } from './logins.ts';
export type { Page, UnreadableRecord } from './page.ts';
export {
  easybillPositionGroupSchema,
  getPositionGroup,
  listPositionGroups,
  type EasybillPositionGroup,
} from './position-groups.ts';
export { easybillPositionSchema, getPosition, listPositions, type EasybillPosition } from './positions.ts';
export {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
  type EasybillWebhook,
  type WebhookSubscription,
} from './webhooks.ts';
