import { conflict } from '../http/problem.ts';
import type { ConnectingServices } from './connecting-services.ts';
import { ConnectionBusyError } from './connection-lock.ts';

/** The function may still be at its last call when its deadline has come. */
const LOCK_MARGIN_MS = 5_000;

/**
 * Runs `work` on behalf of a request, while nothing else changes the same connection.
 *
 * @param deadline when the function ends, epoch milliseconds
 * @throws ProblemError 409 when something else does
 */
export async function whileHeld<Result>(
  { lock }: Pick<ConnectingServices, 'lock'>,
  outsmartAccount: string,
  deadline: number,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await lock.hold(outsmartAccount, deadline + LOCK_MARGIN_MS, work);
  } catch (error) {
    if (!(error instanceof ConnectionBusyError)) throw error;
    throw conflict('The connection is being worked on. Send the request again in a minute.');
  }
}
