import { Logger } from '@aws-lambda-powertools/logger';
import { ActivityStore } from '../activity/activity-store.ts';
import type { CallObserver } from '../aws/call-observer.ts';
import { createDocumentClient } from '../aws/document-client.ts';
import { ConnectorMetrics } from '../aws/metrics.ts';
import { createSecretsClient } from '../aws/secrets-client.ts';
import { createPermitGate } from '../budget/permit-gate.ts';
import { createPermitStore } from '../budget/permit-store.ts';
import { setPermitPlan } from '../budget/update-permits.ts';
import type { Environment } from '../environment.ts';
import { CALLS_PER_MINUTE } from './connection.ts';
import type { ConnectionServices } from './connection-services.ts';
import { ConnectionStore } from './connection-store.ts';
import { CredentialStore } from './credentials.ts';

/** What every function that works on connections is given. */
export type ConnectionEnvironment = Pick<
  Environment,
  | 'CONNECTIONS_TABLE'
  | 'PERMITS_TABLE'
  | 'ACTIVITY_TABLE'
  | 'CONNECTION_SECRET_PREFIX'
  | 'EASYBILL_BASE_URL'
  | 'OUTSMART_BASE_URL'
>;

/** The parts of the outside world that tests replace. */
export interface Overrides {
  readonly now?: () => number;
  readonly random?: () => number;
  /** Waits so many milliseconds by the clock of `now`. */
  readonly sleep?: (ms: number) => Promise<unknown>;
  readonly observer?: CallObserver | undefined;
}

/** Puts together what working on connections takes; clients connect at their first call. */
export function buildConnectionServices(
  environment: ConnectionEnvironment,
  { now = Date.now, random = Math.random, sleep, observer }: Overrides = {},
  documents = createDocumentClient(observer),
): ConnectionServices {
  const permits = createPermitStore(documents, environment.PERMITS_TABLE);
  const activity = new ActivityStore(documents, environment.ACTIVITY_TABLE, now);
  const metrics = new ConnectorMetrics();
  return {
    connections: new ConnectionStore(documents, environment.CONNECTIONS_TABLE),
    activity,
    credentials: new CredentialStore(
      createSecretsClient(observer),
      environment.CONNECTION_SECRET_PREFIX,
      now,
    ),
    logger: new Logger(),
    metrics,
    openGate: ({ connectionId }, { priority, reservation, deadline }) => {
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
      const reserved = gate.forReservation(reservation);
      return { run: (send) => reserved.run(send), close: () => gate.close() };
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
