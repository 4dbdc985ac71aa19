import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fillPage, partSize } from '../../aws/fill-page.ts';
import { beginningWith, changing, Table, type ItemKey } from '../../aws/table.ts';
import { ledgerEntrySchema, type ExportState, type LedgerEntry } from './ledger-entry.ts';
import type {
  BoundDocument,
  DueEntries,
  Ledger,
  LedgerChanges,
  LedgerPage,
  NewHistoryEntry,
} from './ledger.ts';
import { hasOpenProblem, OpenProblems } from './open-problems.ts';

const ID_DIGITS = 20;
const GENERATION_DIGITS = 4;
const DUE_INDEX = 'byDueKey';

/** The ledger in its table. */
export class LedgerStore implements Ledger {
  readonly #table: Table;
  readonly #now: () => number;
  readonly #problems: OpenProblems;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#table = new Table(documents, table);
    this.#problems = new OpenProblems(documents, table);
    this.#now = now;
  }

  async latest(connectionId: string, workOrderId: string): Promise<LedgerEntry | undefined> {
    const { items } = await this.#table.query({
      ...beginningWith(connectionId, `${sortable(workOrderId)}#`),
      ScanIndexForward: false,
      Limit: 1,
      ConsistentRead: true,
    });
    return items[0] && ledgerEntrySchema.parse(items[0]);
  }

  async get(connectionId: string, workOrderId: string, generation: number): Promise<LedgerEntry | undefined> {
    const item = await this.#table.get(keyOf({ connectionId, workOrderId, generation }));
    return item && ledgerEntrySchema.parse(item);
  }

  async open(entry: LedgerEntry): Promise<boolean> {
    return this.#table.put(
      { ...keyOf(entry), ...entry, ...dueKeyOf(entry.connectionId, entry.dueAt) },
      { ConditionExpression: 'attribute_not_exists(pk)' },
    );
  }

  move(
    entry: LedgerEntry,
    changes: LedgerChanges,
    history: readonly NewHistoryEntry[],
  ): Promise<LedgerEntry | undefined> {
    return this.#update(entry, changes, history, {
      condition: 'version = :seen',
      values: { ':seen': entry.version },
    });
  }

  bind(
    entry: LedgerEntry,
    document: BoundDocument,
    changes: LedgerChanges,
    history: readonly NewHistoryEntry[],
  ): Promise<LedgerEntry | undefined> {
    return this.#update(entry, { ...changes, ...document }, history, {
      condition:
        'attribute_exists(pk) AND attribute_not_exists(documentId) AND NOT contains(dropped, :bound)',
      values: { ':bound': document.documentId },
    });
  }

  async listDue(connectionId: string, now: number, limit: number, which: DueEntries): Promise<LedgerEntry[]> {
    const isBegun = which === 'begun';
    const due: LedgerEntry[] = [];
    const pages = this.#table.pages({
      IndexName: DUE_INDEX,
      KeyConditionExpression: 'dueKey = :connection',
      FilterExpression: `dueAt <= :now${isBegun ? ' AND (#state <> :intent OR attribute_exists(unsureSince))' : ''}`,
      ...(isBegun && { ExpressionAttributeNames: { '#state': 'state' } }),
      ExpressionAttributeValues: {
        ':connection': connectionId,
        ':now': now,
        ...(isBegun && { ':intent': 'intent' }),
      },
    });
    for await (const { Items = [] } of pages) {
      due.push(...Items.map((item) => ledgerEntrySchema.parse(item)));
      if (due.length >= limit) break;
    }
    return due.slice(0, limit);
  }

  async list(
    connectionId: string,
    state: ExportState | undefined,
    limit: number,
    cursor?: string,
  ): Promise<LedgerPage> {
    const query = {
      ...(state !== undefined && {
        FilterExpression: '#state = :state',
        ExpressionAttributeNames: { '#state': 'state' },
      }),
      ExpressionAttributeValues: { ':pk': connectionId, ':state': state },
      ScanIndexForward: false,
      Limit: partSize(limit, state !== undefined),
    };
    const page = await fillPage(
      async (after) => {
        const part = await this.#table.list(connectionId, '', { ...query, cursor: after });
        return { ...part, items: part.items.map((item) => ledgerEntrySchema.parse(item)) };
      },
      (entry) => keyOf(entry).sk,
      limit,
      cursor === undefined ? undefined : sortKeyOfCursor(cursor),
    );
    return { ...page, cursor: page.cursor && cursorOf(page.cursor) };
  }

  /** Row ids of the work orders with this order number. Reads all entries: for what a person asks for. */
  async idsByNumber(connectionId: string, orderNumber: string): Promise<string[]> {
    const items = await this.#table.queryAll({
      KeyConditionExpression: 'pk = :pk',
      FilterExpression: 'orderNumber = :number',
      ProjectionExpression: 'workOrderId',
      ExpressionAttributeValues: { ':pk': connectionId, ':number': orderNumber },
    });
    const ids = items.map((item) => ledgerEntrySchema.pick({ workOrderId: true }).parse(item).workOrderId);
    return [...new Set(ids)];
  }

  async #update(
    entry: LedgerEntry,
    changes: LedgerChanges & { readonly documentId?: number },
    history: readonly NewHistoryEntry[],
    { condition, values }: { condition: string; values: Record<string, unknown> },
  ): Promise<LedgerEntry | undefined> {
    const at = new Date(this.#now()).toISOString();
    if (hasOpenProblem(withChanges(entry, changes))) await this.#problems.note(entry, at);
    const dueKey = 'dueAt' in changes ? dueKeyOf(entry.connectionId, changes.dueAt) : {};
    const change = changing({ ...changes, ...dueKey, updatedAt: at }, [
      'version = version + :one',
      '#history = list_append(#history, :steps)',
    ]);
    const item = await this.#table.updated(keyOf(entry), {
      ...change,
      ConditionExpression: condition,
      ExpressionAttributeNames: { ...change.ExpressionAttributeNames, '#history': 'history' },
      ExpressionAttributeValues: {
        ...values,
        ...change.ExpressionAttributeValues,
        ':one': 1,
        ':steps': history.map((step) => ({ at, ...step })),
      },
    });
    const stored = item && ledgerEntrySchema.parse(item);
    if (stored && hasOpenProblem(entry) && !hasOpenProblem(stored)) await this.#problems.remove(entry);
    return stored;
  }
}

