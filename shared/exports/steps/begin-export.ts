import { documentDateOf } from '../invoice/document-date.ts';
import { namedBy } from '../ledger/entry-names.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import { advance, stopWith } from './advance.ts';
import type { ExportWork } from './export-work.ts';
import { readOrder } from './read-order.ts';

/** Reads the work order and notes the intent to invoice it, or why it is left alone. */
export async function beginExport(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const read = await readOrder(work, entry);
  if ('problem' in read) await stopWith(work, entry, read.state, read.problem);
  else await advance(work, entry, intentOf(work, read.order), [{ step: 'intent', outcome: 'stored' }]);
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
