import type * as z from 'zod';
import { createDocumentClient } from '../../aws/document-client.ts';
import { createQueueClient } from '../../aws/queue-client.ts';
import {
  buildConnectionServices,
  type ConnectionEnvironment,
  type Overrides,
} from '../../connections/build-connection-services.ts';
import { environmentSchema } from '../../environment.ts';
import { MappingStore } from '../../mappings/mapping-store.ts';
import { createImportSender, type QueueVariables } from '../../messages/import-queues.ts';
import { EntityStateStore } from '../stores/entity-state-store.ts';
import { FailureStore } from '../stores/failure-store.ts';
import { ReportStore } from '../stores/report-store.ts';
import { RunStore } from '../stores/run-store.ts';
import type { ImportControl, ImportServices } from './import-services.ts';

/** Environment of every function that works on connections and starts imports. */
export const importControlEnvironmentSchema = environmentSchema.omit({
  MAPPINGS_TABLE: true,
  WEBHOOK_KEYS_SECRET: true,
  PUBLIC_BASE_URL: true,
  MAINTENANCE_QUEUE_URL: true,
  LEDGER_TABLE: true,
  TRIGGER_QUEUE_URL: true,
  EXPORT_QUEUE_URL: true,
});

/** Environment of every import worker. Each has its own queue, and those of the workers it sends to. */
export const importEnvironmentSchema = importControlEnvironmentSchema
  .extend({ MAPPINGS_TABLE: environmentSchema.shape.MAPPINGS_TABLE })
  .partial({
    CUSTOMERS_QUEUE_URL: true,
    CONTACTS_QUEUE_URL: true,
    PRODUCTS_QUEUE_URL: true,
    CATEGORIES_QUEUE_URL: true,
    HOUR_TYPES_QUEUE_URL: true,
    EMPLOYEES_QUEUE_URL: true,
  });
export type ImportEnvironment = z.infer<typeof importEnvironmentSchema>;

/** Puts together what imports work with; clients connect at their first call. */
export function buildImportServices(
  environment: ImportEnvironment,
  overrides: Overrides = {},
): ImportServices {
  const documents = createDocumentClient(overrides.observer);
  return {
    ...buildImportControl(environment, overrides, documents),
    mappings: (connectionId, entity, fence) =>
      new MappingStore(documents, environment.MAPPINGS_TABLE, connectionId, entity, fence),
  };
}

/** Puts together what starting imports takes; clients connect at their first call. */
export function buildImportControl(
  environment: ConnectionEnvironment & QueueVariables,
  overrides: Overrides = {},
  documents = createDocumentClient(overrides.observer),
): ImportControl {
  const { now = Date.now, observer } = overrides;
  return {
    ...buildConnectionServices(environment, overrides, documents),
    entityStates: new EntityStateStore(documents, environment.CONNECTIONS_TABLE),
    runs: new RunStore(documents, environment.ACTIVITY_TABLE, environment.CONNECTIONS_TABLE),
    failures: new FailureStore(documents, environment.ACTIVITY_TABLE, now),
    reports: new ReportStore(documents, environment.ACTIVITY_TABLE, now),
    send: createImportSender(createQueueClient(observer), environment),
  };
}
