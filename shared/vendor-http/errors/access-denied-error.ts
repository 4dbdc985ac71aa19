import type { VendorCall } from './vendor-call.ts';

/**
 * Thrown on an easybill 403: the credentials are known, but a right or the plan is missing. Whether that concerns
 * one entity or the whole connection is decided by the caller with `GET /logins`.
 */
export class AccessDeniedError extends Error {
  override readonly name = 'AccessDeniedError';
  readonly call: VendorCall;

  constructor(call: VendorCall) {
    super(`${call.vendor} ${call.operation}: access denied`);
    this.call = call;
  }
}
