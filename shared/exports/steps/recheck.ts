import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { advance, isSame, stopWith } from './advance.ts';
import { intentOf } from './begin-export.ts';
import { prepareInvoice } from './create-document.ts';
import type { ExportWork } from './export-work.ts';

const CREATING_CALL = 'POST /documents';
const DENIED_AGAIN_MS = 24 * 3_600_000;

/**
 * Looks again at a work order that failed or was skipped without a document. It goes on by itself once the cause is
 * gone; as long as it is not, nothing is stored. The problem stays until there is an invoice, so that it is told once.
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
