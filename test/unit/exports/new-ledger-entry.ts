import type { LedgerEntry } from '../../../shared/exports/ledger/ledger-entry.ts';

export const NOW = Date.UTC(2026, 10, 24, 9);

/** An entry right after its intent, with changes. */
export function ledgerEntry(changes: Partial<LedgerEntry> = {}): LedgerEntry {
  return {
    connectionId: 'c1',
    workOrderId: '4711',
    generation: 1,
    state: 'intent',
    version: 1,
    externalId: 'os-account-4711-1',
    documentDate: '2026-11-24',
    workedOn: '2026-11-20',
    intentAt: NOW,
    final: false,
    attempts: 0,
    looks: 0,
    orphanChecks: 0,
    dropped: [],
    dueAt: NOW + 900_000,
    updatedAt: '2026-11-24T09:00:00.000Z',
    history: [{ at: '2026-11-24T09:00:00.000Z', step: 'intent', outcome: 'asked' }],
    ...changes,
  };
}
