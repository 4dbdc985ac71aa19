import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unlessRefused } from '../../aws/unless-refused.ts';
import { ledgerEntrySchema, type ExportState, type LedgerEntry } from './ledger-entry.ts';
import type {
  BoundDocument,
  DueEntries,
  Ledger,
  LedgerChanges,
  LedgerPage,
  NewHistoryEntry,
} from './ledger.ts';

const ID_DIGITS = 20;
const GENERATION_DIGITS = 4;
const DUE_INDEX = 'byDueKey';

/** The ledger in its table. */
export class LedgerStore implements Ledger {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#documents = documents;
    this.#table = table;
    this.#now = now;
  }

  async latest(connectionId: string, workOrderId: string): Promise<LedgerEntry | undefined> {
    const { Items = [] } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :order)',
        ExpressionAttributeValues: { ':pk': connectionId, ':order': `${sortable(workOrderId)}#` },
        ScanIndexForward: false,
        Limit: 1,
        ConsistentRead: true,
      }),
    );
    return Items[0] && ledgerEntrySchema.parse(Items[0]);
  }

  async get(connectionId: string, workOrderId: string, generation: number): Promise<LedgerEntry | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({
        TableName: this.#table,
        Key: keyOf({ connectionId, workOrderId, generation }),
        ConsistentRead: true,
      }),
    );
    return Item && ledgerEntrySchema.parse(Item);
  }

  async open(entry: LedgerEntry): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...keyOf(entry), ...entry, ...dueKeyOf(entry.connectionId, entry.dueAt) },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),
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
    let cursor: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          IndexName: DUE_INDEX,
          KeyConditionExpression: 'dueKey = :connection',
          FilterExpression: `dueAt <= :now${isBegun ? ' AND (#state <> :intent OR attribute_exists(unsureSince))' : ''}`,
          ...(isBegun && { ExpressionAttributeNames: { '#state': 'state' } }),
          ExpressionAttributeValues: {
            ':connection': connectionId,
            ':now': now,
            ...(isBegun && { ':intent': 'intent' }),
          },
          ExclusiveStartKey: cursor,
        }),
      );
      due.push(...Items.map((item) => ledgerEntrySchema.parse(item)));
      cursor = LastEvaluatedKey;
    } while (cursor && due.length < limit);
    return due.slice(0, limit);
  }

  async list(
    connectionId: string,
    state: ExportState | undefined,
    limit: number,
    cursor?: string,
  ): Promise<LedgerPage> {
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk',
        ...(state !== undefined && {
          FilterExpression: '#state = :state',
          ExpressionAttributeNames: { '#state': 'state' },
        }),
        ExpressionAttributeValues: { ':pk': connectionId, ':state': state },
        ScanIndexForward: false,
        Limit: limit,
        ...(cursor !== undefined && { ExclusiveStartKey: { pk: connectionId, sk: sortKeyOfCursor(cursor) } }),
      }),
    );
    const last = z.object({ sk: z.string() }).optional().parse(LastEvaluatedKey);
    return {
      items: Items.map((item) => ledgerEntrySchema.parse(item)),
      cursor: last && cursorOf(last.sk),
    };
  }

  async #update(
    entry: LedgerEntry,
    changes: LedgerChanges & { readonly documentId?: number },
    history: readonly NewHistoryEntry[],
    { condition, values }: { condition: string; values: Record<string, unknown> },
  ): Promise<LedgerEntry | undefined> {
    const at = new Date(this.#now()).toISOString();
    const dueKey = 'dueAt' in changes ? dueKeyOf(entry.connectionId, changes.dueAt) : {};
    const changed = Object.entries({ ...changes, ...dueKey, updatedAt: at });
    const set = changed.filter(([, value]) => value !== undefined);
    const removed = changed.filter(([, value]) => value === undefined).map(([name]) => `#${name}`);
    const remove = removed.length === 0 ? '' : ` REMOVE ${removed.join(', ')}`;
    try {
      const { Attributes } = await this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(entry),
          UpdateExpression:
            `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')}, version = version + :one, ` +
            `#history = list_append(#history, :steps)${remove}`,
          ConditionExpression: condition,
          ExpressionAttributeNames: {
            '#history': 'history',
            ...Object.fromEntries(changed.map(([name]) => [`#${name}`, name])),
          },
          ExpressionAttributeValues: {
            ...values,
            ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
            ':one': 1,
            ':steps': history.map((step) => ({ at, ...step })),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return ledgerEntrySchema.parse(Attributes);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }
}

type EntryKey = Pick<LedgerEntry, 'connectionId' | 'workOrderId' | 'generation'>;

function keyOf({ connectionId, workOrderId, generation }: EntryKey): { pk: string; sk: string } {
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
