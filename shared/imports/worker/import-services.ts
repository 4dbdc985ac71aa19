import type { ConnectionServices } from '../../connections/connection-services.ts';
import type { MappingStore } from '../../mappings/mapping-store.ts';
import type { SendImport } from '../../messages/import-queues.ts';
import type { Entity } from '../../records/entity.ts';
import type { EntityStateStore } from '../stores/entity-state-store.ts';
import type { FailureStore } from '../stores/failure-store.ts';
import type { ReportStore } from '../stores/report-store.ts';
import type { RunStore } from '../stores/run-store.ts';

/** What a function works with that starts imports or looks at them. */
export interface ImportControl extends ConnectionServices {
  readonly entityStates: EntityStateStore;
  readonly runs: RunStore;
  readonly failures: FailureStore;
  readonly reports: ReportStore;
  readonly send: SendImport;
}

/** What an import worker works with. */
export interface ImportServices extends ImportControl {
  readonly mappings: (connectionId: string, entity: Entity, fence: number) => MappingStore;
}
