export type { EasybillAccount } from './account/account.ts';
export type { Plan } from './account/rate-limits.ts';
export type { WebhookEnvelope } from './account/webhook-body.ts';
export type { CustomerInput, EasybillCustomer } from './records/customer-record.ts';
export type { EasybillDocument } from './records/document-record.ts';
export { defaultLogin, type Login } from './records/login.ts';
export { startEasybillSimulator } from './simulator.ts';
export type { EasybillAccountOptions, EasybillSimulator } from './simulator.ts';
