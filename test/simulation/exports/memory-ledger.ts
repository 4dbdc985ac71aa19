import type { ExportState, HistoryEntry, LedgerEntry } from '../../../shared/exports/ledger/ledger-entry.ts';
import type {
  BoundDocument,
  DueEntries,
  Ledger,
  LedgerChanges,
  LedgerPage,
  NewHistoryEntry,
} from '../../../shared/exports/ledger/ledger.ts';

/** The ledger in memory, with the conditions of the one in DynamoDB: the same tests hold both to them. */
export class MemoryLedger implements Ledger {
  readonly entries = new Map<string, LedgerEntry>();
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  latest(connectionId: string, workOrderId: string): Promise<LedgerEntry | undefined> {
    const own = [...this.entries.values()].filter(
      (entry) => entry.connectionId === connectionId && entry.workOrderId === workOrderId,
    );
    return Promise.resolve(own.sort((a, b) => b.generation - a.generation)[0]);
  }

  get(connectionId: string, workOrderId: string, generation: number): Promise<LedgerEntry | undefined> {
    return Promise.resolve(this.entries.get(keyOf({ connectionId, workOrderId, generation })));
  }

  open(entry: LedgerEntry): Promise<boolean> {
    if (this.entries.has(keyOf(entry))) return Promise.resolve(false);
    this.entries.set(keyOf(entry), withoutUndefined(entry));
    return Promise.resolve(true);
  }

  move(
    entry: LedgerEntry,
    changes: LedgerChanges,
    history: readonly NewHistoryEntry[],
  ): Promise<LedgerEntry | undefined> {
    return this.#update(entry, changes, history, (stored) => stored.version === entry.version);
  }

  bind(
    entry: LedgerEntry,
    document: BoundDocument,
    changes: LedgerChanges,
    history: readonly NewHistoryEntry[],
  ): Promise<LedgerEntry | undefined> {
    const mayBind = ({ documentId, dropped }: LedgerEntry): boolean =>
      documentId === undefined && !dropped.includes(document.documentId);
    return this.#update(entry, { ...changes, ...document }, history, mayBind);
  }

  listDue(connectionId: string, now: number, limit: number, which: DueEntries): Promise<LedgerEntry[]> {
    const due = [...this.entries.values()].filter(
      ({ dueAt = Infinity, state, unsureSince, ...entry }) =>
        entry.connectionId === connectionId &&
        dueAt <= now &&
        (which === 'all' || state !== 'intent' || unsureSince !== undefined),
    );
    return Promise.resolve(due.slice(0, limit));
  }

  list(
    connectionId: string,
    state: ExportState | undefined,
    limit: number,
    cursor?: string,
  ): Promise<LedgerPage> {
    const all = [...this.entries.values()]
      .filter((entry) => entry.connectionId === connectionId)
      .sort((a, b) => Number(b.workOrderId) - Number(a.workOrderId) || b.generation - a.generation);
    const start = cursor === undefined ? 0 : all.findIndex((entry) => cursorOf(entry) === cursor) + 1;
    const page = all.slice(start, start + limit);
    const last = page.at(-1);
    return Promise.resolve({
      items: page.filter((entry) => state === undefined || entry.state === state),
      cursor: last && start + limit <= all.length && page.length === limit ? cursorOf(last) : undefined,
    });
  }

  #update(
    entry: LedgerEntry,
    changes: object,
    history: readonly NewHistoryEntry[],
    condition: (stored: LedgerEntry) => boolean,
  ): Promise<LedgerEntry | undefined> {
    const stored = this.entries.get(keyOf(entry));
    if (!stored || !condition(stored)) return Promise.resolve(undefined);
    const at = new Date(this.#now()).toISOString();
    const steps: HistoryEntry[] = history.map((step) => ({ at, ...step }));
    const updated = withoutUndefined({
      ...stored,
      ...changes,
      version: stored.version + 1,
      updatedAt: at,
      history: [...stored.history, ...steps],
    });
    this.entries.set(keyOf(entry), updated);
    return Promise.resolve(updated);
  }
}

function keyOf({
  connectionId,
  workOrderId,
  generation,
}: Pick<LedgerEntry, 'connectionId' | 'workOrderId' | 'generation'>): string {
  return `${connectionId}#${workOrderId}#${generation}`;
}

function cursorOf({ workOrderId, generation }: LedgerEntry): string {
  return `${workOrderId}-${generation}`;
}

function withoutUndefined(entry: LedgerEntry): LedgerEntry {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as LedgerEntry;
}
