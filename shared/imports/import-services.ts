import type { Logger } from '@aws-lambda-powertools/logger';
import type { ActivityStore } from '../activity/activity-store.ts';
import type { CallObserver } from '../aws/call-observer.ts';
import type { CallGate } from '../budget/call-gate.ts';
import type { Priority } from '../budget/permit-state.ts';
import type { Turn } from '../budget/turn.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connection-store.ts';
import type { CredentialStore, Credentials } from '../connections/credentials.ts';
import { createEasybillClient, type EasybillClient } from '../easybill/index.ts';
import type { Entity } from '../messages/import-message.ts';
import type { SendImport } from '../messages/import-queues.ts';
import { createOutsmartClient, type OutsmartClient } from '../outsmart/index.ts';
import type { EntityStateStore } from './entity-state-store.ts';
import type { FailureStore } from './failure-store.ts';
import type { ImportMetrics } from './import-metrics.ts';
import type { MappingStore } from './mapping-store.ts';
import type { ReportStore } from './report-store.ts';
import type { RunStore } from './run-store.ts';

/** A gate that holds permits until it is closed. */
export interface OpenGate extends CallGate {
  close(): Promise<void>;
}

/** Who asks for permits. */
export interface GateRequest {
  readonly priority: Priority;
  readonly turn: Turn | undefined;
  /** When the function ends, epoch milliseconds. */
  readonly deadline: number;
}

/** What a function that cares for connections works with. All of it lives as long as the function instance. */
export interface ConnectionServices {
  readonly connections: ConnectionStore;
  readonly entityStates: EntityStateStore;
  readonly runs: RunStore;
  readonly activity: ActivityStore;
  readonly failures: FailureStore;
  readonly reports: ReportStore;
  readonly credentials: CredentialStore;
  readonly send: SendImport;
  readonly logger: Logger;
  readonly metrics: ImportMetrics;
  readonly openGate: (connection: Connection, request: GateRequest) => OpenGate;
  /** Tells the budget which plan and share a connection has now. */
  readonly setPlan: (connection: Connection) => Promise<void>;
  readonly vendors: { readonly easybillBaseUrl: string; readonly outsmartBaseUrl: string };
  readonly observer?: CallObserver | undefined;
  readonly now: () => number;
  readonly random: () => number;
}

/** What an import worker works with. */
export interface ImportServices extends ConnectionServices {
  readonly mappings: (connectionId: string, entity: Entity, fence: number) => MappingStore;
}

/** Both vendors, with the credentials of one connection. */
export interface VendorClients {
  readonly easybill: EasybillClient;
  readonly outsmart: OutsmartClient;
}

/**
 * Clients for a connection; every easybill call goes through the gate.
 *
 * @param timeoutMs for one call, where a caller waits; else each vendor's own patience
 */
export function openVendors(
  { vendors, observer }: Pick<ConnectionServices, 'vendors' | 'observer'>,
  credentials: Credentials,
  gate: CallGate,
  timeoutMs?: number,
): VendorClients {
  const timeout = timeoutMs === undefined ? {} : { timeoutMs };
  return {
    easybill: createEasybillClient({
      baseUrl: vendors.easybillBaseUrl,
      apiKey: credentials.easybillApiKey,
      gate,
      observer,
      ...timeout,
    }),
    outsmart: createOutsmartClient({
      baseUrl: vendors.outsmartBaseUrl,
      token: credentials.outsmartToken,
      softwareToken: credentials.outsmartSoftwareToken,
      observer,
      ...timeout,
    }),
  };
}
