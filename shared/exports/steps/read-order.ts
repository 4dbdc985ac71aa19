import type { LedgerEntry, StoredProblem } from '../ledger/ledger-entry.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import { whyIneligible } from './eligible.ts';
import type { ExportWork } from './export-work.ts';

/** A work order that is to become an invoice, or why it is left alone. */
export type OrderRead =
  { readonly order: ExportOrder } | { readonly state: 'skipped'; readonly problem: StoredProblem };

/** The work order as it is now, or as it was read for this very message. */
export async function readOrder(
  { connection, vendors, kept }: ExportWork,
  { workOrderId, generation }: LedgerEntry,
): Promise<OrderRead> {
  const order = kept.order ?? (await vendors.readWorkOrder(workOrderId));
  if (!order) return skipped('exportOrderGone');
  kept.order = order;
  const reason = whyIneligible(order, connection.settings.exports, generation > 1);
  return reason === undefined ? { order } : skipped(reason);
}

function skipped(code: StoredProblem['code']): OrderRead {
  return { state: 'skipped', problem: { code, params: {} } };
}
