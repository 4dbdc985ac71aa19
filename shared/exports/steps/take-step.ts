import { beginExport, intentOf } from './begin-export.ts';
import { createDocument, prepareInvoice } from './create-document.ts';
import type { ExportWork } from './export-work.ts';
import { finishDocument } from './finish-document.ts';
import { lookUpDocument, removeOrphans } from './look-up-document.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { markHandled } from './mark-handled.ts';
import { isSame, advance, stopWith } from './advance.ts';
import type { NextStep } from './next-step.ts';

const CREATING_CALL = 'POST /documents';
const DENIED_AGAIN_MS = 24 * 3_600_000;

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
      return lookUpDocument(work, entry);
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
 * gone; as long as it is not, nothing is stored. The problem stays until there is an invoice, so that it is logged
 * once.
 */
export async function recheck(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const prepared = await prepareInvoice(work, entry);
  if ('problem' in prepared) {
    const { state, problem } = prepared;
    if (!isSame(entry.problem, problem)) await stopWith(work, entry, state, problem);
    return;
  }
  const { order, payloadHash } = prepared;
  if (wouldBeRefusedAgain(entry, payloadHash, work.now())) return;
  const { documentDate } = entry;
  await advance(
    work,
    entry,
    {
      ...intentOf(work, order),
      // A call of before may have arrived since it was looked for last.
      looks: 0,
      ...(entry.unsureSince !== undefined && { documentDate }),
    },
    [{ step: 'intent', outcome: 'again' }],
  );
}

/** Whether easybill is certain, or likely, to answer the creating call as it did before. */
function wouldBeRefusedAgain(
  { problem, history, ...entry }: LedgerEntry,
  payloadHash: string,
  now: number,
): boolean {
  if (problem?.code === 'exportRejected') {
    return problem.params.call === CREATING_CALL && entry.payloadHash === payloadHash;
  }
  // A right of the key may have been given since: that is tried now and then.
  const deniedAt = problem?.code === 'exportDenied' ? history.at(-1)?.at : undefined;
  return deniedAt !== undefined && now - Date.parse(deniedAt) < DENIED_AGAIN_MS;
}
