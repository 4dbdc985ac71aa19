import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { pastConflicts } from '../../aws/past-conflicts.ts';
import { Table, type Condition, type ItemKey } from '../../aws/table.ts';
import type { Entity } from '../../records/entity.ts';
import { entityKey } from './entity-state-store.ts';
import { noCounts } from '../../records/counts.ts';
import { RunNotes } from './run-notes.ts';
import { formerRunSchema, runSchema, type Run } from './run.ts';

const KEPT_SECONDS = 90 * 24 * 3600;

/** Runs of every connection, kept for 90 days. */
export class RunStore {
  /** What runs keep for later steps. */
  readonly notes: RunNotes;
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: Table;
  readonly #connectionsTable: string;

  constructor(documents: DynamoDBDocumentClient, table: string, connectionsTable: string) {
    this.#documents = documents;
    this.#table = new Table(documents, table);
    this.#connectionsTable = connectionsTable;
    this.notes = new RunNotes(documents, table);
  }

  /** Stores a new run and makes it the one in progress, in one step; false when another one is in progress. */
  async start(connectionId: string, run: Run): Promise<boolean> {
    return this.#begin(
      connectionId,
      run,
      { ConditionExpression: 'attribute_not_exists(pk)' },
      // The run reads everything, so it makes up for changes that were only flagged.
      run.dryRun ? '' : ' REMOVE dirtySince',
    );
  }

  async get(connectionId: string, runId: string): Promise<Run | undefined> {
    const item = await this.#table.get({ pk: connectionId, sk: `run#${runId}` });
    return item && readRun(item);
  }

  /** Stores the state after step `seq`; false when that step was already taken. */
  async advance(connectionId: string, run: Run, seq: number): Promise<boolean> {
    return this.#table.put(itemOf(connectionId, run), {
      ConditionExpression: 'seq = :seq',
      ExpressionAttributeValues: { ':seq': seq },
    });
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
    const page = await this.#table.list(connectionId, 'run#', {
      ScanIndexForward: false,
      Limit: limit,
      cursor,
    });
    return { ...page, items: page.items.map(readRun) };
  }

  async #begin(connectionId: string, run: Run, condition: Condition, alsoRemove = ''): Promise<boolean> {
    try {
      const command = new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName: this.#table.name, Item: itemOf(connectionId, run), ...condition } },
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
  { ordered, ...flags }: Pick<Run, 'verify' | 'dryRun' | 'isFirst'> & { readonly ordered: boolean },
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
    ...flags,
    counts: noCounts(),
    countsByEntity: {},
    writtenOfPage: {},
    problems: {},
    calls: 0,
    known: 0,
    candidates: 0,
    confirmed: false,
    startedAt: at,
    updatedAt: at,
  };
}

/** A stored run. Versions until 2026-11-30 counted all entities as one; such runs are kept for 90 days. */
function readRun(item: Record<string, unknown>): Run {
  const { success, data: former } = formerRunSchema.safeParse(item);
  if (!success) return runSchema.parse(item);
  const { entity, counts, writtenOfPage, phase } = former;
  return runSchema.parse({
    ...item,
    countsByEntity: { [entity]: counts },
    writtenOfPage: { [entity]: writtenOfPage },
    // Another worker had to write hour types then. Those that it did not write have no hash: the next run writes them.
    ...(phase === 'handed' && { phase: 'account', isLeft: true }),
  });
}

function itemOf(connectionId: string, run: Run): ItemKey & Record<string, unknown> {
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
