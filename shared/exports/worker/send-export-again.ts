import type { Reservation } from '../../budget/reservation.ts';
import type { ExportMessage } from '../../messages/export-message.ts';
import type { ExportServices } from './export-services.ts';
import type { LedgerEntry } from '../ledger/ledger-entry.ts';
import { activityOf } from '../steps/advance.ts';

const LONG_WAIT_MS = 24 * 3_600_000;
const GIVEN_UP_AFTER_MS = 7 * 24 * 3_600_000;

/** How long a work order has to wait, and its place in the line for permits if that is what it waits for. */
export interface ExportWait {
  readonly seconds: number;
  readonly reservation?: Reservation | undefined;
  /** Set when a vendor failed: how often it did by now. */
  readonly failures?: number | undefined;
}

/**
 * Puts a work order that has to wait back on its queue as a new, delayed message: waiting burns no receive count. After
 * 24 hours the user is told; after seven days the sweeper takes over, which begins anew.
 *
 * @param entry the work order as far as it is known
 */
export async function sendExportAgain(
  { activity, metrics, now, send }: ExportServices,
  message: ExportMessage,
  wait: ExportWait,
  entry: LedgerEntry | undefined,
): Promise<void> {
  const { connectionId } = message;
  const about = entry ?? message;
  const age = now() - message.firstQueuedAt;
  if (age > GIVEN_UP_AFTER_MS) {
    await activity.add(connectionId, [activityOf(about, { code: 'exportWaitingGivenUp', params: {} })]);
    metrics.count('WaitGivenUp');
    return;
  }
  const tell = age > LONG_WAIT_MS && !message.longWaitTold;
  if (tell) {
    await activity.add(connectionId, [activityOf(about, { code: 'exportWaitingLong', params: {} })]);
    metrics.count('WaitLong');
  }
  const again: ExportMessage = {
    ...message,
    hops: message.hops + 1,
    reservation: wait.reservation,
    failures: wait.failures ?? message.failures,
    ...(tell && { longWaitTold: true }),
  };
  await send(again, Math.max(1, wait.seconds));
}
