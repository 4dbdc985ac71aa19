import { beginExport } from './begin-export.ts';
import { checkDocument } from './check-document.ts';
import { createDocument } from './create-document.ts';
import type { ExportWork } from './export-work.ts';
import { finishDocument } from './finish-document.ts';
import { lookUpDocument, removeOrphans } from './look-up-document.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { markHandled } from './mark-handled.ts';
import type { NextStep } from './next-step.ts';

/**
 * Takes one step on the way of a work order. What it did is in the ledger afterwards; nothing is there when somebody
 * else was faster.
 */
export async function takeStep(
  work: ExportWork,
  entry: LedgerEntry,
  step: Exclude<NextStep['do'], 'wait' | 'hold' | 'done'>,
): Promise<void> {
  switch (step) {
    case 'begin':
      return beginExport(work, entry);
    case 'create':
      return createDocument(work, entry);
    case 'look':
      return lookUpDocument(work, entry);
    case 'check':
      return checkDocument(work, entry);
    case 'finish':
      return finishDocument(work, entry);
    case 'handle':
      return markHandled(work, entry);
    case 'removeOrphans':
      return removeOrphans(work, entry);
  }
}
