import type { Reservation } from '../../budget/reservation.ts';
import type { ImportMessage } from '../../messages/import-message.ts';
import { laneOf } from '../../records/entity.ts';
import type { ImportServices } from './import-services.ts';

const LONG_WAIT_MS = 24 * 3_600_000;
const GIVEN_UP_AFTER_MS = 7 * 24 * 3_600_000;

/** How long work has to wait, and its place in the line for permits if that is what it waits for. */
export interface Wait {
  readonly seconds: number;
  readonly reservation?: Reservation | undefined;
  /** Set when a vendor failed: how often it did by now. */
  readonly failures?: number | undefined;
}

/**
 * Puts work that has to wait back on its queue as a new, delayed message: waiting burns no receive count and cannot
 * end in the DLQ. After 24 hours the user is told; after seven days the next reconciliation takes over.
 *
 * @returns false when the work was given up
 */
export async function sendAgain(
  services: ImportServices,
  message: ImportMessage,
  wait: Wait,
): Promise<boolean> {
  const { activity, entityStates, logger, metrics, now, send } = services;
  const { connectionId, entity } = message;
  const age = now() - message.firstQueuedAt;
  if (age > GIVEN_UP_AFTER_MS) {
    await entityStates.markDirty(connectionId, laneOf(entity), now());
    await activity.add(connectionId, [{ code: 'waitingGivenUp', entity }]);
    metrics.count('WaitGivenUp', entity);
    return false;
  }
  const tell = age > LONG_WAIT_MS && !message.longWaitTold;
  if (tell) {
    await activity.add(connectionId, [{ code: 'waitingLong', entity }]);
    metrics.count('WaitLong', entity);
  }
  const again: ImportMessage = {
    ...message,
    hops: message.hops + 1,
    reservation: wait.reservation,
    failures: wait.failures ?? message.failures,
    ...(tell && { longWaitTold: true }),
  };
  await send(again, Math.max(1, wait.seconds));
  logger.debug('work waits', { connectionId, entity, type: message.type, seconds: wait.seconds });
  return true;
}
