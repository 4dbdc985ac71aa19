import type { ActivityStore, NewActivity } from '../activity/activity-store.ts';
import type { ConnectorMetrics } from '../aws/metrics.ts';
import type { Reservation } from '../budget/reservation.ts';

const LONG_WAIT_MS = 24 * 3_600_000;
const GIVEN_UP_AFTER_MS = 7 * 24 * 3_600_000;

/** How long work has to wait, and its place in the line for permits if that is what it waits for. */
export interface Wait {
  readonly seconds: number;
  readonly reservation?: Reservation | undefined;
  /** Set when a vendor failed: how often it did by now. */
  readonly failures?: number | undefined;
}

/** What a message carries whose work may have to wait. */
interface Delayable {
  readonly connectionId: string;
  readonly firstQueuedAt: number;
  readonly hops: number;
  readonly failures?: number | undefined;
  readonly longWaitTold?: true | undefined;
}

interface SendServices<Message> {
  readonly activity: Pick<ActivityStore, 'add'>;
  readonly metrics: Pick<ConnectorMetrics, 'count'>;
  readonly now: () => number;
  readonly send: (message: Message, delaySeconds: number) => Promise<void>;
}

/** The message of the same work after a wait. */
export function delayed<Message extends Delayable>(message: Message, wait: Wait): Message {
  const { reservation, failures = message.failures } = wait;
  return { ...message, hops: message.hops + 1, reservation, failures };
}

/**
 * Puts work that has to wait back on its queue as a new, delayed message: waiting burns no receive count and cannot
 * end in the DLQ. After 24 hours it is logged; after seven days it is given up.
 *
 * @param activities what is logged then
 * @returns false when the work was given up
 */
export async function sendDelayed<Message extends Delayable>(
  { activity, metrics, now, send }: SendServices<Message>,
  message: Message,
  wait: Wait,
  activities: { readonly long: NewActivity; readonly givenUp: NewActivity },
): Promise<boolean> {
  const { connectionId, firstQueuedAt, longWaitTold } = message;
  const { long, givenUp } = activities;
  const age = now() - firstQueuedAt;
  if (age > GIVEN_UP_AFTER_MS) {
    await activity.add(connectionId, [givenUp]);
    metrics.count('WaitGivenUp', givenUp.entity);
    return false;
  }
  const tell = age > LONG_WAIT_MS && !longWaitTold;
  if (tell) {
    await activity.add(connectionId, [long]);
    metrics.count('WaitLong', long.entity);
  }
  const again = delayed(message, wait);
  await send(tell ? { ...again, longWaitTold: true } : again, Math.max(1, wait.seconds));
  return true;
}
