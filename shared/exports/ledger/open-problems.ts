import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import * as z from 'zod';
import { LEVEL_OF } from '../../activity/activity-codes.ts';
import { fillPage, partSize } from '../../aws/fill-page.ts';
import { beginningWith, Table, type ItemKey } from '../../aws/table.ts';
import type { LedgerEntry, StoredProblem } from './ledger-entry.ts';
import type { Ledger } from './ledger.ts';
import { ledgerPartitions } from './ledger-partitions.ts';

const PREFIX = 'problem#';
const ID_DIGITS = 20;
const PARALLEL_READS = 25;

const noteSchema = z.object({ workOrderId: z.string(), since: z.string() });
type Note = z.infer<typeof noteSchema>;

/** A work order that has no invoice, or one that somebody has to look at, and since when. `since` is ISO 8601. */
export interface OpenProblem {
  readonly entry: LedgerEntry & { readonly problem: StoredProblem };
  readonly since: string;
}

/** Whether somebody has to do something about a work order; one that is left out by the settings is no problem. */
export function hasOpenProblem(entry: LedgerEntry): entry is OpenProblem['entry'] {
  return entry.problem !== undefined && LEVEL_OF[entry.problem.code] !== 'info';
}

/**
 * Which work orders of a connection have an open problem. A note is made before the entry says so and taken away after
 * it no longer does: there may be one too many, never one too few, so each is compared with the ledger.
 */
export class OpenProblems {
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  /** Notes that a work order has a problem; one that had one keeps its time. */
  async note({ connectionId, workOrderId }: LedgerEntry, at: string): Promise<void> {
    await this.#table.update(keyOf(connectionId, workOrderId), {
      UpdateExpression: 'SET workOrderId = :id, since = if_not_exists(since, :at)',
      ExpressionAttributeValues: { ':id': workOrderId, ':at': at },
    });
  }

  /** Forgets the problem of a work order. */
  async remove({ connectionId, workOrderId }: LedgerEntry): Promise<void> {
    await this.#table.delete(keyOf(connectionId, workOrderId));
  }

  /** How many work orders have an open problem. */
  async count(ledger: Pick<Ledger, 'latest'>, connectionId: string): Promise<number> {
    const notes = await this.#table.queryAll(beginningWith(partitionOf(connectionId), PREFIX));
    return (await this.#open(ledger, connectionId, notes)).length;
  }

  /** By row id, the latest first. The cursor is a row id. */
  async list(
    ledger: Pick<Ledger, 'latest'>,
    connectionId: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: OpenProblem[]; cursor: string | undefined }> {
    const page = await fillPage(
      async (after) => {
        const query = { ScanIndexForward: false, Limit: partSize(limit, false), cursor: after };
        const part = await this.#table.list(partitionOf(connectionId), PREFIX, query);
        return { ...part, items: await this.#open(ledger, connectionId, part.items) };
      },
      ({ entry }) => sortable(entry.workOrderId),
      limit,
      cursor && sortable(cursor),
    );
    return { ...page, cursor: page.cursor?.replace(/^0+/, '') };
  }

  async #open(
    ledger: Pick<Ledger, 'latest'>,
    connectionId: string,
    notes: readonly unknown[],
  ): Promise<OpenProblem[]> {
    const read = async ({ workOrderId, since }: Note): Promise<OpenProblem[]> => {
      const entry = await ledger.latest(connectionId, workOrderId);
      return entry && hasOpenProblem(entry) ? [{ entry, since }] : [];
    };
    const parsed = notes.map((note) => noteSchema.parse(note));
    return (await pMap(parsed, read, { concurrency: PARALLEL_READS })).flat();
  }
}

// Not in the partition of the entries, which is listed.
function partitionOf(connectionId: string): string {
  return ledgerPartitions(connectionId)[1];
}

function keyOf(connectionId: string, workOrderId: string): ItemKey {
  return { pk: partitionOf(connectionId), sk: PREFIX + sortable(workOrderId) };
}

/** In the order of the numbers they are. */
function sortable(workOrderId: string): string {
  return workOrderId.padStart(ID_DIGITS, '0');
}
