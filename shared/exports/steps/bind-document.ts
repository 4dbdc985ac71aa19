import type { ExportDocument } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerChanges } from '../ledger/ledger.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { activityOf, advance, withDue } from './advance.ts';

/**
 * Makes a document the invoice of its work order, if none is stored. One that comes second is dropped: whichever is
 * stored first counts, whoever made it.
 *
 * @returns the entry with the document, unless there was one
 */
export async function bindDocument(
  work: ExportWork,
  entry: LedgerEntry,
  document: ExportDocument,
  outcome: 'answered' | 'adopted',
  changes: LedgerChanges = {},
): Promise<LedgerEntry | undefined> {
  const { ledger, now } = work;
  const { id: documentId, isDraft: draft, number: documentNumber } = document;
  const created: LedgerChanges = {
    state: 'created',
    attemptUntil: undefined,
    lookAt: undefined,
    problem: undefined,
    ...changes,
  };
  const bound = await ledger.bind(
    entry,
    { documentId, draft, ...(documentNumber !== undefined && { documentNumber }) },
    withDue(entry, created, now()),
    [
      { step: 'created', outcome, documentId },
      ...(created.state === 'checked' ? [{ step: 'checked', outcome, documentId }] : []),
    ],
  );
  if (bound) {
    work.kept.entry = bound;
    await work.log(activityOf(bound, { code: 'exportCreated', params: {} }));
    return bound;
  }
  // The late looks find it again if somebody else is faster.
  await dropDocument(work, entry, documentId);
  return undefined;
}

/**
 * Deletes a document that was made beside the one that counts, if it is a draft that nobody touched; else logs it for
 * the user. That it is dropped is stored first: from then on it can never become the invoice.
 *
 * @returns false when somebody else is at this work order, and it is to be tried again
 */
export async function dropDocument(
  work: ExportWork,
  { connectionId, workOrderId, generation }: LedgerEntry,
  documentId: number,
): Promise<boolean> {
  const { ledger, vendors, now } = work;
  let entry = await ledger.get(connectionId, workOrderId, generation);
  if (!entry || entry.documentId === documentId) return true;
  if (!entry.dropped.includes(documentId)) {
    entry = await advance(
      work,
      entry,
      { dropped: [...entry.dropped, documentId], unsureSince: entry.unsureSince ?? now() },
      [{ step: 'orphan', outcome: 'dropped', documentId }],
    );
    if (!entry) return false;
  }
  const found = await vendors.getDocument(documentId);
  if (found && isUntouched(found)) await vendors.deleteDraft(found);
  else if (found) {
    await work.log(activityOf(entry, { code: 'exportOrphanKept', params: { orphanId: documentId } }));
  }
  return true;
}

/** How much later than its creation easybill may say a document was edited although nobody did. */
const SAME_EDIT_MS = 2_000;

/** Whether a document is a draft that nobody changed since it was made. */
export function isUntouched({ isDraft, createdAt = '', editedAt = '' }: ExportDocument): boolean {
  const apart = Date.parse(`${editedAt.replace(' ', 'T')}Z`) - Date.parse(`${createdAt.replace(' ', 'T')}Z`);
  return isDraft && apart >= 0 && apart <= SAME_EDIT_MS;
}
