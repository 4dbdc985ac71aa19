import type { NewActivity } from '../activity/activity-store.ts';
import type { Connection } from '../connections/connection.ts';
import type { NewInvoice } from '../easybill/index.ts';
import type { DocumentTotal } from '../invoices/document-total.ts';
import type { ExportOrder, ExportVendors } from './export-vendors.ts';
import type { Ledger } from './ledger.ts';
import type { Finding, LedgerEntry, StoredProblem } from './ledger-entry.ts';

/** An invoice as easybill is asked to make it. */
export interface BuiltInvoice {
  /** Body of `POST /documents`. */
  readonly document: NewInvoice;
  readonly total: DocumentTotal;
  /** What the user should look at. */
  readonly warnings: readonly Finding[];
}

/** What an invoice is called and dated. */
export interface InvoiceFrame {
  readonly externalId: string;
  /** `YYYY-MM-DD`. */
  readonly documentDate: string;
}

/** Makes an invoice of a work order, or says why that cannot be. May look up and create what is missing at easybill. */
export type BuildInvoice = (
  order: ExportOrder,
  frame: InvoiceFrame,
) => Promise<{ readonly invoice: BuiltInvoice } | { readonly problem: StoredProblem }>;

/** What the steps of one work order share. */
export interface ExportWork {
  readonly connection: Connection;
  readonly ledger: Ledger;
  readonly vendors: ExportVendors;
  readonly build: BuildInvoice;
  readonly tell: (activity: NewActivity) => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When a call that is begun now has reached easybill or never will, epoch milliseconds. */
  readonly attemptUntil: number;
  /** What is known for this message already: the work order and the entry. */
  readonly kept: { order?: ExportOrder; entry?: LedgerEntry };
}
