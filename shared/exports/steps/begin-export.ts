import { berlinDate } from '../../berlin-date.ts';
import type { Connection } from '../../connections/connection.ts';
import { namedBy } from '../ledger/entry-names.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import type { ExportWork } from './export-work.ts';
import { externalIdOf, type LedgerEntry } from '../ledger/ledger-entry.ts';
import { dueAfter, advance, stopWith } from './advance.ts';
import { whyIneligible } from './eligible.ts';

/** An entry for a work order that is to be exported and was not read yet. */
export function newEntry(
  { connectionId, firstOutsmartAccount, settings }: Connection,
  workOrderId: string,
  generation: number,
  now: number,
): LedgerEntry {
  const at = new Date(now).toISOString();
  const entry: LedgerEntry = {
    connectionId,
    workOrderId,
    generation,
    state: 'intent',
    version: 1,
    externalId: externalIdOf(firstOutsmartAccount, workOrderId, generation),
    intentAt: now,
    final: settings.exports.document === 'final',
    attempts: 0,
    looks: 0,
    orphanChecks: 0,
    dropped: [],
    updatedAt: at,
    history: [{ at, step: 'intent', outcome: 'asked' }],
  };
  return { ...entry, dueAt: dueAfter(entry, now) };
}

/** Reads the work order and notes the intent to invoice it, or why it is left alone. */
export async function beginExport(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const order = await readOrder(work, entry.workOrderId);
  const reason = order
    ? whyIneligible(order, work.connection.settings.exports, entry.generation > 1)
    : 'exportOrderGone';
  if (!order || reason !== undefined) {
    await stopWith(work, entry, 'skipped', { code: reason ?? 'exportOrderGone', params: {} });
    return;
  }
  await advance(work, entry, intentOf(work, order), [{ step: 'intent', outcome: 'stored' }]);
}

/** What the intent fixes: the day the invoice is of, and what the work order is called. */
export function intentOf(
  { connection, now }: Pick<ExportWork, 'connection' | 'now'>,
  order: ExportOrder,
): Pick<LedgerEntry, 'state' | 'documentDate' | 'orderNumber' | 'customerNumber' | 'workedOn'> {
  return {
    state: 'intent',
    documentDate: documentDateOf(connection, order, now()),
    ...namedBy(order),
    workedOn: order.workedOn,
  };
}

/** The work order as it is now, or as it was read for this very message. */
export async function readOrder(work: ExportWork, workOrderId: string): Promise<ExportOrder | undefined> {
  const order = work.kept.order ?? (await work.vendors.readWorkOrder(workOrderId));
  if (order) work.kept.order = order;
  return order;
}

/** The date of the invoice by the settings, `YYYY-MM-DD`; today where the work order has no such day. */
export function documentDateOf({ settings }: Connection, order: ExportOrder, now: number): string {
  const today = berlinDate(now);
  switch (settings.exports.documentDate) {
    case 'today':
      return today;
    case 'workDate':
      return order.workedOn ?? today;
    case 'completion':
      return order.completedOn ?? today;
  }
}
