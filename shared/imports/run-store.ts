import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  type PutCommandInput,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import { decodeTime } from 'ulid';
import * as z from 'zod';
import { pastConflicts } from '../aws/past-conflicts.ts';
import { unlessRefused } from '../aws/unless-refused.ts';
import type { Entity } from '../messages/import-message.ts';
import { entityKey } from './entity-state-store.ts';
import { noCounts, runSchema, type Run } from './run.ts';

const KEPT_SECONDS = 90 * 24 * 3600;
const idsSchema = z.object({ sk: z.string(), expiresAt: z.int(), ids: z.array(z.int()) });

type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

/** Records of a run that wait to be confirmed as gone. */
export interface Candidates {
  readonly sk: string;
  /** When DynamoDB may forget them, epoch seconds. */
  readonly expiresAt: number;
  readonly ids: readonly number[];
}

/** Runs of every connection, kept for 90 days. */
export class RunStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #connectionsTable: string;

  constructor(documents: DynamoDBDocumentClient, table: string, connectionsTable: string) {
    this.#documents = documents;
    this.#table = table;
    this.#connectionsTable = connectionsTable;
  }

  /** Stores a new run and makes it the one in progress, in one step; false when another one is in progress. */
  async start(connectionId: string, run: Run): Promise<boolean> {
    // The run reads everything, so it makes up for changes that were only flagged.
    return this.#begin(
      connectionId,
      run,
      { ConditionExpression: 'attribute_not_exists(pk)' },
      ' REMOVE dirtySince',
    );
  }

  async get(connectionId: string, runId: string): Promise<Run | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({
        TableName: this.#table,
        Key: { pk: connectionId, sk: `run#${runId}` },
        ConsistentRead: true,
      }),
    );
    return Item && runSchema.parse(Item);
  }

  /** Stores the state after step `seq`; false when that step was already taken. */
  async advance(connectionId: string, run: Run, seq: number): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: itemOf(connectionId, run),
          ConditionExpression: 'seq = :seq',
          ExpressionAttributeValues: { ':seq': seq },
        }),
      ),
    );
  }

  /** Lets a braked run go on as the one in progress; false when it is not braked or another run is in progress. */
  async confirm(connectionId: string, run: Run): Promise<boolean> {
    return this.#begin(connectionId, run, {
      ConditionExpression: 'seq = :seq AND #state = :braked',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':seq': run.seq - 1, ':braked': 'braked' },
    });
  }

  /** Newest first. The cursor is the id of the last run of the page. */
  async list(
    connectionId: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: Run[]; cursor: string | undefined }> {
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': connectionId, ':prefix': 'run#' },
        ScanIndexForward: false,
        Limit: limit,
        ...(cursor !== undefined && { ExclusiveStartKey: { pk: connectionId, sk: `run#${cursor}` } }),
      }),
    );
    const items = Items.map((item) => runSchema.parse(item));
    return { items, cursor: LastEvaluatedKey && items.at(-1)?.runId };
  }

  /** Keeps the records of a page that may be gone; storing the same page again replaces them. */
  async putCandidates(
    connectionId: string,
    runId: string,
    page: number,
    ids: readonly number[],
  ): Promise<void> {
    await this.#documents.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...pageKey('candidates', connectionId, runId, page), ids },
      }),
    );
  }

  /** The next records to confirm, undefined when none is left. */
  async nextCandidates(connectionId: string, runId: string): Promise<Candidates | undefined> {
    const { Items = [] } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': connectionId, ':prefix': `candidates#${runId}#` },
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    return Items[0] && idsSchema.parse(Items[0]);
  }

  /** Keeps the ids of a page whose order says nothing; storing the same page again replaces them. */
  async putSeen(connectionId: string, runId: string, page: number, ids: readonly number[]): Promise<void> {
    await this.#documents.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...pageKey('seen', connectionId, runId, page), ids },
      }),
    );
  }

  /** All ids kept with {@link putSeen}. */
  async seen(connectionId: string, runId: string): Promise<Set<number>> {
    const seen = new Set<number>();
    let cursor: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': connectionId, ':prefix': `seen#${runId}#` },
          ConsistentRead: true,
          ExclusiveStartKey: cursor,
        }),
      );
      for (const item of Items) for (const id of idsSchema.parse(item).ids) seen.add(id);
      cursor = LastEvaluatedKey;
    } while (cursor);
    return seen;
  }

  /** Keeps what is left of a page of candidates; nothing left removes it. */
  async keepCandidates(
    connectionId: string,
    { sk, expiresAt }: Candidates,
    ids: readonly number[],
  ): Promise<void> {
    const Key = { pk: connectionId, sk };
    if (ids.length === 0) await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key }));
    else
      await this.#documents.send(
        new PutCommand({ TableName: this.#table, Item: { ...Key, expiresAt, ids } }),
      );
  }

  async #begin(connectionId: string, run: Run, condition: Condition, alsoRemove = ''): Promise<boolean> {
    try {
      const command = new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: this.#table, Item: itemOf(connectionId, run), ...condition } },
          {
            Update: {
              TableName: this.#connectionsTable,
              Key: entityKey(connectionId, run.entity),
              UpdateExpression: `SET activeRunId = :run, entity = :entity${alsoRemove}`,
              ConditionExpression: 'attribute_not_exists(activeRunId)',
              ExpressionAttributeValues: { ':run': run.runId, ':entity': run.entity },
            },
          },
        ],
      });
      await pastConflicts(() => this.#documents.send(command));
      return true;
    } catch (error) {
      if (error instanceof TransactionCanceledException && isRefusal(error)) return false;
      throw error;
    }
  }
}

/** A run that has not begun. `now` in epoch milliseconds. */
export function newRun(
  runId: string,
  entity: Entity,
  trigger: Run['trigger'],
  now: number,
  { verify, ordered }: { verify: boolean; ordered: boolean },
): Run {
  const at = new Date(now).toISOString();
  return {
    runId,
    entity,
    trigger,
    state: 'queued',
    phase: 'pages',
    seq: 0,
    page: 1,
    lastId: 0,
    order: ordered ? 'ascending' : 'none',
    shifted: false,
    isLeft: false,
    reread: false,
    verify,
    counts: noCounts(),
    writtenOfPage: 0,
    problems: {},
    calls: 0,
    known: 0,
    candidates: 0,
    confirmed: false,
    startedAt: at,
    updatedAt: at,
  };
}

function pageKey(
  kind: 'candidates' | 'seen',
  connectionId: string,
  runId: string,
  page: number,
): { pk: string; sk: string; expiresAt: number } {
  return {
    pk: connectionId,
    sk: `${kind}#${runId}#${String(page).padStart(6, '0')}`,
    expiresAt: Math.floor(decodeTime(runId) / 1000) + KEPT_SECONDS,
  };
}

function itemOf(connectionId: string, run: Run): Record<string, unknown> {
  return {
    pk: connectionId,
    sk: `run#${run.runId}`,
    ...run,
    expiresAt: Math.floor(Date.parse(run.updatedAt) / 1000) + KEPT_SECONDS,
  };
}

function isRefusal(error: TransactionCanceledException): boolean {
  return (error.CancellationReasons ?? []).some(({ Code }) => Code === 'ConditionalCheckFailed');
}
