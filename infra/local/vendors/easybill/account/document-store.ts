import { berlinDate, berlinDateTime } from '../records/berlin-time.ts';
import type { DocumentInput, EasybillDocument } from '../records/document-record.ts';
import { documentAmounts, lineTotals } from '../records/document-totals.ts';

/** What the documents of an account need of it. */
export interface DocumentSurroundings {
  readonly now: () => number;
  readonly newId: () => number;
  readonly announce: (event: string, record: unknown) => void;
}

const FIRST_NUMBER = 1001;
const DAY_MS = 86_400_000;

/** The documents of one account. Changes made here raise events as those over the API do, and are what a user may do. */
export class DocumentStore {
  readonly records = new Map<number, EasybillDocument>();
  readonly #createdAt = new Map<number, number>();
  readonly #surroundings: DocumentSurroundings;
  #nextNumber = FIRST_NUMBER;

  constructor(surroundings: DocumentSurroundings) {
    this.#surroundings = surroundings;
  }

  /** Makes a draft and raises `document.create`. */
  create(input: DocumentInput): EasybillDocument {
    const now = this.#surroundings.now();
    const id = this.#surroundings.newId();
    this.#createdAt.set(id, now);
    return this.#put('create', {
      ...input,
      id,
      document_date: input.document_date ?? berlinDate(now),
      items: this.#lines(input),
      is_draft: true,
      due_date: null,
      ref_id: null,
      cancel_id: null,
      created_at: berlinDateTime(now),
    });
  }

  /** Changes a draft and raises `document.update`. Undefined when there is none. */
  change(id: number, input: DocumentInput): EasybillDocument | undefined {
    const known = this.records.get(id);
    if (known?.is_draft !== true) return undefined;
    return this.#put('update', {
      ...known,
      ...input,
      // What kind of document it is was settled when it was made.
      type: known.type,
      document_date: input.document_date ?? known.document_date,
      items: this.#lines(input),
    });
  }

  /** Makes a draft final and raises `document.completed`. One that is final already stays as it is. */
  finish(id: number): EasybillDocument | undefined {
    const known = this.records.get(id);
    if (known?.is_draft !== true) return known;
    const due = Date.parse(known.document_date) + (known.due_in_days ?? 0) * DAY_MS;
    return this.#put('completed', {
      ...known,
      is_draft: false,
      number: known.number ?? this.#newNumber(),
      due_date: new Date(due).toISOString().slice(0, 10),
    });
  }

  /** Cancels a final document by another one, which is final at once. Undefined when there is none to cancel. */
  cancel(id: number): EasybillDocument | undefined {
    const known = this.records.get(id);
    if (known === undefined || known.is_draft || known.cancel_id !== null) return undefined;
    const cancelId = this.#surroundings.newId();
    this.#createdAt.set(cancelId, this.#surroundings.now());
    const cancellation = this.#put('completed', {
      ...known,
      id: cancelId,
      type: 'STORNO',
      external_id: null,
      ref_id: id,
      items: known.items.map((item) => ({ ...item, quantity: -item.quantity })),
      created_at: berlinDateTime(this.#surroundings.now()),
    });
    this.#put('update', { ...known, cancel_id: cancelId });
    return cancellation;
  }

  /** Deletes a document, whatever it is, and raises `document.deleted`. False when there is none. */
  remove(id: number): boolean {
    const known = this.records.get(id);
    if (known === undefined) return false;
    this.records.delete(id);
    this.#surroundings.announce('document.deleted', this.present(known));
    return true;
  }

  /** Milliseconds since it was made. */
  age({ id }: EasybillDocument): number {
    return this.#surroundings.now() - (this.#createdAt.get(id) ?? 0);
  }

  /** The document as the API and the webhooks show it. */
  present(document: EasybillDocument): unknown {
    return {
      ...document,
      items: document.items.map((item) => ({ ...item, ...lineTotals(item) })),
      paid_amount: 0,
      paid_at: null,
      attachment_ids: [],
    };
  }

  #put(
    change: 'create' | 'update' | 'completed',
    fields: Omit<EasybillDocument, 'amount' | 'amount_net' | 'edited_at'>,
  ): EasybillDocument {
    const document: EasybillDocument = {
      ...fields,
      ...documentAmounts(fields.items),
      edited_at: berlinDateTime(this.#surroundings.now()),
    };
    this.records.set(document.id, document);
    this.#surroundings.announce(`document.${change}`, this.present(document));
    return document;
  }

  #lines({ items }: Pick<DocumentInput, 'items'>): EasybillDocument['items'] {
    return items.map((item, index) => ({ ...item, id: this.#surroundings.newId(), position: index + 1 }));
  }

  #newNumber(): string {
    const number = `RE-${this.#nextNumber}`;
    this.#nextNumber += 1;
    return number;
  }
}
