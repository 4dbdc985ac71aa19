import { BudgetExhaustedError } from '../budget/budget-exhausted-error.ts';
import { PermitReservedError } from '../budget/permit-reserved-error.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../vendor-http/errors/index.ts';
import type { Wait } from './send-delayed.ts';

const LONGEST_BACKOFF_SECONDS = 900;

/** What becomes of work that failed. */
export type FailureOutcome =
  | { readonly then: 'wait'; readonly wait: Wait }
  /** A vendor refuses it for good. */
  | { readonly then: 'refused'; readonly failure: RecordRejectedError }
  /** A vendor failed too often. */
  | { readonly then: 'givenUp'; readonly failure: RetryableError }
  /** A right is missing, while the key itself is accepted where that was checked. */
  | { readonly then: 'denied'; readonly failure: AccessDeniedError }
  /** The connection is suspended until it has credentials that are accepted. */
  | { readonly then: 'suspended' };

/** How work waits for a vendor that fails. */
export interface BackoffPolicy {
  /** Before the second try; before each further one it is twice as long. */
  readonly firstBackoffSeconds: number;
  /** Whether work is given up that met this failure as its so manieth. */
  readonly isHopeless: (failure: RetryableError, failures: number) => boolean;
  readonly random: () => number;
}

/** What is particular to one kind of work when it fails. */
export interface FailurePolicy extends BackoffPolicy {
  /** Suspends the connection, unless its credentials were replaced. */
  readonly suspend: (rejection: CredentialsRejectedError) => Promise<'replaced' | 'suspended'>;
  /** Whether easybill still knows the key, asked when a right is missing: throws what the client throws. */
  readonly checkAccess?: () => Promise<unknown>;
}

/**
 * Decides by the kind of failure (`shared/README.md`, four kinds of failure).
 *
 * @param failures how often a vendor failed at this work before
 * @throws the failure itself when it is none of a vendor or the budget: a bug, to be delivered again and end in the DLQ
 */
export async function handleFailure(
  failure: unknown,
  failures: number | undefined,
  policy: FailurePolicy,
): Promise<FailureOutcome> {
  const { suspend, checkAccess } = policy;
  const outcome = waitAfter(failure, failures, policy);
  if (outcome) return outcome;
  if (failure instanceof RecordRejectedError) return { then: 'refused', failure };
  if (failure instanceof CredentialsRejectedError) {
    const isReplaced = (await suspend(failure)) === 'replaced';
    return isReplaced ? { then: 'wait', wait: { seconds: 1 } } : { then: 'suspended' };
  }
  if (!(failure instanceof AccessDeniedError)) throw failure;
  try {
    await checkAccess?.();
  } catch (error) {
    const isClosed = error instanceof AccessDeniedError;
    return handleFailure(
      isClosed ? new CredentialsRejectedError(failure.call, 403) : error,
      failures,
      policy,
    );
  }
  return { then: 'denied', failure };
}

/** How long work waits for the budget or a vendor that failed; undefined when that is not what it failed of. */
export function waitAfter(
  failure: unknown,
  failures = 0,
  { firstBackoffSeconds, isHopeless, random }: BackoffPolicy,
): Extract<FailureOutcome, { then: 'wait' | 'givenUp' }> | undefined {
  if (failure instanceof BudgetExhaustedError) {
    const reservation = failure instanceof PermitReservedError ? failure.reservation : undefined;
    return { then: 'wait', wait: { seconds: failure.waitSeconds, reservation } };
  }
  if (!(failure instanceof RetryableError)) return undefined;
  if (isHopeless(failure, failures + 1)) return { then: 'givenUp', failure };
  const backoff = Math.min(LONGEST_BACKOFF_SECONDS, firstBackoffSeconds * 2 ** Math.min(failures, 10));
  const seconds = failure.retryAfterSeconds ?? backoff * (0.5 + random() / 2);
  return { then: 'wait', wait: { seconds, failures: failures + 1 } };
}
