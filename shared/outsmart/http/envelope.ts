import * as z from 'zod';
import type { HttpAnswer } from '../../vendor-http/http-exchange.ts';
import {
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
  type VendorCall,
} from '../../vendor-http/errors/index.ts';
import { OutsmartMisuseError } from './outsmart-misuse-error.ts';

const OK = 200;
/** OutSmart's own codes start here; a smaller one comes from something in front of it. */
const LOWEST_OUTSMART_CODE = 1000;
const SERVER_ERROR = 1007;
const CREDENTIALS_REJECTED: readonly number[] = [1004, 1005];
const MISUSE: readonly number[] = [1000, 1001, 1002, 1003, 1006, 1008, 1009];

/** The only message whose end is certain to be a field name; others may quote values. */
const MISSING_FIELD = /^Required field missing: ([A-Za-z]\w{0,63})$/;

const envelopeSchema = z.object({
  code: z.union([
    z.int(),
    z
      .string()
      .regex(/^\d{1,6}$/)
      .transform(Number),
  ]),
  messages: z.array(z.unknown()).catch([]),
  response: z.unknown().optional(),
});

/**
 * What OutSmart's `{ code, messages, response }` holds, when all three say success: HTTP 200, code 200 and a response
 * of the expected kind. OutSmart answers its own errors with HTTP 200 too (`shared/outsmart/README.md`, Envelope and
 * codes).
 *
 * @throws RetryableError 429 `rateLimited`, 5xx and code 1007 `server`; `unreadable` for any other HTTP status, a redirect,
 *   an answer that is no envelope, and a response of another kind
 * @throws CredentialsRejectedError for 1004 and 1005
 * @throws OutsmartMisuseError for the other codes from 1000 to 1009
 * @throws RecordRejectedError for every other code of OutSmart's, with the field it said is missing
 */
export function readEnvelope<T>(call: VendorCall, answer: HttpAnswer, schema: z.ZodType<T>): T {
  if (answer.status === 429) throw new RetryableError(call, 'rateLimited', answer.retryAfterSeconds);
  if (answer.status >= 500) throw new RetryableError(call, 'server');
  if (answer.status !== 200) throw new RetryableError(call, 'unreadable');

  const envelope = envelopeSchema.safeParse(parseJson(answer.body));
  if (!envelope.success) throw new RetryableError(call, 'unreadable');
  const { code, messages, response } = envelope.data;
  if (code !== OK) throw envelopeError(call, code, messages);

  const parsed = schema.safeParse(response);
  if (!parsed.success) throw new RetryableError(call, 'unreadable');
  return parsed.data;
}

function envelopeError(call: VendorCall, code: number, messages: readonly unknown[]): Error {
  if (code < LOWEST_OUTSMART_CODE) return new RetryableError(call, code >= 500 ? 'server' : 'unreadable');
  if (code === SERVER_ERROR) return new RetryableError(call, 'server');
  if (CREDENTIALS_REJECTED.includes(code)) return new CredentialsRejectedError(call, code);
  if (MISUSE.includes(code)) return new OutsmartMisuseError(call, code);
  return new RecordRejectedError(call, code, missingFields(messages));
}

function missingFields(messages: readonly unknown[]): string[] {
  return messages.flatMap((message) => MISSING_FIELD.exec(String(message))?.[1] ?? []);
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
