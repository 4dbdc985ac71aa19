import { conflict } from '../http/problem.ts';
import type { LifecycleServices } from './lifecycle-services.ts';
import { ConnectionBusyError } from '../connections/connection-lock.ts';

/** The function may still be at its last call when its deadline has come. */
const LOCK_MARGIN_MS = 5_000;
/** Maintenance takes a moment; whatever takes longer is better reported than waited for. */
const LONGEST_WAIT_MS = 3_000;
const WAIT_MS = 250;

/**
 * Runs `work` on behalf of a request, while nothing else changes the same connection.
 *
 * @param deadline when the function ends, epoch milliseconds
 * @throws ProblemError 409 when something else does
 */
export async function withConnectionLock<Result>(
  { lock, now, sleep }: Pick<LifecycleServices, 'lock' | 'now' | 'sleep'>,
  outsmartAccount: string,
  deadline: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const giveUpAt = now() + LONGEST_WAIT_MS;
  for (;;) {
    try {
      return await lock.hold(outsmartAccount, deadline + LOCK_MARGIN_MS, work);
    } catch (error) {
      if (!(error instanceof ConnectionBusyError)) throw error;
      if (now() >= giveUpAt) {
        throw conflict('The connection is being worked on. Send the request again in a minute.');
      }
      await sleep(WAIT_MS);
    }
  }
}
