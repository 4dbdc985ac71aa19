import { berlinDate, dayBefore } from '../../berlin-date.ts';
import { bindDocument, dropDocument } from './bind-document.ts';
import type { ExportDocument, InvoiceQuery } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { activityOf, advance } from './advance.ts';
import { BETWEEN_LOOKUPS_MS } from './next-step.ts';

/** So long after the intent a document still has the customer it was made for. */
const SAME_CUSTOMER_MS = 3_600_000;
/** A table can be restored as it was so long ago at most. */
const LONGEST_FORGOTTEN_MS = 35 * 24 * 3_600_000;

/**
 * Looks whether the document of a work order was made by a call whose answer never arrived, or before the ledger was
 * restored, and makes it the invoice if so.
 */
export async function lookUpDocument(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const now = work.now();
  const found = await findOurs(work, entry, now);
  const unsure = entry.state === 'creating' && { unsureSince: now, orphanChecks: 0 };
  const [best] = found;
  if (!best) {
    await advance(work, entry, { ...unsure, looks: entry.looks + 1, lookAt: now + BETWEEN_LOOKUPS_MS }, [
      { step: 'look', outcome: 'none' },
    ]);
    return;
  }
  const finished = found.filter(({ isDraft }) => !isDraft);
  if (finished.length > 1) {
    const documents = finished.map(({ id, number }) => number ?? id).join(', ');
    await work.log(activityOf(entry, { code: 'exportDuplicate', params: { documents } }));
  }
  await bindDocument(work, entry, best, 'adopted', {
    ...unsure,
    // Which content it has is not known: the work order is shown to the user instead of being set to handled.
    ...(entry.mixed && { workOrderHash: undefined }),
  });
}

/**
 * Removes what late calls made beside the document that counts. Without one, what is found becomes the invoice.
 */
export async function removeOrphans(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const found = await findOurs(work, entry, work.now());
  const [best] = found;
  if (best && entry.documentId === undefined) {
    await bindDocument(work, entry, best, 'adopted', { workOrderHash: undefined });
    return;
  }
  for (const { id } of found) if (!(await dropDocument(work, entry, id))) return;
  // Dropping stores steps of its own.
  const { connectionId, workOrderId, generation } = entry;
  const current = await work.ledger.get(connectionId, workOrderId, generation);
  if (current?.orphanChecks !== entry.orphanChecks) return;
  await advance(work, current, { orphanChecks: entry.orphanChecks + 1 }, [
    { step: 'orphan', outcome: found.length === 0 ? 'none' : 'removed' },
  ]);
}

/** Documents of a work order at easybill but the one that counts: finished ones first, then the oldest. */
async function findOurs(
  { vendors }: ExportWork,
  { externalId, documentId, customerId, dropped, intentAt, workedOn, state }: LedgerEntry,
  now: number,
): Promise<ExportDocument[]> {
  const query: InvoiceQuery = {
    editedFrom: dayBefore(state === 'intent' ? earliestInvoice(workedOn, intentAt) : berlinDate(intentAt)),
    editedTo: berlinDate(now),
    ...(state === 'creating' && now - intentAt < SAME_CUSTOMER_MS && { customerId }),
  };
  const invoices = await vendors.findInvoices(query);
  // Without one that counts, what was dropped must not come back.
  const isCandidate = ({ id }: ExportDocument): boolean =>
    id !== documentId && (documentId !== undefined || !dropped.includes(id));
  return invoices
    .filter((invoice) => invoice.externalId === externalId && isCandidate(invoice))
    .sort((a, b) => Number(a.isDraft) - Number(b.isDraft) || a.id - b.id);
}

/** Since when there may be an invoice that a restored ledger has forgotten, `YYYY-MM-DD`. */
function earliestInvoice(workedOn: string | undefined, intentAt: number): string {
  const intended = berlinDate(intentAt);
  // A day that was yet to come is only planned, and says as little as none.
  if (workedOn === undefined || workedOn > intended) return berlinDate(intentAt - LONGEST_FORGOTTEN_MS);
  return workedOn;
}
