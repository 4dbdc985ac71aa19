import type { ActivityStore } from '../activity/activity-store.ts';
import type { EntityImport } from './entity-import.ts';
import type { MappingStore } from './mapping-store.ts';

/** One holder of the lease of an entity at work: nothing else writes this entity of this connection meanwhile. */
export interface ImportSession<Source extends { readonly id: number }, Target extends object> {
  readonly connectionId: string;
  readonly declaration: EntityImport<Source, Target>;
  readonly mappings: MappingStore;
  readonly activity: ActivityStore;
  /** Set while a run is at work, so that its entries can be found by it. */
  readonly runId?: string | undefined;
  /**
   * Whether the key in use still belongs to the easybill account of the connection: with another account's key every
   * record would look deleted. One easybill call.
   */
  readonly isOwnAccount: () => Promise<boolean>;
  /** easybill calls made so far in this session. */
  readonly calls: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether there is time for one more call to OutSmart before the function ends. */
  readonly hasTime: () => boolean;
}
