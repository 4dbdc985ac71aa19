import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import { RecordRejectedError, RetryableError } from '../../vendor-http/errors/index.ts';
import { refusal } from '../ledger/refusal.ts';
import { wasNotMade } from '../vendors/was-not-made.ts';
import type { ExportDocument } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { Finding, LedgerEntry } from '../ledger/ledger-entry.ts';
import { activityOf, advance, stopWith } from './advance.ts';

/**
 * What was read of a document counts for so long while finishing it waits for a permit of its own: a read at each try
 * would take that permit, and the document would never be finished.
 */
const WAITING_COUNTS_MS = 20 * 60_000;

/**
 * Finishes the document, once. It was made or checked a moment ago: an invoice that is finished is never written to, and
 * nothing doubtful is finished.
 */
export async function finishDocument(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const { vendors } = work;
  const { documentId = 0 } = entry;
  const attempt = { state: 'finishing', attemptUntil: work.attemptUntil, checkedUntil: undefined } as const;
  const finishing = await advance(work, entry, attempt, [
    { step: 'finishing', outcome: 'started', documentId },
  ]);
  if (!finishing) return;
  let finished: ExportDocument | undefined;
  try {
    finished = await vendors.finishDocument(documentId);
  } catch (error) {
    await recordOutcome(work, finishing, entry, error);
    return;
  }
  await recordFinished(work, finishing, finished);
}

async function recordFinished(
  work: ExportWork,
  entry: LedgerEntry,
  document: ExportDocument | undefined,
): Promise<void> {
  if (!document) {
    await stopWith(work, entry, 'failed', { code: 'exportDocumentGone', params: {} });
    return;
  }
  const { id: documentId, number: documentNumber, isDraft: draft } = document;
  if (draft) {
    const params = { call: 'PUT /documents/{id}/done', vendorCode: 200, fields: '' };
    await stopWith(work, entry, 'failed', { code: 'exportFinishRejected', params });
    return;
  }
  const problem = differsSinceCheck(entry, document);
  const sent = await advance(
    work,
    entry,
    {
      // Once more, whatever comes in between: what differs is not handled.
      state: problem ? 'created' : 'sent',
      draft: false,
      attemptUntil: undefined,
      ...(documentNumber !== undefined && { documentNumber }),
    },
    [
      { step: 'finishing', outcome: 'done', documentId },
      ...(problem ? [] : [{ step: 'sent', outcome: 'passed' }]),
    ],
  );
  if (!sent) return;
  await work.log(activityOf(sent, { code: 'exportFinished', params: {} }));
  if (problem) await stopWith(work, sent, 'failed', problem);
}

/** Somebody may have edited the draft in the moment since it was checked. */
function differsSinceCheck(
  { amountCents, amountNetCents }: LedgerEntry,
  { values }: ExportDocument,
): Finding | undefined {
  const { amount: foundCents, amount_net: foundNetCents } = values ?? {};
  if (foundCents === amountCents && foundNetCents === amountNetCents) return undefined;
  const found = {
    expectedCents: amountCents,
    expectedNetCents: amountNetCents,
    foundCents,
    foundNetCents,
  };
  const known = Object.entries(found).flatMap(([name, cents]) =>
    cents === undefined ? [] : [[name, cents] as const],
  );
  return { code: 'exportDiffersAtEasybill', params: Object.fromEntries(known) };
}

/** @throws the error itself where nothing was finished, and where it is a bug */
async function recordOutcome(
  work: ExportWork,
  finishing: LedgerEntry,
  { checkedUntil = 0, history }: LedgerEntry,
  error: unknown,
): Promise<void> {
  if (error instanceof RecordRejectedError) {
    await stopWith(work, finishing, 'failed', refusal('exportFinishRejected', error), error.vendorCode);
    return;
  }
  // What became of it is read once the attempt is over for certain.
  if (error instanceof RetryableError && error.outcome === 'unknown') return;
  if (wasNotMade(error)) {
    const wasRead = history.findLast(({ step }) => step === 'checked')?.outcome === 'read';
    const isWaiting = error instanceof BudgetExhaustedError && wasRead;
    const until = isWaiting ? Math.max(checkedUntil, work.now() + WAITING_COUNTS_MS) : checkedUntil;
    await advance(work, finishing, { state: 'checked', attemptUntil: undefined, checkedUntil: until }, [
      { step: 'finishing', outcome: 'notDone' },
    ]);
  }
  throw error;
}
