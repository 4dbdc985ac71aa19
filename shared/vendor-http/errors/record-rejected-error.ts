import type { VendorCall } from './vendor-call.ts';

/**
 * Thrown when a vendor refused this record for good: a field is missing or wrong, or a business rule says no.
 * Carries only the vendor's code and field names; its free text may quote a name or an address.
 */
export class RecordRejectedError extends Error {
  override readonly name = 'RecordRejectedError';
  readonly call: VendorCall;
  /** HTTP status at easybill, envelope code at OutSmart. */
  readonly vendorCode: number;
  /** Vendor field names the refusal is about, when it named any. */
  readonly fields: readonly string[];

  constructor(call: VendorCall, vendorCode: number, fields: readonly string[] = []) {
    super(
      `${call.vendor} ${call.operation}: rejected with code ${vendorCode}${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`,
    );
    this.call = call;
    this.vendorCode = vendorCode;
    this.fields = fields;
  }
}
