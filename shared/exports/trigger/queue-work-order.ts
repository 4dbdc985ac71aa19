import type { Connection } from '../../connections/connection.ts';
import type { ExportMessage } from '../../messages/export-message.ts';
import { newEntry } from '../ledger/new-entry.ts';
import { isStopped } from '../ledger/ledger-entry.ts';
import { RECHECK_AFTER_MS } from '../ledger/due.ts';
import type { TriggerServices } from './trigger-services.ts';

/**
 * Puts a work order on the export queue, once: what is under way is not sent again, and what failed is checked again
 * once an hour, or `atOnce`. The entry is stored first, so that the sweeper finds what was not sent.
 *
 * @returns whether it was sent
 */
export async function queueWorkOrder(
  { ledger, sendExport, now }: Pick<TriggerServices, 'ledger' | 'sendExport' | 'now'>,
  connection: Connection,
  workOrderId: string,
  atOnce = false,
): Promise<boolean> {
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
  if (!isStopped(known) || (!atOnce && (known.recheckAt ?? 0) > time)) return false;
  const moved = await ledger.move(known, { recheckAt: time + RECHECK_AFTER_MS }, []);
  if (moved) await sendExport({ ...message, recheck: true });
  return moved !== undefined;
}
