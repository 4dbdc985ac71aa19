import type { Connection } from '../../connections/connection.ts';
import type { ExportMessage } from '../../messages/export-message.ts';
import { newEntry } from '../ledger/new-entry.ts';
import { isStopped } from '../ledger/ledger-entry.ts';
import { RECHECK_AFTER_MS } from '../ledger/due.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import { noteReopened } from './note-reopened.ts';
import type { TriggerServices } from './trigger-services.ts';

/**
 * Puts a work order on the export queue, once: what is under way is not sent again, and what failed is checked again
 * once an hour, or `atOnce`. The entry is stored first, so that the sweeper finds what was not sent.
 *
 * @param order as it was just read, to see whether it changed after its invoice was made
 * @returns whether it was sent
 */
export async function queueWorkOrder(
  services: Pick<TriggerServices, 'ledger' | 'sendExport' | 'now' | 'activity'>,
  connection: Connection,
  workOrderId: string,
  { atOnce = false, order }: { readonly atOnce?: boolean; readonly order?: ExportOrder } = {},
): Promise<boolean> {
  const { ledger, sendExport, now } = services;
  const { connectionId } = connection;
  const time = now();
  const message: ExportMessage = {
    type: 'export',
    connectionId,
    workOrderId,
    firstQueuedAt: time,
    hops: 0,
  };
  const known = await ledger.latest(connectionId, workOrderId);
  if (!known) {
    if (!(await ledger.open(newEntry(connection, workOrderId, 1, time)))) return false;
    await sendExport(message);
    return true;
  }
  if (order) await noteReopened(services, known, order);
  if (!isStopped(known) || (!atOnce && (known.recheckAt ?? 0) > time)) return false;
  const moved = await ledger.move(known, { recheckAt: time + RECHECK_AFTER_MS }, []);
  if (moved) await sendExport({ ...message, recheck: true });
  return moved !== undefined;
}
