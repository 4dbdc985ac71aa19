import type { ExportWork } from './export-work.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { isUnchanged } from '../vendors/order-view.ts';
import { activityOf, advance, stopWith } from './advance.ts';

/**
 * Sets the work order to handled, now that its invoice is stored. It is read once more before: one that changed since it
 * was exported is logged for the user instead.
 */
export async function markHandled(work: ExportWork, entry: LedgerEntry): Promise<void> {
  const { vendors, connection } = work;
  const { workOrderId, workOrderHash, state } = entry;
  const passed = [...(state === 'sent' ? [] : [{ step: 'sent', outcome: 'passed' }])];
  if (!connection.settings.exports.markHandled) {
    await advance(work, entry, { state: 'sent' }, passed);
    return;
  }
  const order = await vendors.readWorkOrder(workOrderId);
  const isSame = order?.status === 'complete' && isUnchanged(order, workOrderHash);
  if (!isSame && order?.status !== 'handled') {
    const code = workOrderHash === undefined ? 'exportFoundAgain' : 'exportOrderChanged';
    await stopWith(work, entry, 'failed', { code, params: {} });
    return;
  }
  // It may have been changed between the two reads, or by whoever set it to handled.
  const handledOrder = isSame ? await vendors.markHandled(workOrderId) : order;
  const isChanged = handledOrder !== undefined && !isUnchanged(handledOrder, workOrderHash);
  if (isChanged) await work.log(activityOf(entry, { code: 'exportHandledChanged', params: {} }));
  const handled = await advance(work, entry, { state: 'handled' }, [
    ...passed,
    { step: 'handled', outcome: isSame ? 'done' : 'wasHandled' },
  ]);
  if (handled && !isChanged) await work.log(activityOf(handled, { code: 'exportHandled', params: {} }));
}
