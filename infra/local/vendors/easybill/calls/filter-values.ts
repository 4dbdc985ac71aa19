import type { VendorAnswer } from '../../vendor-request.ts';
import { failure } from './answers.ts';

const DAYS = /^\d{4}-\d{2}-\d{2}(,\d{4}-\d{2}-\d{2})?$/;
/** Of the request line, version and line break left out. */
const MOST_BYTES = 4094;

/** What the values of these filters look like, as the API description has them. */
const FORMS: Readonly<Record<string, RegExp>> = {
  created_at: DAYS,
  document_date: DAYS,
  edited_at: DAYS,
  is_draft: /^[01]$/,
  customer_id: /^\d+(,\d+)*$/,
  cancel_id: /^\d+(,\d+)*$/,
};

/** Refuses a query that the API description does not allow; undefined for any other. */
export const refuseQuery = (
  method: string,
  path: string,
  query: URLSearchParams,
): VendorAnswer | undefined => {
  if (Buffer.byteLength(`${method} /rest/v1${path}?${query.toString()}`) > MOST_BYTES) {
    return failure(414, 'Request-URI Too Long');
  }
  const wrong = [...query].find(([name, value]) => FORMS[name]?.test(value) === false);
  return wrong && failure(400, `${wrong[0]} is invalid.`, { arguments: [wrong[0]] });
};
