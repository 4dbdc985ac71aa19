export type { AccountStart as OutsmartAccountOptions, OutsmartAccount } from './account.ts';
export type { OutsmartBehaviour } from './behaviour.ts';
export type { OutsmartInput } from './collection.ts';
export type { CollectionName } from './collections.ts';
export type { OutsmartRow } from './rows.ts';
export { startOutsmartSimulator } from './simulator.ts';
export type { OutsmartSimulator, OutsmartSimulatorOptions } from './simulator.ts';
