import { differencesOf, differsAtEasybill, type Difference } from './compare-document.ts';
import type { ExportDocument } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerChanges } from '../ledger/ledger.ts';
import type { LedgerEntry, StoredProblem } from '../ledger/ledger-entry.ts';
import type { BuiltInvoice } from '../invoice/build-invoice.ts';
import { isUnchanged } from '../vendors/order-view.ts';
import { isUntouched } from './bind-document.ts';
import { activityOf, advance, stopWith } from './advance.ts';

/** What was read of a document, or answered when it was made, counts so long before the document is finished. */
const CHECK_COUNTS_MS = 60_000;

/** What an entry keeps of a document that has what was sent. */
export function asChecked({ values }: ExportDocument, now: number): LedgerChanges {
  return {
    state: 'checked',
    checkedUntil: now + CHECK_COUNTS_MS,
    amountCents: values?.amount,
    amountNetCents: values?.amount_net,
  };
}

/**
 * Reads work order and document, and compares the document with what the work order gives. Whatever is doubtful is logged
 * for the user, and the document stays as it is: only what is certain goes on its way. A draft is doubtful as well when
 * somebody edited it and it is to be finished; one that somebody finished is only compared.
 */
export async function checkDocument(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const { vendors, now, kept, plan } = work;
  const order = await vendors.readWorkOrder(entry.workOrderId);
  if (order) kept.order = order;
  const isSame = order !== undefined && order.status !== 'other' && isUnchanged(order, entry.workOrderHash);
  const { externalId, documentDate, intentAt } = entry;
  const planned =
    isSame && documentDate !== undefined
      ? await plan(order, { externalId, documentDate, seenAt: intentAt })
      : undefined;

  const document = await vendors.getDocument(entry.documentId ?? 0);
  if (!document) {
    await stopWith(work, entry, 'failed', { code: 'exportDocumentGone', params: {} });
    return;
  }
  const seen = await noteFinished(work, entry, document);
  if (!seen) return;
  if (entry.workOrderHash === undefined || entry.mixed) {
    await stopWith(work, seen, 'failed', { code: 'exportFoundAgain', params: {} });
    return;
  }
  if (!isSame) {
    await stopWith(work, seen, 'failed', { code: 'exportOrderChanged', params: {} });
    return;
  }
  // What cannot be built any more cannot be compared.
  const invoice = planned && 'invoice' in planned ? planned.invoice : undefined;
  if (!invoice) {
    await stopWith(work, seen, 'failed', { code: 'exportFoundAgain', params: {} });
    return;
  }
  const differences = differencesOf(invoice, document.values);
  if (differences.length > 0) {
    await stopDiffering(work, seen, { invoice, document, differences });
    return;
  }
  const keepDraft = (seen.keepDraft ?? invoice.keepDraft) || undefined;
  const isToFinish = seen.final && document.isDraft && !keepDraft;
  if (isToFinish && !isUntouched(document)) {
    await stopWith(work, seen, 'failed', editedAtEasybill());
    return;
  }
  const step = { step: 'checked', outcome: 'read', documentId: document.id };
  if (document.isDraft) {
    await advance(work, seen, { ...asChecked(document, now()), keepDraft, attemptUntil: undefined }, [step]);
    return;
  }
  const sent = await advance(
    work,
    seen,
    { state: 'sent', attemptUntil: undefined, checkedUntil: undefined },
    [step, { step: 'sent', outcome: 'passed' }],
  );
  if (sent && entry.draft !== false) await work.log(activityOf(sent, { code: 'exportFinished', params: {} }));
}

/** Logs that a document is not what was sent, and leaves it as it is. */
export async function stopDiffering(
  work: ExportWork,
  entry: LedgerEntry,
  {
    invoice,
    document,
    differences,
  }: {
    readonly invoice: Pick<BuiltInvoice, 'total'>;
    readonly document: ExportDocument;
    readonly differences: readonly Difference[];
  },
): Promise<void> {
  // Nobody but easybill can have put another price beside the article.
  if (differences.includes('article') && isUntouched(document)) await work.noteArticlesWin();
  await stopWith(work, entry, 'failed', differsAtEasybill(invoice, document.values));
}

/** Stores that somebody has finished the document; undefined when somebody else is at this work order. */
async function noteFinished(
  work: ExportWork,
  entry: LedgerEntry,
  { id: documentId, isDraft, number: documentNumber }: ExportDocument,
): Promise<LedgerEntry | undefined> {
  if (isDraft || entry.draft === false) return entry;
  // Whatever it was checked for before was a draft.
  const state = entry.state === 'checked' ? 'created' : entry.state;
  return advance(work, entry, { state, draft: false, documentNumber }, [
    { step: 'finishing', outcome: 'done', documentId },
  ]);
}

function editedAtEasybill(): StoredProblem {
  return { code: 'exportEditedAtEasybill', params: {} };
}
