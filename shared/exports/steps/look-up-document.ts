import { berlinDate, dayAfter, dayBefore } from '../../berlin-date.ts';
import { bindDocument, dropDocument } from './bind-document.ts';
import type { ExportDocument, InvoiceQuery } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import { readExternalId } from '../ledger/generation.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { newEntry } from '../ledger/new-entry.ts';
import { activityOf, advance, stopWith } from './advance.ts';
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
  if (best.generation > entry.generation) await adoptLater(work, entry, best);
  else await bindDocument(work, entry, best, 'adopted', { ...unsure });
}

/**
 * Makes a document the invoice of its own, higher generation, which this ledger has forgotten: whoever exported the work
 * order again had deleted or cancelled what was made before.
 */
async function adoptLater(work: ExportWork, entry: LedgerEntry, document: OwnDocument): Promise<void> {
  const { connection, ledger, now } = work;
  const { id: documentId, isDraft: draft, number: documentNumber, externalId, generation } = document;
  const begun = newEntry(connection, entry.workOrderId, generation, now());
  const { orderNumber, customerNumber, workedOn } = entry;
  const later: LedgerEntry = {
    ...begun,
    ...(orderNumber !== undefined && { orderNumber }),
    ...(customerNumber !== undefined && { customerNumber }),
    ...(workedOn !== undefined && { workedOn }),
    ...(documentNumber !== undefined && { documentNumber }),
    externalId,
    state: 'created',
    documentId,
    draft,
    // There may be more of it, as of any that was found.
    unsureSince: now(),
    history: [...begun.history, { at: begun.updatedAt, step: 'created', outcome: 'adopted', documentId }],
  };
  if (await ledger.open(later)) await work.log(activityOf(later, { code: 'exportCreated', params: {} }));
  await stopWith(work, entry, 'skipped', { code: 'exportHasInvoice', params: { documentId } });
}

/**
 * Removes what late calls made beside the document that counts. Without one, what is found becomes the invoice.
 */
export async function removeOrphans(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const found = await findOurs(work, entry, work.now());
  const [best] = found;
  if (best && entry.documentId === undefined) {
    if (best.generation > entry.generation) await adoptLater(work, entry, best);
    else await bindDocument(work, entry, best, 'adopted', { workOrderHash: undefined });
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

/** A document of a work order, by its external id. */
interface OwnDocument extends ExportDocument {
  readonly externalId: string;
  readonly generation: number;
}

/**
 * Documents of a work order at easybill but the one that counts: of the highest generation first, then finished ones, then
 * the oldest. What was cancelled is no invoice, and of what this ledger has replaced another entry takes care.
 */
async function findOurs(
  { vendors }: ExportWork,
  { externalId, generation, documentId, customerId, dropped, intentAt, workedOn, state, looks }: LedgerEntry,
  now: number,
): Promise<OwnDocument[]> {
  // Whoever changed the customer of the draft hides it from the first look only.
  const isOfCustomer = state === 'creating' && looks === 0 && now - intentAt < SAME_CUSTOMER_MS;
  const query: InvoiceQuery = {
    editedFrom: dayBefore(state === 'intent' ? earliestInvoice(workedOn, intentAt) : berlinDate(intentAt)),
    editedTo: dayAfter(berlinDate(now)),
    ...(isOfCustomer && { customerId }),
  };
  const invoices = await vendors.findInvoices(query);
  const own = readExternalId(externalId)?.workOrder;
  const isBound = documentId !== undefined;
  return (
    invoices
      .flatMap((invoice): OwnDocument[] => {
        const name = readExternalId(invoice.externalId);
        if (name?.workOrder !== own || name === undefined || invoice.externalId === undefined) return [];
        return [{ ...invoice, externalId: invoice.externalId, generation: name.generation }];
      })
      .filter((found) => found.cancelId === undefined && found.id !== documentId)
      .filter((found) => (isBound ? found.generation === generation : found.generation >= generation))
      // Without one that counts, what was dropped must not come back.
      .filter(({ id }) => isBound || !dropped.includes(id))
      .sort((a, b) => b.generation - a.generation || Number(a.isDraft) - Number(b.isDraft) || a.id - b.id)
  );
}

/** Since when there may be an invoice that a restored ledger has forgotten, `YYYY-MM-DD`. */
function earliestInvoice(workedOn: string | undefined, intentAt: number): string {
  const intended = berlinDate(intentAt);
  // A day that was yet to come is only planned, and says as little as none.
  if (workedOn === undefined || workedOn > intended) return berlinDate(intentAt - LONGEST_FORGOTTEN_MS);
  return workedOn;
}
