import { setTimeout as delay } from 'node:timers/promises';
import type * as z from 'zod';
import { createDocumentClient } from '../aws/document-client.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { createSecretsClient } from '../aws/secrets-client.ts';
import { environmentSchema } from '../environment.ts';
import { createSender } from '../messages/send-message.ts';
import { LedgerStore } from '../exports/ledger/ledger-store.ts';
import type { SweepServices } from '../exports/trigger/sweep-exports.ts';
import {
  buildImportControl,
  importControlEnvironmentSchema,
} from '../imports/worker/build-import-services.ts';
import type { ImportControl } from '../imports/worker/import-services.ts';
import type { Overrides } from '../connections/build-connection-services.ts';
import type { SendMaintenance } from '../messages/maintenance-message.ts';
import { SigningKeyStore } from '../webhooks/signing-key-store.ts';
import { ConnectionLock } from '../connections/connection-lock.ts';

/** What connecting, maintaining and disconnecting take besides what imports take. */
export interface LifecycleServices extends ImportControl, SweepServices {
  readonly lock: ConnectionLock;
  readonly signingKeys: SigningKeyStore;
  readonly sendMaintenance: SendMaintenance;
  /** Where our API answers, without a slash at the end. */
  readonly publicBaseUrl: string;
  /** Waits so many milliseconds. */
  readonly sleep: (ms: number) => Promise<unknown>;
}

/** Environment of the functions that connect, maintain and disconnect. */
export const lifecycleEnvironmentSchema = importControlEnvironmentSchema.extend({
  WEBHOOK_KEYS_SECRET: environmentSchema.shape.WEBHOOK_KEYS_SECRET,
  PUBLIC_BASE_URL: environmentSchema.shape.PUBLIC_BASE_URL,
  MAINTENANCE_QUEUE_URL: environmentSchema.shape.MAINTENANCE_QUEUE_URL,
  LEDGER_TABLE: environmentSchema.shape.LEDGER_TABLE,
  TRIGGER_QUEUE_URL: environmentSchema.shape.TRIGGER_QUEUE_URL,
  EXPORT_QUEUE_URL: environmentSchema.shape.EXPORT_QUEUE_URL,
});

/** Puts together what connecting, maintaining and disconnecting take; clients connect at their first call. */
export function buildLifecycleServices(
  environment: z.infer<typeof lifecycleEnvironmentSchema>,
  overrides: Overrides = {},
  documents = createDocumentClient(overrides.observer),
): LifecycleServices {
  const { now = Date.now, sleep = delay, observer } = overrides;
  const queues = createQueueClient(observer);
  return {
    ...buildImportControl(environment, overrides, documents),
    lock: new ConnectionLock(documents, environment.CONNECTIONS_TABLE, now),
    signingKeys: new SigningKeyStore(createSecretsClient(observer), environment.WEBHOOK_KEYS_SECRET, now),
    sendMaintenance: createSender(queues, environment.MAINTENANCE_QUEUE_URL),
    ledger: new LedgerStore(documents, environment.LEDGER_TABLE, now),
    sendTrigger: createSender(queues, environment.TRIGGER_QUEUE_URL),
    sendExport: createSender(queues, environment.EXPORT_QUEUE_URL),
    publicBaseUrl: environment.PUBLIC_BASE_URL,
    sleep,
  };
}
