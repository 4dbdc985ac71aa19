import type { DocumentValues, NewInvoice } from '../../easybill/index.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';

/** A document at easybill, as far as the way to an invoice depends on it. */
export interface ExportDocument {
  readonly id: number;
  readonly isDraft: boolean;
  /** Assigned when it is finished. */
  readonly number?: string | undefined;
  readonly externalId?: string | undefined;
  /** `YYYY-MM-DD HH:mm:ss` in Europe/Berlin. */
  readonly createdAt?: string | undefined;
  /** As `createdAt`. */
  readonly editedAt?: string | undefined;
  /** Set on an invoice that was cancelled. */
  readonly cancelId?: number | undefined;
  /** What it says somebody owes. */
  readonly values?: DocumentValues | undefined;
}

/** Which invoices to list. Days are `YYYY-MM-DD` in Europe/Berlin; the last one may count or not. */
export interface InvoiceQuery {
  readonly editedFrom: string;
  readonly editedTo: string;
  readonly customerId?: number | undefined;
}

/** A work order, as far as the way to an invoice depends on it. */
export interface ExportOrder {
  readonly workOrderId: string;
  /** What users call it. */
  readonly orderNumber: string | undefined;
  /** Of the customer who gets the invoice. */
  readonly customerNumber: string | undefined;
  readonly status: 'complete' | 'handled' | 'other';
  readonly isArchived: boolean;
  /** Code of the customer-defined status. */
  readonly workStatus: string | undefined;
  readonly isFinished: boolean;
  /** How it was paid, and what kind of work it is: names that users choose. */
  readonly paymentMethod: string | undefined;
  readonly workType: string | undefined;
  /** The last day somebody worked, or the last planned day where nobody booked hours, `YYYY-MM-DD`. */
  readonly workedOn: string | undefined;
  /** Changes with anything an invoice may show. */
  readonly hash: string;
  /** The hash that versions of before, which read less of a work order, gave it. */
  readonly formerHash: string;
  readonly content: OutsmartWorkOrder;
}

/**
 * The vendor calls an export makes. All of them make one HTTP call and throw what the clients throw; `findInvoices`
 * makes one for each 1000.
 */
export interface ExportVendors {
  /** Reads without changing anything; undefined when there is none. */
  readWorkOrder(workOrderId: string): Promise<ExportOrder | undefined>;
  /** Reads with `update_status=true`: sets a completed work order to handled, and answers what it was then. */
  markHandled(workOrderId: string): Promise<ExportOrder | undefined>;
  /** Makes a draft. Not idempotent. */
  createDocument(document: NewInvoice): Promise<ExportDocument>;
  /** Undefined when it does not exist (any more). */
  getDocument(documentId: number): Promise<ExportDocument | undefined>;
  /** Makes a draft final; undefined when it does not exist (any more). */
  finishDocument(documentId: number): Promise<ExportDocument | undefined>;
  /**
   * Deletes a draft that was just read.
   *
   * @throws TypeError without a call when it is none
   */
  deleteDraft(document: ExportDocument): Promise<void>;
  /** All of them, whatever their number. */
  findInvoices(query: InvoiceQuery): Promise<ExportDocument[]>;
}
