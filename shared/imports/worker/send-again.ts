import type { ImportMessage } from '../../messages/import-message.ts';
import { sendDelayed, type Wait } from '../../messages/send-delayed.ts';
import { laneOf } from '../../records/entity.ts';
import type { ImportServices } from './import-services.ts';

/**
 * Sends work that has to wait, see {@link sendDelayed}. The next reconciliation takes over what was given up.
 *
 * @returns false when the work was given up
 */
export async function sendAgain(
  services: ImportServices,
  message: ImportMessage,
  wait: Wait,
): Promise<boolean> {
  const { connectionId, entity, type } = message;
  services.logger.debug('work waits', { connectionId, entity, type, seconds: wait.seconds });
  const isSent = await sendDelayed(services, message, wait, {
    long: { code: 'waitingLong', entity },
    givenUp: { code: 'waitingGivenUp', entity },
  });
  if (!isSent) await services.entityStates.markDirty(connectionId, laneOf(entity), services.now());
  return isSent;
}
