import { RecordRejectedError, RetryableError } from '../vendor-errors/index.ts';
import { wasNotMade } from './create-document.ts';
import type { ExportDocument } from './export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import { activityOf, moveOn, stopWith } from './move-on.ts';

/**
 * Finishes the document, once. Whether it is still a draft is read before, unless this very function has just made it:
 * an invoice that is finished is never written to.
 */
export async function finishDocument(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const { vendors, kept } = work;
  const { documentId = 0 } = entry;
  if (kept.draft !== documentId) {
    const current = await vendors.getDocument(documentId);
    if (!current?.isDraft) {
      await settle(work, entry, current);
      return;
    }
  }
  const passed = entry.state === 'finishing' ? [] : [{ step: 'attached', outcome: 'passed' }];
  const finishing = await moveOn(work, entry, { state: 'finishing', attemptUntil: work.attemptUntil }, [
    ...passed,
    { step: 'finishing', outcome: 'started', documentId },
  ]);
  if (!finishing) return;
  // A second try in this function reads first.
  delete kept.draft;
  let finished: ExportDocument | undefined;
  try {
    finished = await vendors.finishDocument(documentId);
  } catch (error) {
    await settleAttempt(work, finishing, error);
    return;
  }
  await settle(work, finishing, finished);
}

async function settle(
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
  const sent = await moveOn(
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
  if (sent) await work.tell(activityOf(sent, { code: 'exportFinished', params: {} }));
}

/** @throws the error itself where nothing was finished, and where it is a bug */
async function settleAttempt(work: ExportWork, finishing: LedgerEntry, error: unknown): Promise<void> {
  if (error instanceof RecordRejectedError) {
    const { call, vendorCode, fields } = error;
    const params = { call: call.operation, vendorCode, fields: fields.join(', ') };
    await stopWith(work, finishing, 'failed', { code: 'exportFinishRejected', params }, vendorCode);
    return;
  }
  // What became of it is read once the attempt is over for certain.
  if (error instanceof RetryableError && error.outcome === 'unknown') return;
  if (wasNotMade(error)) {
    await moveOn(work, finishing, { attemptUntil: undefined }, [{ step: 'finishing', outcome: 'notDone' }]);
  }
  throw error;
}
