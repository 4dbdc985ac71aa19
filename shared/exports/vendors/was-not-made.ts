import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RetryableError,
} from '../../vendor-http/errors/index.ts';

/** Whether a call that failed like this certainly made nothing. */
export function wasNotMade(error: unknown): boolean {
  return (
    error instanceof BudgetExhaustedError ||
    error instanceof CredentialsRejectedError ||
    error instanceof AccessDeniedError ||
    (error instanceof RetryableError && error.outcome === 'notDone')
  );
}
