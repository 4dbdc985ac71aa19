import type { VendorCall } from './vendor-call.ts';

/** Thrown when a vendor no longer accepts the credentials (easybill 401, OutSmart 1004 and 1005): the connection needs new ones. */
export class CredentialsRejectedError extends Error {
  override readonly name = 'CredentialsRejectedError';
  readonly call: VendorCall;
  /** HTTP status at easybill, envelope code at OutSmart. */
  readonly vendorCode: number;

  constructor(call: VendorCall, vendorCode: number) {
    super(`${call.vendor} ${call.operation}: credentials rejected with code ${vendorCode}`);
    this.call = call;
    this.vendorCode = vendorCode;
  }
}
