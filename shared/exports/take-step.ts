import { beginExport, intentOf } from './begin-export.ts';
import { createDocument, prepareInvoice } from './create-document.ts';
import type { ExportWork } from './export-work.ts';
import { finishDocument } from './finish-document.ts';
import { lookForDocument, removeOrphans } from './look-for-document.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { markHandled } from './mark-handled.ts';
import { isSame, moveOn, stopWith } from './move-on.ts';
import type { NextStep } from './next-step.ts';

/**
 * Takes one step on the way of a work order. What it did is in the ledger afterwards; nothing is there when somebody
 * else was faster.
 */
export async function takeStep(
  work: ExportWork,
  entry: LedgerEntry,
  step: Exclude<NextStep['do'], 'wait' | 'hold' | 'rest'>,
): Promise<void> {
  switch (step) {
    case 'begin':
      return beginExport(work, entry);
    case 'create':
      return createDocument(work, entry);
    case 'look':
      return lookForDocument(work, entry);
    case 'finish':
      return finishDocument(work, entry);
    case 'handle':
      return markHandled(work, entry);
    case 'removeOrphans':
      return removeOrphans(work, entry);
  }
}

/**
 * Looks again at a work order that failed or was skipped without a document. It goes on by itself once the cause is
 * gone; as long as it is not, nothing is stored.
 */
export async function recheck(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const prepared = await prepareInvoice(work, entry);
  if ('problem' in prepared) {
    const { state, problem } = prepared;
    if (!isSame(entry.problem, problem)) await stopWith(work, entry, state, problem);
    return;
  }
  const { order, payloadHash } = prepared;
  // easybill would say the same again.
  if (entry.problem?.code === 'exportRejected' && entry.payloadHash === payloadHash) return;
  const { documentDate } = entry;
  await moveOn(
    work,
    entry,
    {
      ...intentOf(work, order),
      problem: undefined,
      // A call of before may have arrived since it was looked for last.
      looks: 0,
      ...(entry.unsureSince !== undefined && { documentDate }),
    },
    [{ step: 'intent', outcome: 'again' }],
  );
}
