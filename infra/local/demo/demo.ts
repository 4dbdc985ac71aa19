import type { EasybillSimulator } from '../vendors/easybill/index.ts';
import type { OutsmartSimulator } from '../vendors/outsmart/index.ts';
import type { ManagementApi } from './management-api.ts';

/** What the demo shows: accounts that are connected, and where to say what happens. */
export interface Demo {
  readonly api: ManagementApi;
  readonly connectionId: string;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  readonly say: (line: string) => void;
  /** Ends the demo. */
  readonly signal: AbortSignal;
}
