export type { AccountStart as OutsmartAccountOptions, OutsmartAccount, OutsmartInput } from './account.ts';
export type { OutsmartBehaviour } from './behaviour.ts';
export type { OutsmartRow } from './rows.ts';
export { startOutsmartSimulator } from './simulator.ts';
export type { OutsmartSimulator, OutsmartSimulatorOptions } from './simulator.ts';
export type { OutsmartWorkOrder, WorkOrderInput } from './work-order-store.ts';
