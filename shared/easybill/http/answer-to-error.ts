import * as z from 'zod';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
  type VendorCall,
} from '../../vendor-http/errors/index.ts';
import type { HttpAnswer } from '../../vendor-http/http-exchange.ts';

/** As easybill spells its fields. Anything else in `arguments` might quote a customer. */
const FIELD_NAME = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;
const LONGEST_FIELD_NAME = 40;

const refusalSchema = z.object({ arguments: z.array(z.unknown()) });

/**
 * The record in a 2xx answer. The documented success codes differ from those seen, so any 2xx counts.
 *
 * @throws RetryableError `unreadable` when it is not JSON of the expected shape
 * @throws what {@link answerToError} says for any other status
 */
export function readAnswer<T>(call: VendorCall, answer: HttpAnswer, schema: z.ZodType<T>): T {
  if (!isSuccess(answer)) throw answerToError(call, answer);
  const parsed = schema.safeParse(parseJson(answer.body));
  if (!parsed.success) throw new RetryableError(call, 'unreadable');
  return parsed.data;
}

/**
 * Accepts a 2xx whose content does not matter, such as a 204.
 *
 * @throws RetryableError `unreadable` when there is a body that is not JSON: then it was not easybill that answered
 * @throws what {@link answerToError} says for any other status
 */
export function expectSuccess(call: VendorCall, answer: HttpAnswer): void {
  if (!isSuccess(answer)) throw answerToError(call, answer);
  if (!isFromEasybill(answer)) throw new RetryableError(call, 'unreadable');
}

/**
 * Whether easybill says that the record does not exist. A proxy's 404 page does not count: records are withdrawn on
 * the strength of this.
 */
export function isGone(answer: HttpAnswer): boolean {
  return answer.status === 404 && isFromEasybill(answer);
}

/** The one place that knows what an easybill status other than 2xx means (`../README.md`, Statuses). */
function answerToError(call: VendorCall, answer: HttpAnswer): Error {
  const { status } = answer;
  if (status === 401) return new CredentialsRejectedError(call, status);
  if (status === 403) return new AccessDeniedError(call);
  if (status === 404 && !isFromEasybill(answer)) return new RetryableError(call, 'unreadable');
  if (status === 409) return new RetryableError(call, 'locked');
  if (status === 429) return new RetryableError(call, 'rateLimited', answer.retryAfterSeconds);
  if (status >= 500) return new RetryableError(call, 'server');
  if (status >= 400) return new RecordRejectedError(call, status, refusedFields(answer.body));
  return new RetryableError(call, 'unreadable');
}

function isSuccess({ status }: HttpAnswer): boolean {
  return status >= 200 && status < 300;
}

function isFromEasybill({ body }: HttpAnswer): boolean {
  return body === '' || parseJson(body) !== undefined;
}

function refusedFields(body: string): string[] {
  const refusal = refusalSchema.safeParse(parseJson(body));
  if (!refusal.success) return [];
  return refusal.data.arguments
    .filter((name) => typeof name === 'string')
    .filter((name) => name.length <= LONGEST_FIELD_NAME && FIELD_NAME.test(name));
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
