import { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod';
import { ActivityStore } from '../activity/activity-store.ts';
import { createDocumentClient } from '../aws/document-client.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { createSecretsClient } from '../aws/secrets-client.ts';
import { ConnectionStore } from '../connections/connection-store.ts';
import { environmentSchema } from '../environment.ts';
import { createSender } from '../messages/send-message.ts';
import { LedgerStore } from '../exports/ledger/ledger-store.ts';
import type { SweepServices } from '../exports/trigger/sweep-exports.ts';
import type { Overrides } from '../connections/build-connection-services.ts';
import { EntityStateStore } from '../imports/stores/entity-state-store.ts';
import { ConnectorMetrics } from '../aws/metrics.ts';
import { RunStore } from '../imports/stores/run-store.ts';
import type { RunStarter } from '../imports/runs/start-run.ts';
import type { SendMaintenance } from '../messages/maintenance-message.ts';
import { createImportSender } from '../messages/import-queues.ts';
import { SigningKeyStore } from '../webhooks/signing-key-store.ts';

/** Environment of the scheduler function. */
export const scheduleEnvironmentSchema = environmentSchema.pick({
  CONNECTIONS_TABLE: true,
  ACTIVITY_TABLE: true,
  CUSTOMERS_QUEUE_URL: true,
  CONTACTS_QUEUE_URL: true,
  PRODUCTS_QUEUE_URL: true,
  CATEGORIES_QUEUE_URL: true,
  HOUR_TYPES_QUEUE_URL: true,
  EMPLOYEES_QUEUE_URL: true,
  MAINTENANCE_QUEUE_URL: true,
  LEDGER_TABLE: true,
  TRIGGER_QUEUE_URL: true,
  EXPORT_QUEUE_URL: true,
  WEBHOOK_KEYS_SECRET: true,
  PUBLIC_BASE_URL: true,
});

/** What the scheduler works with: no secret of any connection is among it. */
export interface ScheduleServices extends RunStarter, SweepServices {
  readonly connections: ConnectionStore;
  readonly signingKeys: SigningKeyStore;
  readonly sendMaintenance: SendMaintenance;
  /** Where our API answers, without a slash at the end. */
  readonly publicBaseUrl: string;
  readonly logger: Logger;
  readonly metrics: ConnectorMetrics;
}

/** Puts together what the scheduler works with; clients connect at their first call. */
export function buildScheduleServices(
  environment: z.infer<typeof scheduleEnvironmentSchema>,
  { now = Date.now, observer }: Overrides = {},
): ScheduleServices {
  const documents = createDocumentClient(observer);
  const queues = createQueueClient(observer);
  return {
    connections: new ConnectionStore(documents, environment.CONNECTIONS_TABLE),
    entityStates: new EntityStateStore(documents, environment.CONNECTIONS_TABLE),
    runs: new RunStore(documents, environment.ACTIVITY_TABLE, environment.CONNECTIONS_TABLE),
    activity: new ActivityStore(documents, environment.ACTIVITY_TABLE, now),
    send: createImportSender(queues, environment),
    sendMaintenance: createSender(queues, environment.MAINTENANCE_QUEUE_URL),
    ledger: new LedgerStore(documents, environment.LEDGER_TABLE, now),
    sendTrigger: createSender(queues, environment.TRIGGER_QUEUE_URL),
    sendExport: createSender(queues, environment.EXPORT_QUEUE_URL),
    signingKeys: new SigningKeyStore(createSecretsClient(observer), environment.WEBHOOK_KEYS_SECRET, now),
    publicBaseUrl: environment.PUBLIC_BASE_URL,
    logger: new Logger(),
    metrics: new ConnectorMetrics(),
    now,
  };
}
