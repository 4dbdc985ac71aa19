import type { ConnectionServices, GateRequest } from '../../connections/connection-services.ts';
import type { Connection } from '../../connections/connection.ts';
import type { SendExport } from '../../messages/export-message.ts';
import type { CredentialsRejectedError } from '../../vendor-http/errors/index.ts';
import type { ExportVendors } from '../vendors/export-vendors.ts';
import type { BuildInvoice } from '../invoice/build-invoice.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** The vendors of one connection, for one message. */
export interface OpenExport {
  readonly vendors: ExportVendors;
  readonly build: BuildInvoice;
  /** Builds the same, and makes nothing for it. */
  readonly plan: BuildInvoice;
  /** Whether easybill still knows the key. One easybill call; throws what the client throws. */
  readonly checkAccess: () => Promise<void>;
  /** Gives the permits back. */
  readonly close: () => Promise<void>;
}

/** For what an export calls its vendors. */
export interface ExportRequest extends GateRequest {
  /** When the work was queued, epoch milliseconds: what was looked up later need not be again. */
  readonly lookedSince: number;
}

/** What bringing work orders to easybill takes. */
export interface ExportServices extends Pick<
  ConnectionServices,
  'activity' | 'logger' | 'metrics' | 'now' | 'random'
> {
  readonly connections: Pick<ConnectionServices['connections'], 'get' | 'update'>;
  readonly ledger: Ledger;
  /** Until when the ledger may have forgotten what was done, epoch milliseconds; see {@link RestoreNote}. */
  readonly forgottenUntil: () => Promise<number | undefined>;
  readonly open: (connection: Connection, request: ExportRequest) => Promise<OpenExport>;
  readonly send: SendExport;
  /** Suspends a connection whose credentials were refused, unless they were replaced. */
  readonly suspend: (
    connection: Connection,
    rejection: CredentialsRejectedError,
  ) => Promise<'replaced' | 'suspended'>;
}
