import ky from 'ky';
import type { CallObserver } from '../aws/call-observer.ts';
import { RetryableError, type VendorCall } from './errors/index.ts';
import { retryAfterSeconds } from './retry-after.ts';

// A retry inside the client would bypass the permits and repeat a creating POST; a followed redirect would carry
// OutSmart's tokens to another address.
const http = ky.create({ retry: 0, redirect: 'manual', throwHttpErrors: false, timeout: false });

/** With these the connection never came up, so the vendor cannot have seen the request. */
const NEVER_CONNECTED: readonly unknown[] = [
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
];
const TIMED_OUT: readonly unknown[] = ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'];

/** One HTTP request to a vendor. `baseUrl` includes the API's base path, `path` has no query. */
export interface HttpRequest {
  readonly call: VendorCall;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly baseUrl: string;
  readonly path: string;
  /** A list is the parameter once for each value. */
  readonly query: Readonly<Record<string, string | number | readonly string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; no body when undefined. */
  readonly json: unknown;
  /** For the whole answer, body included. */
  readonly timeoutMs: number;
  readonly observer: CallObserver | undefined;
}

/** A complete answer, whatever its status. */
export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** What the vendor asked for in `Retry-After`, 1 to 120; 60 when it asked for nothing sensible. Meant for a 429. */
  readonly retryAfterSeconds: number;
}

/**
 * Sends once and reads the whole answer. Redirects are answers, not followed.
 *
 * @throws RetryableError `refused`, `timeout` or `network`; without `cause`, since ky's messages hold the URL
 */
export async function exchange(request: HttpRequest): Promise<HttpAnswer> {
  const name = `${request.call.vendor} ${request.call.operation}`;
  const body = request.json === undefined ? undefined : JSON.stringify(request.json);
  await request.observer?.before(name);
  const outcome = await attempt(request, body);
  await request.observer?.after(name);
  if (outcome instanceof RetryableError) throw outcome;
  return outcome;
}

async function attempt(request: HttpRequest, body: string | undefined): Promise<HttpAnswer | RetryableError> {
  const patience = new AbortController();
  const overdue = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const error = new DOMException('no whole answer in time', 'TimeoutError');
    patience.abort(error);
    overdue.reject(error);
  }, request.timeoutMs);
  try {
    // Once the headers are there, Node.js may free what hands the signal on to the body, which then never ends.
    return await Promise.race([send(request, body, patience.signal), overdue.promise]);
  } catch (error) {
    return new RetryableError(request.call, failureReason(error));
  } finally {
    clearTimeout(timer);
  }
}

/** @param signal over headers and body: ky's own timeout ends with the headers */
async function send(
  { method, path, baseUrl, query, headers }: HttpRequest,
  body: string | undefined,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  const response = await http(path, {
    method,
    prefix: baseUrl,
    searchParams: pairsOf(query),
    headers,
    signal,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    body: await response.text(),
    retryAfterSeconds: retryAfterSeconds(response.headers, Date.now()),
  };
}

function pairsOf(query: HttpRequest['query']): string[][] {
  return Object.entries(query).flatMap(([name, value]) =>
    (typeof value === 'object' ? value : [value]).map((one) => [name, String(one)]),
  );
}

/** fetch hides the system's error code some causes deep. */
function failureReason(error: unknown): 'refused' | 'timeout' | 'network' {
  for (let cause = error; cause !== undefined; cause = property(cause, 'cause')) {
    const code = property(cause, 'code');
    if (NEVER_CONNECTED.includes(code)) return 'refused';
    if (TIMED_OUT.includes(code) || property(cause, 'name') === 'TimeoutError') return 'timeout';
  }
  return 'network';
}

function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
