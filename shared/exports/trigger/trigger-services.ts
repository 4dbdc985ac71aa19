import type { Connection } from '../../connections/connection.ts';
import type { ConnectionServices } from '../../connections/connection-services.ts';
import type { SendExport, SendTrigger } from '../../messages/export-message.ts';
import type { CredentialsRejectedError } from '../../vendor-http/errors/index.ts';
import type { DryRunStore } from './dry-run-store.ts';
import type { ExportRequest } from '../worker/export-services.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import type { BuildInvoice } from '../invoice/build-invoice.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { PollStateStore } from './poll-state.ts';

/** What OutSmart lists as completed. */
interface CompleteOrders {
  readonly orders: readonly ExportOrder[];
  /** Ids of work orders that cannot be read. */
  readonly unreadableIds: readonly string[];
}

/** OutSmart of one connection, as finding work orders needs it. */
export interface OpenTrigger {
  /** All completed work orders, unchanged by the read. OutSmart may take five minutes. */
  readonly listComplete: () => Promise<CompleteOrders>;
  readonly readWorkOrder: (workOrderId: string) => Promise<ExportOrder | undefined>;
  /** Builds an invoice and makes nothing at easybill for it: what would be made is named. */
  readonly build: BuildInvoice;
  /** Gives the permits back. */
  readonly close: () => Promise<void>;
}

/** What finding completed work orders takes. */
export interface TriggerServices extends Pick<
  ConnectionServices,
  'activity' | 'logger' | 'metrics' | 'now' | 'random'
> {
  readonly connections: Pick<ConnectionServices['connections'], 'get'>;
  readonly ledger: Pick<Ledger, 'latest' | 'open' | 'move'>;
  readonly polls: Pick<PollStateStore, 'get' | 'begin' | 'end' | 'loggedAt' | 'noteLogged'>;
  readonly dryRuns: Pick<DryRunStore, 'put'>;
  readonly open: (
    connection: Connection,
    request: Pick<ExportRequest, 'deadline' | 'lookedSince'>,
  ) => Promise<OpenTrigger>;
  readonly sendExport: SendExport;
  readonly sendTrigger: SendTrigger;
  /** Suspends a connection whose credentials were refused, unless they were replaced. */
  readonly suspend: (
    connection: Connection,
    rejection: CredentialsRejectedError,
  ) => Promise<'replaced' | 'suspended'>;
}
