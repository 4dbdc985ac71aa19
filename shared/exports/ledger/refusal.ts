import type { ActivityCode } from '../../activity/activity-codes.ts';
import type { RecordRejectedError } from '../../vendor-http/errors/index.ts';
import type { Finding } from './ledger-entry.ts';

/** What a vendor has against a work order or its invoice, as the sync log tells it. */
export function refusal(
  code: ActivityCode,
  { call, vendorCode, fields }: Pick<RecordRejectedError, 'call' | 'vendorCode' | 'fields'>,
): Finding {
  return { code, params: { call: call.operation, vendorCode, fields: fields.join(', ') } };
}
