import { Logger } from '@aws-lambda-powertools/logger';
import middy from '@middy/core';
import { ulid } from 'ulid';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import { ActivityStore } from '../../../shared/activity/activity-store.ts';
import { ConnectorMetrics } from '../../../shared/aws/metrics.ts';
import { budgetUse } from '../../../shared/budget/budget-use.ts';
import { newPermits } from '../../../shared/budget/permit-state.ts';
import { createPermitStore } from '../../../shared/budget/permit-store.ts';
import { setPermitPlan } from '../../../shared/budget/update-permits.ts';
import { CALLS_PER_MINUTE, type Connection } from '../../../shared/connections/connection.ts';
import { ConnectionLock } from '../../../shared/connections/connection-lock.ts';
import { ConnectionStore } from '../../../shared/connections/connection-store.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { DryRunStore } from '../../../shared/exports/trigger/dry-run-store.ts';
import { LedgerStore } from '../../../shared/exports/ledger/ledger-store.ts';
import { OpenProblems } from '../../../shared/exports/ledger/open-problems.ts';
import { problemResponses } from '../../../shared/http/respond.ts';
import { EntityStateStore } from '../../../shared/imports/stores/entity-state-store.ts';
import { FailureStore } from '../../../shared/imports/stores/failure-store.ts';
import { ReportStore } from '../../../shared/imports/stores/report-store.ts';
import { RunStore } from '../../../shared/imports/stores/run-store.ts';
import { exportMessageSchema, triggerMessageSchema } from '../../../shared/messages/export-message.ts';
import { importMessageSchema } from '../../../shared/messages/import-message.ts';
import type { ManagementServices } from '../../../shared/management/management-services.ts';
import { findRoute } from '../../../shared/management/routes.ts';
import { apiRequest } from '../../support/api-request.ts';
import { startTables, type Tables } from '../../support/tables.ts';

export const START = Date.parse('2026-03-01T12:00:00Z');
export const EASYBILL_KEY = 'easybill-key';
export const OUTSMART_TOKEN = 'outsmart-token';
export const SOFTWARE_TOKEN = 'software-token';

/** An answer of the management API. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: any;
}

/** The management API in one process: its routes over tables in memory, between both simulated vendors. */
export class ApiWorld {
  readonly tables: Tables;
  readonly easybill: EasybillSimulator;
  readonly outsmart: OutsmartSimulator;
  readonly services: ManagementServices;
  /** Everything that was put on a queue. */
  readonly sent: any[] = [];
  /** What the budget says to the next calls instead of a permit. */
  refusal: Error | undefined;
  now = START;

  private constructor(tables: Tables, easybill: EasybillSimulator, outsmart: OutsmartSimulator) {
    this.tables = tables;
    this.easybill = easybill;
    this.outsmart = outsmart;
    this.services = this.#services();
  }

  static async start(): Promise<ApiWorld> {
    return new ApiWorld(
      await startTables(),
      await startEasybillSimulator({
        accounts: [{ name: 'first', plan: 'business', apiKeys: [EASYBILL_KEY] }],
      }),
      await startOutsmartSimulator({
        accounts: [{ name: 'first', token: OUTSMART_TOKEN, softwareToken: SOFTWARE_TOKEN }],
      }),
    );
  }

  async stop(): Promise<void> {
    await this.tables.stop();
    await this.easybill.close();
    await this.outsmart.close();
  }

  /** Stores a connection whose credentials are right, and returns its id. */
  async connected(
    changes: Omit<Partial<Connection>, 'settings'> & { settings?: object } = {},
  ): Promise<string> {
    const connectionId = `c${ulid(this.now)}`;
    await this.services.connections.put({
      connectionId,
      status: 'active',
      plan: 'business',
      outsmartAccount: `o-${connectionId}`,
      firstOutsmartAccount: 'o',
      easybillAccount: 'e',
      tokenGeneration: 1,
      credentialsGeneration: 1,
      staleCredentials: [],
      connectedAt: new Date(START).toISOString(),
      createdAt: new Date(START).toISOString(),
      ...changes,
      settings: settingsSchema.parse(changes.settings ?? {}),
    });
    return connectionId;
  }

