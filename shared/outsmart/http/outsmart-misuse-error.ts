import type { VendorCall } from '../../vendor-http/errors/index.ts';

/**
 * Thrown when OutSmart says that the call itself is wrong: unknown endpoint, token left out, no HTTPS, body missing
 * or not JSON. That is our bug or our configuration; no other record and no other credentials would help.
 */
export class OutsmartMisuseError extends Error {
  override readonly name = 'OutsmartMisuseError';
  readonly call: VendorCall;
  /** OutSmart's envelope code. */
  readonly vendorCode: number;

  constructor(call: VendorCall, vendorCode: number) {
    super(`${call.vendor} ${call.operation}: misused, code ${vendorCode}`);
    this.call = call;
    this.vendorCode = vendorCode;
  }
}
