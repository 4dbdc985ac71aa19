import { berlinDate } from '../../../shared/berlin-date.ts';
import type {
  ExportDocument,
  ExportOrder,
  InvoiceQuery,
} from '../../../shared/exports/vendors/export-vendors.ts';

/** A document at the simulated easybill. Times are epoch milliseconds. */
export interface SimulatedDocument {
  readonly id: number;
  readonly externalId: string;
  readonly customerId: number;
  /** `YYYY-MM-DD`. */
  readonly documentDate: string;
  content: string;
  readonly createdAt: number;
  /** Set on one that was cancelled. */
  cancelId?: number;
  editedAt: number;
  isDraft: boolean;
  number: string | undefined;
}

/** What an export asks easybill to make in a simulation. */
export interface SimulatedBody {
  readonly external_id: string;
  readonly customer_id: number;
  readonly document_date: string;
  readonly content: string;
}

/** What an invoice of this content comes to. */
export function centsOf(content: string): number {
  return content.length * 100;
}

/** What easybill leaves open. */
export interface SimulatedBehaviour {
  /** Whether the last day of a range does not belong to it. */
  readonly isEndExcluded?: boolean;
  /** Whether an article's price takes the place of the one that was sent. */
  readonly articleWins?: boolean;
  /** How long a new document is missing in lists. */
  readonly listedAfterMs?: number;
}

/** easybill and OutSmart as an export sees them: what they hold, and what must never be done to it. */
export class SimulatedVendors {
  readonly documents = new Map<number, SimulatedDocument>();
  /** What the real vendors' users would not forgive. */
  readonly violations: string[] = [];
  /** Documents that somebody finished by hand. */
  readonly finishedByHand = new Set<number>();
  order: { status: 'complete' | 'handled'; content: string } = { status: 'complete', content: 'first' };
  posts = 0;
  finishes = 0;
  lists = 0;
  /** Finishing calls that are on their way: they may arrive at an invoice that is finished by then. */
  lateFinishes = 0;
  readonly #now: () => number;
  readonly #behaviour: SimulatedBehaviour;
  /** Drafts that somebody changed or deleted. */
  readonly touchedByHand = new Set<number>();
  /** Documents that an export finished. */
  readonly finishedByUs = new Set<number>();

  constructor(now: () => number, behaviour: SimulatedBehaviour = {}) {
    this.#now = now;
    this.#behaviour = behaviour;
  }

  readWorkOrder(workOrderId: string): ExportOrder {
    const { status, content } = this.order;
    return {
      workOrderId,
      orderNumber: `W${workOrderId}`,
      customerNumber: undefined,
      status,
      isArchived: false,
      workStatus: undefined,
      isFinished: true,
      workedOn: '2026-11-20',
      hash: content,
      formerHash: content,
      content: { content, StatusChanges: [], Workperiods: [] },
    } as unknown as ExportOrder;
  }

  /** Sets the work order to handled; the invoice that is `stored` must exist by then. */
  markHandled(workOrderId: string, stored: () => number | undefined): ExportOrder {
    if (!this.documents.has(stored() ?? 0)) this.violations.push('handled without a stored invoice');
    this.order.status = 'handled';
    return this.readWorkOrder(workOrderId);
  }

  createDocument({
    external_id: externalId,
    customer_id: customerId,
    document_date: documentDate,
    content,
  }: SimulatedBody): ExportDocument {
    this.posts += 1;
    const id = 100 + this.posts;
    const now = this.#now();
    const document = {
      id,
      externalId,
      customerId,
      documentDate,
      content: this.#behaviour.articleWins ? `${content}, dear` : content,
      createdAt: now,
      editedAt: now,
      isDraft: true,
      number: undefined,
    };
    this.documents.set(id, document);
    return viewOf(document);
  }

  getDocument(id: number): ExportDocument | undefined {
    const document = this.documents.get(id);
    return document && viewOf(document);
  }

  finishDocument(id: number, isLate = false): ExportDocument | undefined {
    this.finishes += 1;
    const document = this.documents.get(id);
    if (!document) return undefined;
    if (!document.isDraft && !isLate && this.lateFinishes === 0) {
      this.violations.push(`document ${id} was written to after it was finished`);
    }
    if (document.isDraft) {
      document.isDraft = false;
      document.number = `R${id}`;
      document.editedAt = this.#now();
      this.finishedByUs.add(id);
    }
    if (this.finalInvoices().length > 1) this.violations.push('two invoices are finished');
    return viewOf(document);
  }

  deleteDocument(id: number): void {
    const document = this.documents.get(id);
    if (document && !document.isDraft) this.violations.push(`finished document ${id} was deleted`);
    this.documents.delete(id);
  }

  findInvoices({ editedFrom, editedTo, customerId }: InvoiceQuery): ExportDocument[] {
    this.lists += 1;
    return [...this.documents.values()]
      .filter((document) => {
        const day = berlinDate(document.editedAt);
        const { isEndExcluded = false, listedAfterMs = 0 } = this.#behaviour;
        return (
          this.#now() - document.createdAt >= listedAfterMs &&
          day >= editedFrom &&
          (day < editedTo || (day === editedTo && !isEndExcluded)) &&
          (customerId ?? document.customerId) === document.customerId
        );
      })
      .map(viewOf);
  }

  finalInvoices(): SimulatedDocument[] {
    return [...this.documents.values()].filter(({ isDraft }) => !isDraft);
  }

  /** Somebody changes the work order, unless it is handled already. */
  changeOrder(): void {
    if (this.order.status === 'complete') this.order.content += ' and more';
  }

  /** Somebody changes the newest draft at easybill. */
  editByHand(): void {
    const draft = this.#newestDraft();
    if (!draft) return;
    this.touchedByHand.add(draft.id);
    draft.content += ', by hand';
    draft.editedAt = this.#now() + 60_000;
  }

  /** Somebody deletes the newest draft at easybill. */
  deleteByHand(): void {
    const draft = this.#newestDraft();
    if (!draft) return;
    this.touchedByHand.add(draft.id);
    this.documents.delete(draft.id);
  }

  #newestDraft(): SimulatedDocument | undefined {
    return [...this.documents.values()].findLast(({ isDraft }) => isDraft);
  }

  /** Somebody finishes the newest draft at easybill, unless an invoice is finished already. */
  finishByHand(): void {
    const draft = this.#newestDraft();
    if (!draft || this.finalInvoices().length > 0) return;
    draft.isDraft = false;
    draft.number = `R${draft.id}`;
    draft.editedAt = this.#now() + 60_000;
    this.finishedByHand.add(draft.id);
  }
}

function viewOf(document: SimulatedDocument): ExportDocument {
  const {
    id,
    isDraft,
    number,
    externalId,
    cancelId,
    createdAt,
    editedAt,
    customerId,
    documentDate,
    content,
  } = document;
  const cents = centsOf(content);
  return {
    id,
    isDraft,
    number,
    externalId,
    cancelId,
    createdAt: berlinTime(createdAt),
    editedAt: berlinTime(editedAt),
    values: {
      customer_id: customerId,
      vat_option: undefined,
      document_date: documentDate,
      amount: cents,
      amount_net: cents,
      items: [{ type: 'POSITION', position_id: 11, quantity: 1, single_price_net: cents, vat_percent: 0 }],
    },
  };
}

// Winter, and whole hours apart: which zone it is does not matter to a difference.
function berlinTime(time: number): string {
  return new Date(time + 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