/** An attribute that is set to undefined is removed. */
function withChanges(entry: LedgerEntry, changes: object): LedgerEntry {
  return { ...entry, ...changes };
}

type EntryKey = Pick<LedgerEntry, 'connectionId' | 'workOrderId' | 'generation'>;

function keyOf({ connectionId, workOrderId, generation }: EntryKey): ItemKey {
  const place = String(generation).padStart(GENERATION_DIGITS, '0');
  return { pk: connectionId, sk: `${sortable(workOrderId)}#${place}` };
}

/** What puts an entry into the index of those that are due at some time. */
function dueKeyOf(connectionId: string, dueAt: number | undefined): { dueKey: string | undefined } {
  return { dueKey: dueAt === undefined ? undefined : connectionId };
}

/** In the order of the numbers they are. */
function sortable(workOrderId: string): string {
  return workOrderId.padStart(ID_DIGITS, '0');
}

/** Cursors are `<work order>-<generation>`. */
function cursorOf(sortKey: string): string {
  return sortKey.replace(/^0*(\d+)#0*(\d+)$/, '$1-$2');
}

function sortKeyOfCursor(cursor: string): string {
  const [workOrderId = '', generation = ''] = cursor.split('-');
  return keyOf({ connectionId: '', workOrderId, generation: Number(generation) }).sk;
}
