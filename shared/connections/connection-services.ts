import type { Logger } from '@aws-lambda-powertools/logger';
import type { ActivityStore } from '../activity/activity-store.ts';
import type { CallObserver } from '../aws/call-observer.ts';
import type { ConnectorMetrics } from '../aws/metrics.ts';
import type { CallGate } from '../budget/call-gate.ts';
import type { Priority } from '../budget/permit-state.ts';
import type { Reservation } from '../budget/reservation.ts';
import type { Connection } from './connection.ts';
import type { ConnectionStore } from './connection-store.ts';
import type { CredentialStore } from './credentials.ts';

/** A gate that holds permits until it is closed. */
export interface OpenGate extends CallGate {
  close(): Promise<void>;
}

/** Who asks for permits. */
export interface GateRequest {
  readonly priority: Priority;
  readonly reservation: Reservation | undefined;
  /** When the function ends, epoch milliseconds. */
  readonly deadline: number;
}

/** What a function that works on connections is given. All of it lives as long as the function instance. */
export interface ConnectionServices {
  readonly connections: ConnectionStore;
  readonly activity: ActivityStore;
  readonly credentials: CredentialStore;
  readonly logger: Logger;
  readonly metrics: ConnectorMetrics;
  readonly openGate: (connection: Connection, request: GateRequest) => OpenGate;
  /** Gives the budget the plan and share that a connection has now. */
  readonly setPlan: (connection: Connection) => Promise<void>;
  readonly vendors: { readonly easybillBaseUrl: string; readonly outsmartBaseUrl: string };
  readonly observer?: CallObserver | undefined;
  readonly now: () => number;
  readonly random: () => number;
}
