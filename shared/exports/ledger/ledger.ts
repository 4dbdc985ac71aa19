import type { ExportState, HistoryEntry, LedgerEntry } from './ledger-entry.ts';

/** What a step changes. `undefined` removes an attribute. */
export type LedgerChanges = {
  readonly [
    Name in keyof Omit<
      LedgerEntry,
      'connectionId' | 'workOrderId' | 'generation' | 'version' | 'history' | 'updatedAt' | 'documentId'
    >
  ]?: LedgerEntry[Name] | undefined;
};

/** A step for the history; when it is stored is added. */
export type NewHistoryEntry = Omit<HistoryEntry, 'at'>;

/** A document that counts as the invoice of a work order from now on. */
export interface BoundDocument {
  readonly documentId: number;
  readonly draft: boolean;
  readonly documentNumber?: string | undefined;
}

/** A page of entries. The cursor is undefined on the last page. */
export interface LedgerPage {
  readonly items: readonly LedgerEntry[];
  readonly cursor: string | undefined;
}

/** Which entries to look for: `begun` leaves out those of which certainly nothing was ever made. */
export type DueEntries = 'all' | 'begun';

/** The record of each work order's way to an invoice. Entries are never deleted, and their history only grows. */
export interface Ledger {
  /** The entry with the highest generation. */
  latest(connectionId: string, workOrderId: string): Promise<LedgerEntry | undefined>;
  get(connectionId: string, workOrderId: string, generation: number): Promise<LedgerEntry | undefined>;
  /** Stores a new entry; false when there is one of its generation. */
  open(entry: LedgerEntry): Promise<boolean>;
  /** Stores a step over the very entry it was decided on; undefined when somebody stored another one meanwhile. */
  move(
    entry: LedgerEntry,
    changes: LedgerChanges,
    history: readonly NewHistoryEntry[],
  ): Promise<LedgerEntry | undefined>;
  /**
   * Makes a document the invoice of a work order, whatever was stored since, unless a document is stored or this one was
   * dropped; then undefined.
   */
  bind(
    entry: LedgerEntry,
    document: BoundDocument,
    changes: LedgerChanges,
    history: readonly NewHistoryEntry[],
  ): Promise<LedgerEntry | undefined>;
  /** Entries that should have moved by `now`, at most `limit` of them. */
  listDue(connectionId: string, now: number, limit: number, which: DueEntries): Promise<LedgerEntry[]>;
  /** Entries of a connection, the latest work orders first. */
  list(
    connectionId: string,
    state: ExportState | undefined,
    limit: number,
    cursor?: string,
  ): Promise<LedgerPage>;
}
