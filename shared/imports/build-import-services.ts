import { Logger } from '@aws-lambda-powertools/logger';
import type * as z from 'zod';
import { ActivityStore } from '../activity/activity-store.ts';
import type { CallObserver } from '../aws/call-observer.ts';
import { createDocumentClient } from '../aws/document-client.ts';
import { createQueueClient } from '../aws/queue-client.ts';
import { createSecretsClient } from '../aws/secrets-client.ts';
import { createPermitGate } from '../budget/permit-gate.ts';
import { createPermitStore } from '../budget/permit-store.ts';
import { setPermitPlan } from '../budget/update-permits.ts';
import { CALLS_PER_MINUTE } from '../connections/connection.ts';
import { ConnectionStore } from '../connections/connection-store.ts';
import { CredentialStore } from '../connections/credentials.ts';
import { environmentSchema } from '../environment.ts';
import { createImportSender, type QueueVariables } from '../messages/import-queues.ts';
import { EntityStateStore } from './entity-state-store.ts';
import { FailureStore } from './failure-store.ts';
import { ImportMetrics } from './import-metrics.ts';
import type { ConnectionServices, ImportServices } from './import-services.ts';
import { MappingStore } from './mapping-store.ts';
import { ReportStore } from './report-store.ts';
import { RunStore } from './run-store.ts';

/** Environment of every function that cares for connections. */
export const connectionEnvironmentSchema = environmentSchema.omit({
  MAPPINGS_TABLE: true,
  WEBHOOK_KEYS_SECRET: true,
  PUBLIC_BASE_URL: true,
  CARE_QUEUE_URL: true,
  LEDGER_TABLE: true,
  TRIGGER_QUEUE_URL: true,
  EXPORT_QUEUE_URL: true,
});
export type ConnectionEnvironment = z.infer<typeof connectionEnvironmentSchema>;

/** Environment of every import worker. Each has its own queue, and those of the workers it sends to. */
export const importEnvironmentSchema = connectionEnvironmentSchema
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

/** The parts of the outside world that tests replace. */
export interface Outside {
  readonly now?: () => number;
  readonly random?: () => number;
  /** Waits so many milliseconds by the clock of `now`. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly observer?: CallObserver | undefined;
}

/** Puts together what imports work with; clients connect at their first call. */
export function buildImportServices(environment: ImportEnvironment, outside: Outside = {}): ImportServices {
  const documents = createDocumentClient(outside.observer);
  return {
    ...buildConnectionServices(environment, outside, documents),
    mappings: (connectionId, entity, fence) =>
      new MappingStore(documents, environment.MAPPINGS_TABLE, connectionId, entity, fence),
  };
}

/** Puts together what caring for connections takes; clients connect at their first call. */
export function buildConnectionServices(
  environment: Omit<ConnectionEnvironment, keyof QueueVariables> & QueueVariables,
  { now = Date.now, random = Math.random, sleep, observer }: Outside = {},
  documents = createDocumentClient(observer),
): ConnectionServices {
  const permits = createPermitStore(documents, environment.PERMITS_TABLE);
  const activity = new ActivityStore(documents, environment.ACTIVITY_TABLE, now);
  const metrics = new ImportMetrics();
  return {
    connections: new ConnectionStore(documents, environment.CONNECTIONS_TABLE),
    entityStates: new EntityStateStore(documents, environment.CONNECTIONS_TABLE),
    runs: new RunStore(documents, environment.ACTIVITY_TABLE, environment.CONNECTIONS_TABLE),
    activity,
    failures: new FailureStore(documents, environment.ACTIVITY_TABLE, now),
    reports: new ReportStore(documents, environment.ACTIVITY_TABLE, now),
    credentials: new CredentialStore(
      createSecretsClient(observer),
      environment.CONNECTION_SECRET_PREFIX,
      now,
    ),
    send: createImportSender(createQueueClient(observer), environment),
    logger: new Logger(),
    metrics,
    openGate: ({ connectionId }, { priority, turn, deadline }) => {
      const gate = createPermitGate({
        store: permits,
        connectionId,
        priority,
        deadline,
        now,
        random,
        ...(sleep && { sleep }),
        onRateLimited: async ({ first, looksLikePlus, permits: callsPerMinute }) => {
          metrics.count('RateLimited');
          if (!first && !looksLikePlus) return;
          const code = looksLikePlus ? 'planLooksLikePlus' : 'rateLimited';
          await activity.add(connectionId, [{ code, params: { callsPerMinute } }]);
        },
      });
      const inTurn = gate.forTurn(turn);
      return { run: (send) => inTurn.run(send), close: () => gate.close() };
    },
    setPlan: ({ connectionId, plan, settings }) =>
      setPermitPlan(
        permits,
        connectionId,
        { callsPerMinute: CALLS_PER_MINUTE[plan], share: settings.budgetShare },
        now(),
      ),
    vendors: {
      easybillBaseUrl: environment.EASYBILL_BASE_URL,
      outsmartBaseUrl: environment.OUTSMART_BASE_URL,
    },
    observer,
    now,
    random,
  };
}
