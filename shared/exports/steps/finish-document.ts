import { RecordRejectedError, RetryableError } from '../../vendor-http/errors/index.ts';
import { refusal } from '../ledger/refusal.ts';
import { wasNotMade } from '../vendors/was-not-made.ts';
import type { ExportDocument } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { activityOf, advance, stopWith } from './advance.ts';

/**
 * That a document is a draft counts for so long: finishing it may have to wait for a permit of its own, and a read at each
 * try would take that away from another work order.
 */
const DRAFT_COUNTS_MS = 30 * 60_000;

/**
 * Finishes the document, once. Whether it is still a draft is read before, unless it was made or read shortly before and
 * nobody has tried to finish it since: an invoice that is finished is never written to.
 */
export async function finishDocument(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const { vendors, now } = work;
  const { documentId = 0 } = entry;
  let { draftSeenAt = 0 } = entry;
  if (now() - draftSeenAt > DRAFT_COUNTS_MS) {
    const current = await vendors.getDocument(documentId);
    if (!current?.isDraft) {
      await recordFinished(work, entry, current);
      return;
    }
    draftSeenAt = now();
  }
  const passed = entry.state === 'finishing' ? [] : [{ step: 'attached', outcome: 'passed' }];
  const attempt = { state: 'finishing', attemptUntil: work.attemptUntil, draftSeenAt: undefined } as const;
  const finishing = await advance(work, entry, attempt, [
    ...passed,
    { step: 'finishing', outcome: 'started', documentId },
  ]);
  if (!finishing) return;
  let finished: ExportDocument | undefined;
  try {
    finished = await vendors.finishDocument(documentId);
  } catch (error) {
    await recordOutcome(work, finishing, draftSeenAt, error);
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
  const sent = await advance(
    work,
    entry,
    {
      state: 'sent',
      draft: false,
      attemptUntil: undefined,
      ...(documentNumber !== undefined && { documentNumber }),
    },
    [
      { step: 'finishing', outcome: 'done', documentId },
      { step: 'sent', outcome: 'passed' },
    ],
  );
  if (sent) await work.log(activityOf(sent, { code: 'exportFinished', params: {} }));
}

/** @throws the error itself where nothing was finished, and where it is a bug */
async function recordOutcome(
  work: ExportWork,
  finishing: LedgerEntry,
  draftSeenAt: number,
  error: unknown,
): Promise<void> {
  if (error instanceof RecordRejectedError) {
    await stopWith(work, finishing, 'failed', refusal('exportFinishRejected', error), error.vendorCode);
    return;
  }
  // What became of it is read once the attempt is over for certain.
  if (error instanceof RetryableError && error.outcome === 'unknown') return;
  if (wasNotMade(error)) {
    await advance(work, finishing, { attemptUntil: undefined, draftSeenAt }, [
      { step: 'finishing', outcome: 'notDone' },
    ]);
  }
  throw error;
}
