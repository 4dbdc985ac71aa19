import type { Connection } from '../../connections/connection.ts';
import { conflict, invalid, notFound } from '../../http/problem.ts';
import type { SendExport } from '../../messages/export-message.ts';
import { newEntry } from '../ledger/new-entry.ts';
import type { ExportDocument } from '../vendors/export-vendors.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { dueAfter } from '../ledger/due.ts';

/** What trying a work order again takes. */
export interface RetryServices {
  readonly ledger: Pick<Ledger, 'latest' | 'open' | 'move'>;
  readonly sendExport: SendExport;
  readonly now: () => number;
}

/** Reads a document at easybill; undefined when it does not exist (any more). */
export type ReadDocument = (documentId: number) => Promise<ExportDocument | undefined>;

const OFF = invalid([{ field: 'exports.enabled', message: 'Exports are switched off in the settings.' }]);
const MOVED = conflict('The work order is being exported at this moment. Look at it again in a minute.');

/**
 * Takes up a work order that stopped, where it stopped; one that is under way is only hurried.
 *
 * @throws ProblemError 404 for one that was never exported, 409 for one that is done, 422 for one without a document while
 *   exports are off
 */
export async function retryExport(
  { ledger, sendExport, now }: RetryServices,
  { connectionId, settings }: Connection,
  workOrderId: string,
): Promise<LedgerEntry> {
  const entry = await latestOf(ledger, connectionId, workOrderId);
  if (entry.documentId === undefined && !settings.exports.enabled) throw OFF;
  if (entry.state === 'handled' || (entry.state === 'sent' && entry.dueAt === undefined)) {
    throw conflict(
      'The invoice of this work order is made. To export it again, delete or cancel the invoice and send "again": true.',
    );
  }
  const stopped = entry.state === 'failed' || entry.state === 'skipped';
  const resumed = stopped ? await resume(ledger, entry, now()) : entry;
  if (!resumed) throw MOVED;
  await sendExport({ type: 'export', connectionId, workOrderId, firstQueuedAt: now(), hops: 0 });
  return resumed;
}

/**
 * Exports a work order once more on purpose, after its invoice was deleted or cancelled. One without an invoice is taken
 * up where it stopped.
 *
 * @throws ProblemError 404 for one that was never exported, 409 while its invoice exists or is being made, 422 while
 *   exports are off
 */
export async function exportAgain(
  services: RetryServices,
  connection: Connection,
  workOrderId: string,
  readDocument: ReadDocument,
): Promise<LedgerEntry> {
  const { ledger, sendExport, now } = services;
  const { connectionId, settings } = connection;
  const entry = await latestOf(ledger, connectionId, workOrderId);
  if (!settings.exports.enabled) throw OFF;
  if (entry.documentId === undefined) {
    if (entry.state !== 'failed' && entry.state !== 'skipped') throw MOVED;
    return retryExport(services, connection, workOrderId);
  }
  const document = await readDocument(entry.documentId);
  if (document && document.cancelId === undefined) {
    throw conflict(
      document.isDraft
        ? `Draft ${document.id} exists at easybill. Delete it there first.`
        : `Invoice ${document.number ?? document.id} exists at easybill. Cancel it there first.`,
    );
  }
  const next = newEntry(connection, workOrderId, entry.generation + 1, now());
  if (!(await ledger.open(next))) throw MOVED;
  await sendExport({ type: 'export', connectionId, workOrderId, firstQueuedAt: now(), hops: 0 });
  return next;
}

async function latestOf(
  ledger: Pick<Ledger, 'latest'>,
  connectionId: string,
  workOrderId: string,
): Promise<LedgerEntry> {
  const entry = await ledger.latest(connectionId, workOrderId);
  if (!entry) throw notFound('This work order was never exported.');
  return entry;
}

function resume(
  ledger: Pick<Ledger, 'move'>,
  entry: LedgerEntry,
  now: number,
): Promise<LedgerEntry | undefined> {
  const { documentId, draft, unsureSince } = entry;
  const withDocument = draft === false ? 'sent' : 'created';
  const state = documentId === undefined ? 'intent' : withDocument;
  const dueAt = dueAfter({ ...entry, state }, now);
  // Without a document it is read anew, and dated anew: the day it failed may be long ago.
  const undated = state === 'intent' && unsureSince === undefined && { documentDate: undefined };
  return ledger.move(
    entry,
    { state, problem: undefined, looks: 0, recheckAt: undefined, dueAt, ...undated },
    [{ step: state, outcome: 'retried' }],
  );
}
