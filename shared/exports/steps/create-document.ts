import { refusal } from '../ledger/refusal.ts';
import { wasNotMade } from '../vendors/was-not-made.ts';
import { contentHash } from '../../records/content-hash.ts';
import { RecordRejectedError, RetryableError } from '../../vendor-http/errors/index.ts';
import { documentDateOf } from '../invoice/document-date.ts';
import { readOrder } from './read-order.ts';
import { bindDocument } from './bind-document.ts';
import { asChecked, stopDiffering } from './check-document.ts';
import { differencesOf } from './compare-document.ts';
import type { ExportDocument, ExportOrder } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { BuiltInvoice } from '../invoice/build-invoice.ts';
import type { LedgerEntry, StoredProblem } from '../ledger/ledger-entry.ts';
import { activityOf, advance, stopWith } from './advance.ts';

/** An invoice that can be made, or why there is none. */
export type Prepared =
  | {
      readonly order: ExportOrder;
      readonly invoice: BuiltInvoice;
      readonly documentDate: string;
      readonly payloadHash: string;
    }
  | { readonly state: 'failed' | 'skipped'; readonly problem: StoredProblem };

/** Reads the work order and builds its invoice. */
export async function prepareInvoice(work: ExportWork, entry: LedgerEntry): Promise<Prepared> {
  const read = await readOrder(work, entry);
  if ('problem' in read) return read;
  const { order } = read;
  const { externalId, intentAt } = entry;
  const { documentDate = documentDateOf(work.connection, order, work.now(), intentAt) } = entry;
  const built = await work.build(order, { externalId, documentDate, seenAt: intentAt });
  if ('problem' in built) return { state: 'failed', problem: built.problem };
  const payloadHash = contentHash(work.connection.connectionId, built.invoice.document);
  return { order, invoice: built.invoice, documentDate, payloadHash };
}

/**
 * Makes the document of a work order. That it is tried is stored before the call: whatever becomes of this function, the
 * next one knows that there may be a document, and looks before it makes another.
 */
export async function createDocument(work: ExportWork, entry: LedgerEntry): Promise<void> {
  // It may have waited for weeks since it was read; once there may be a document, that has its date.
  const mayExist = entry.unsureSince !== undefined || entry.state === 'creating';
  const prepared = await prepareInvoice(work, mayExist ? entry : { ...entry, documentDate: undefined });
  if ('problem' in prepared) {
    await stopWith(work, entry, prepared.state, prepared.problem);
    return;
  }
  const { order, invoice, documentDate, payloadHash } = prepared;
  const { customer_id: customerId } = invoice.document;
  if (customerId === undefined) throw new TypeError('an invoice names a customer who was not made');
  const isDoubtful = invoice.keepDraft || (mayExist && entry.keepDraft === true);
  const mayDiffer = entry.unsureSince !== undefined && entry.payloadHash !== payloadHash;
  const creating = await advance(
    work,
    entry,
    {
      state: 'creating',
      attempts: entry.attempts + 1,
      attemptUntil: work.attemptUntil,
      looks: 0,
      lookAt: undefined,
      documentDate,
      workOrderHash: order.hash,
      payloadHash,
      customerId,
      ...(mayDiffer && { mixed: true }),
      // What was doubtful at an attempt that may have been carried out still is.
      keepDraft: isDoubtful ? true : undefined,
    },
    [{ step: 'creating', outcome: 'started', requestHash: payloadHash }],
  );
  if (!creating) return;
  // Once, although it may take several attempts.
  if (entry.attempts === 0) {
    for (const warning of invoice.warnings) await work.log(activityOf(creating, warning));
  }

  let document: ExportDocument;
  try {
    document = await work.vendors.createDocument({ ...invoice.document, customer_id: customerId });
  } catch (error) {
    await recordOutcome(work, creating, error);
    return;
  }
  const differences = differencesOf(invoice, document.values);
  const isAsSent = differences.length === 0;
  const checked = isAsSent ? asChecked(document, work.now()) : {};
  const bound = await bindDocument(work, creating, document, 'answered', checked);
  if (bound && !isAsSent) await stopDiffering(work, bound, { invoice, document, differences });
}

/** @throws the error itself where the attempt is over without a document, and where it is a bug */
async function recordOutcome(work: ExportWork, creating: LedgerEntry, error: unknown): Promise<void> {
  if (error instanceof RecordRejectedError) {
    await stopWith(work, creating, 'failed', refusal('exportRejected', error), error.vendorCode);
    return;
  }
  if (error instanceof RetryableError && error.outcome === 'unknown') {
    // Nobody tries again before the attempt is over for certain, which is stored already.
    await advance(work, creating, { unsureSince: work.now(), orphanChecks: 0 }, [
      { step: 'creating', outcome: error.reason },
    ]);
    return;
  }
  if (wasNotMade(error)) {
    await advance(work, creating, { state: 'intent', attemptUntil: undefined }, [
      { step: 'creating', outcome: 'notDone' },
    ]);
  }
  throw error;
}