  /** Calls a route as API Gateway does, `GET /connections/{connectionId}` with the values of its parameters. */
  async call(
    routeKey: string,
    pathParameters: Record<string, string> = {},
    body?: unknown,
    queryStringParameters: Record<string, string> = {},
  ): Promise<Answer> {
    const route = findRoute(routeKey)!;
    const silent = { error: () => undefined } as unknown as Logger;
    const handler = middy()
      .use(problemResponses(silent))
      .handler((event: any) => route.answer({ event, services: this.services, deadline: this.now + 25_000 }));
    const event = apiRequest({
      pathParameters,
      queryStringParameters,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const answer = await (handler as any)(event, {});
    return { status: answer.statusCode, headers: answer.headers, body: JSON.parse(answer.body) };
  }

  #services(): ManagementServices {
    const { documents, connections, activity, permits, ledger } = this.tables;
    const now = () => this.now;
    const permitStore = createPermitStore(documents, permits);
    const send = (schema: { parse: (message: unknown) => unknown }) => (message: unknown) => {
      schema.parse(message);
      this.sent.push(message);
      return Promise.resolve();
    };
    const credentials = {
      easybillApiKey: EASYBILL_KEY,
      outsmartToken: OUTSMART_TOKEN,
      outsmartSoftwareToken: SOFTWARE_TOKEN,
    };
    const services: Partial<ManagementServices> = {
      connections: new ConnectionStore(documents, connections),
      activity: new ActivityStore(documents, activity, now),
      credentials: {
        get: () => Promise.resolve(credentials),
        put: () => Promise.resolve(),
        delete: () => Promise.resolve(),
      } as unknown as ManagementServices['credentials'],
      logger: new Logger({ logLevel: 'SILENT' }),
      metrics: new ConnectorMetrics(),
      openGate: () => ({
        run: async (call) => {
          if (this.refusal) throw this.refusal;
          return call();
        },
        close: () => Promise.resolve(),
      }),
      setPlan: ({ connectionId, plan, settings }) =>
        setPermitPlan(
          permitStore,
          connectionId,
          { callsPerMinute: CALLS_PER_MINUTE[plan], share: settings.budgetShare },
          now(),
        ),
      vendors: { easybillBaseUrl: this.easybill.url, outsmartBaseUrl: this.outsmart.url },
      entityStates: new EntityStateStore(documents, connections),
      runs: new RunStore(documents, activity, connections),
      failures: new FailureStore(documents, activity, now),
      reports: new ReportStore(documents, activity, now),
      ledger: new LedgerStore(documents, ledger, now),
      openProblems: new OpenProblems(documents, ledger),
      dryRuns: new DryRunStore(documents, activity, now),
      lock: new ConnectionLock(documents, connections, now),
      signingKeys: {
        signing: () => Promise.resolve({ kid: 'k1', key: 'x'.repeat(32) }),
        find: () => Promise.resolve({ kid: 'k1', key: 'x'.repeat(32) }),
      } as unknown as ManagementServices['signingKeys'],
      publicBaseUrl: 'https://api.example.com',
      send: send(importMessageSchema),
      sendExport: send(exportMessageSchema),
      sendTrigger: send(triggerMessageSchema),
      sendMaintenance: send({ parse: (message) => message }),
      budgetUse: async ({ connectionId, plan, settings }) => {
        const unused = newPermits({ callsPerMinute: CALLS_PER_MINUTE[plan], share: settings.budgetShare });
        const { state = unused } = (await permitStore.read(connectionId)) ?? {};
        return budgetUse(state, now());
      },
      sleep: (ms) => Promise.resolve(void (this.now += ms)),
      now,
      random: () => 0.5,
    };
    return services as ManagementServices;
  }
}
