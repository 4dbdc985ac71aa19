export type { OutsmartAccount } from './account.ts';
export type { OutsmartRow } from './rows.ts';
export { startOutsmartSimulator } from './simulator.ts';
export type { OutsmartSimulator } from './simulator.ts';
export type { OutsmartWorkOrder, WorkOrderInput } from './work-order-store.ts';
