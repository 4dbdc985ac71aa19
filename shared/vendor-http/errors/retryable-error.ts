import type { VendorCall } from './vendor-call.ts';

/** Why a call may be tried again. `rateLimited` and `refused` were never executed by the vendor. */
export type RetryReason =
  'rateLimited' | 'refused' | 'locked' | 'timeout' | 'network' | 'server' | 'unreadable';

const NOT_EXECUTED: readonly RetryReason[] = ['rateLimited', 'refused', 'locked'];

/**
 * Thrown when a vendor call failed for a reason that passes: 409, 429, 5xx, a broken connection, a timeout,
 * an unreadable answer, OutSmart code 1007. The message names the call, never a URL or a body.
 */
export class RetryableError extends Error {
  override readonly name = 'RetryableError';
  readonly call: VendorCall;
  readonly reason: RetryReason;
  /** Seconds the vendor asked us to wait, when it did. */
  readonly retryAfterSeconds: number | undefined;

  constructor(call: VendorCall, reason: RetryReason, retryAfterSeconds?: number) {
    super(`${call.vendor} ${call.operation}: ${reason}`);
    this.call = call;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** `unknown` when the vendor may have carried the call out although no good answer arrived. */
  get outcome(): 'notDone' | 'unknown' {
    return NOT_EXECUTED.includes(this.reason) ? 'notDone' : 'unknown';
  }
}
