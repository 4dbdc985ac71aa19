export {
  createEasybillClient,
  type EasybillClient,
  type EasybillClientOptions,
  type EasybillRead,
  type EasybillRequest,
  type EasybillWrite,
} from './client.ts';
export { easybillCustomerSchema, getCustomer, listCustomers, type EasybillCustomer } from './customers.ts';
export { listLogins, type EasybillLogin } from './logins.ts';
export type { Page, UnreadableRecord } from './page.ts';
export {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
  type EasybillWebhook,
  type WebhookSubscription,
} from './webhooks.ts';
