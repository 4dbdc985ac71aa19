import type { PlannedInvoice } from '../../easybill/index.ts';
import type { DocumentTotal } from '../../invoices/document-total.ts';
import type { Finding, StoredProblem } from '../ledger/ledger-entry.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';

/** An invoice as easybill is asked to make it. */
export interface BuiltInvoice {
  /** Body of `POST /documents`, once all that it names is made. */
  readonly document: PlannedInvoice;
  readonly total: DocumentTotal;
  /** What the user should look at. */
  readonly warnings: readonly Finding[];
  /** Whether one of the warnings is a doubt that only a person can resolve: it must not be finished, and stays a draft. */
  readonly keepDraft: boolean;
}

/** What an invoice is called and dated. */
interface InvoiceFrame {
  readonly externalId: string;
  /** `YYYY-MM-DD`. */
  readonly documentDate: string;
  /** When the connector first saw the work order completed, epoch milliseconds; now where it sees it for the first time. */
  readonly seenAt?: number;
}

/** Makes an invoice of a work order, or says why that cannot be. May look up and create what is missing at easybill. */
export type BuildInvoice = (
  order: ExportOrder,
  frame: InvoiceFrame,
) => Promise<{ readonly invoice: BuiltInvoice } | { readonly problem: StoredProblem }>;
