import type { Connection } from '../../connections/connection.ts';
import { dueAfter } from './due.ts';
import { externalIdOf, type LedgerEntry } from './ledger-entry.ts';

/** An entry for a work order that is to be exported and was not read yet. */
export function newEntry(
  { connectionId, firstOutsmartAccount, settings }: Connection,
  workOrderId: string,
  generation: number,
  now: number,
): LedgerEntry {
  const at = new Date(now).toISOString();
  const entry: LedgerEntry = {
    connectionId,
    workOrderId,
    generation,
    state: 'intent',
    version: 1,
    externalId: externalIdOf(firstOutsmartAccount, workOrderId, generation),
    intentAt: now,
    final: settings.exports.document === 'final',
    attempts: 0,
    looks: 0,
    orphanChecks: 0,
    dropped: [],
    updatedAt: at,
    history: [{ at, step: 'intent', outcome: 'asked' }],
  };
  return { ...entry, dueAt: dueAfter(entry, now) };
}
