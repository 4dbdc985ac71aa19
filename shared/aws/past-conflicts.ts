import { TransactionCanceledException, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { setTimeout as delay } from 'node:timers/promises';

const ATTEMPTS = 6;
const FIRST_PAUSE_MS = 20;

/**
 * Repeats a write that DynamoDB refused only because a transaction was at the same item at that moment; the SDK does
 * not. Such a write was not carried out.
 *
 * @throws the conflict itself when it does not end
 */
export async function pastConflicts<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === ATTEMPTS || !isConflict(error)) throw error;
      await delay(FIRST_PAUSE_MS * 2 ** attempt * Math.random());
    }
  }
}

function isConflict(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  return (
    error instanceof TransactionCanceledException &&
    (error.CancellationReasons ?? []).some(({ Code }) => Code === 'TransactionConflict')
  );
}
