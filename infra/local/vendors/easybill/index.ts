export type { EasybillAccount } from './account.ts';
export type { CustomerInput, EasybillCustomer } from './customer-record.ts';
export type { EasybillDocument } from './document-record.ts';
export { defaultLogin, type Login } from './logins.ts';
export type { BudgetModel, Plan } from './rate-limits.ts';
export { startEasybillSimulator } from './simulator.ts';
export type { EasybillAccountOptions, EasybillSimulator, EasybillSimulatorOptions } from './simulator.ts';
export type { WebhookEnvelope } from './webhook-body.ts';
