import type { Logger } from '@aws-lambda-powertools/logger';
import { ActivityStore } from '../../../../shared/activity/activity-store.ts';
import type { Connection } from '../../../../shared/connections/connection.ts';
import { ConnectionStore } from '../../../../shared/connections/connection-store.ts';
import type { CredentialStore, Credentials } from '../../../../shared/connections/credentials.ts';
import { settingsSchema } from '../../../../shared/connections/settings/settings.ts';
import { EntityStateStore, type EntityState } from '../../../../shared/imports/stores/entity-state-store.ts';
import { FailureStore } from '../../../../shared/imports/stores/failure-store.ts';
import type { ConnectorMetrics } from '../../../../shared/aws/metrics.ts';
import type { ImportServices } from '../../../../shared/imports/worker/import-services.ts';
import { MappingStore } from '../../../../shared/mappings/mapping-store.ts';
import { ReportStore } from '../../../../shared/imports/stores/report-store.ts';
import { RunStore } from '../../../../shared/imports/stores/run-store.ts';
import type { Work } from '../../../../shared/imports/worker/work.ts';
import type { ImportMessage } from '../../../../shared/messages/import-message.ts';
import type { Tables } from '../../../support/tables.ts';

export const start = Date.parse('2026-03-01T12:00:00Z');

const KEYS: Credentials = { easybillApiKey: 'e', outsmartToken: 'o', outsmartSoftwareToken: 's' };

/** Work of one connection on real stores; what it sends and counts is kept. */
export class WaitingWork {
  readonly connectionId: string;
  readonly sent: { message: ImportMessage; delaySeconds: number }[] = [];
  readonly counted: string[] = [];
  readonly services: ImportServices;
  readonly work: Work;
  now = start;
  /** What the cache holds, and what the secret holds by now. */
  cached = KEYS;
  stored = KEYS;
  openGates = 0;
  /** The place in the line that each gate was opened with. */
  readonly reservations: unknown[] = [];
  unsureWrites = 0;
  /** Thrown instead of an easybill call when set. */
  noPermit: Error | undefined;

  constructor(tables: Tables, connectionId: string, easybillBaseUrl = 'http://127.0.0.1:1') {
    const { documents } = tables;
    this.connectionId = connectionId;
    this.services = {
      connections: new ConnectionStore(documents, tables.connections),
      entityStates: new EntityStateStore(documents, tables.connections),
      runs: new RunStore(documents, tables.activity, tables.connections),
      activity: new ActivityStore(documents, tables.activity, () => this.now),
      failures: new FailureStore(documents, tables.activity, () => this.now),
      reports: new ReportStore(documents, tables.activity, () => this.now),
      credentials: {
        get: () => Promise.resolve(this.cached),
        refresh: () => {
          const answer = this.cached === this.stored ? 'same' : 'changed';
          this.cached = this.stored;
          return Promise.resolve(answer);
        },
      } as unknown as CredentialStore,
      send: (message, delaySeconds = 0) => {
        this.sent.push({ message, delaySeconds });
        return Promise.resolve();
      },
      logger: { debug: () => undefined } as unknown as Logger,
      metrics: {
        count: (name: string) => {
          this.counted.push(name);
        },
      } as unknown as ConnectorMetrics,
      mappings: (id, entity, fence) => new MappingStore(documents, tables.mappings, id, entity, fence),
      openGate: (_connection, { reservation }) => {
        this.openGates += 1;
        this.reservations.push(reservation);
        return {
          run: (send) => (this.noPermit ? Promise.reject(this.noPermit) : send()),
          close: () => {
            this.openGates -= 1;
            return Promise.resolve();
          },
        };
      },
      setPlan: () => Promise.resolve(),
      vendors: { easybillBaseUrl, outsmartBaseUrl: 'http://127.0.0.1:1' },
      now: () => this.now,
      random: () => 0.5,
    };
    const connection: Connection = {
      connectionId,
      status: 'active',
      plan: 'plus',
      settings: settingsSchema.parse({}),
      outsmartAccount: 'o',
      firstOutsmartAccount: 'o',
      easybillAccount: 'e',
      tokenGeneration: 1,
      credentialsGeneration: 1,
      staleCredentials: [],
      createdAt: new Date(start).toISOString(),
    };
    this.work = {
      services: this.services,
      declare: () => {
        throw new Error('nothing is declared here');
      },
      lane: 'customer',
      connection,
      lease: { fence: 1, until: start + 60_000, state: { entity: 'customer', fence: 1, leaseUntil: 0 } },
      deadline: start + 300_000,
      noteUnsureWrite: () => {
        this.unsureWrites += 1;
      },
    };
  }

  async codes(): Promise<string[]> {
    const { items } = await this.services.activity.list(this.connectionId, {}, 100);
    return items.map(({ code }) => code);
  }

  async state(): Promise<EntityState | undefined> {
    return (await this.services.entityStates.list(this.connectionId))[0];
  }
}
