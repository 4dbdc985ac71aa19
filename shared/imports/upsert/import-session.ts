import type { ActivityStore } from '../../activity/activity-store.ts';
import type { SendImport } from '../../messages/import-queues.ts';
import type { EntityImport } from '../declaration/entity-import.ts';
import type { EntityStateStore } from '../stores/entity-state-store.ts';
import type { FailureStore } from '../stores/failure-store.ts';
import type { MappingStore } from '../../mappings/mapping-store.ts';
import type { ReportStore } from '../stores/report-store.ts';

/** One holder of the lease of an entity at work: nothing else writes this entity of this connection meanwhile. */
export interface ImportSession {
  readonly connectionId: string;
  readonly declaration: EntityImport;
  readonly mappings: MappingStore;
  /** Mappings of the entity without which a record is not whole. Only to be read. */
  readonly parents: MappingStore | undefined;
  /** Mappings of the records that name one of the entity. Only to be read. */
  readonly children?: MappingStore | undefined;
  readonly activity: ActivityStore;
  readonly failures: FailureStore;
  readonly reports: ReportStore;
  readonly entityStates: EntityStateStore;
  readonly send: SendImport;
  /** Set while a run is at work, so that its entries can be found by it. */
  readonly runId?: string | undefined;
  /**
   * Whether the key in use still belongs to the easybill account of the connection: with another account's key every
   * record would look deleted. One easybill call.
   */
  readonly isOwnAccount: () => Promise<boolean>;
  /** easybill calls a minute that the plan and the share of the connector allow. */
  readonly callsPerMinute: number;
  /** easybill calls made so far in this session. */
  readonly calls: () => number;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Whether there is time for one more call to OutSmart before the function ends, after so many milliseconds. */
  readonly hasTime: (afterMs?: number) => boolean;
  /**
   * Whether interactive work waits for the lease. A run then ends its step with what is begun: the lists of parents that
   * were read, one record to withdraw, one batch of a page.
   */
  readonly shouldYield: () => Promise<boolean>;
}
