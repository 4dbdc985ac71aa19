import type { NewActivity } from '../../activity/activity-store.ts';
import type { Connection } from '../../connections/connection.ts';
import type { BuildInvoice } from '../invoice/build-invoice.ts';
import type { ExportOrder, ExportVendors } from '../vendors/export-vendors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';

/** What the steps of one work order share. */
export interface ExportWork {
  readonly connection: Connection;
  readonly ledger: Ledger;
  readonly vendors: ExportVendors;
  readonly build: BuildInvoice;
  /** Builds the same invoice, and makes nothing that it names. */
  readonly plan: BuildInvoice;
  /** Notes that the article's price and rate won over those of a line that names it. */
  readonly noteArticlesWin: () => Promise<void>;
  readonly log: (activity: NewActivity) => Promise<void>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** When a call that is begun now has reached easybill or never will, epoch milliseconds. */
  readonly attemptUntil: number;
  /** What is known for this message already: the work order and the entry. */
  readonly kept: { order?: ExportOrder; entry?: LedgerEntry };
}
