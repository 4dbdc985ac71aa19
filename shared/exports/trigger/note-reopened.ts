import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import { isUnchanged } from '../vendors/order-view.ts';
import { activityOf } from '../steps/advance.ts';
import type { TriggerServices } from './trigger-services.ts';

/**
 * Logs that a completed work order is not any more what its invoice was made of: somebody reopened it, or changed it
 * afterwards. Once for each state of the work order, since what was added is invoiced by nobody.
 */
export async function noteReopened(
  { ledger, activity }: Pick<TriggerServices, 'ledger' | 'activity'>,
  entry: LedgerEntry,
  order: Pick<ExportOrder, 'hash' | 'formerHash'>,
): Promise<void> {
  if (!isAtRest(entry) || entry.workOrderHash === undefined) return;
  if (isUnchanged(order, entry.workOrderHash) || isUnchanged(order, entry.reopenedHash)) return;
  // Said by the problem already.
  const isKnown = entry.problem?.code === 'exportOrderChanged' && entry.reopenedHash === undefined;
  if (!isKnown) {
    // First, since what is stored is not logged again.
    await activity.add(entry.connectionId, [activityOf(entry, { code: 'exportOrderReopened', params: {} })]);
  }
  await ledger.move(entry, { reopenedHash: order.hash }, [
    { step: 'reopened', outcome: isKnown ? 'known' : 'logged' },
  ]);
}

/** Whether it has a document and nothing is to be done about it. */
function isAtRest({ state, documentId, dueAt }: LedgerEntry): boolean {
  if (documentId === undefined) return false;
  return state === 'handled' || state === 'failed' || (state === 'sent' && dueAt === undefined);
}
