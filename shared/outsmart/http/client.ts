import type * as z from 'zod';
import type { CallObserver } from '../../aws/call-observer.ts';
import { exchange } from '../../vendor-http/http-exchange.ts';
import type { VendorCall } from '../../vendor-http/errors/index.ts';
import { readEnvelope } from './envelope.ts';

/** One call to an OutSmart endpoint. */
interface OutsmartRequest<T> {
  readonly method: 'GET' | 'POST';
  /** e.g. `relations`; no slashes. */
  readonly endpoint: string;
  /** Besides the tokens, which are added to every call. A list is one parameter for each value, such as `key[]`. */
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** Always an array, also for one record. */
  readonly records?: readonly unknown[];
  /** Whether OutSmart may take minutes for it. */
  readonly isSlow?: true;
  /** What the envelope's `response` must look like. */
  readonly response: z.ZodType<T>;
}

/** OutSmart OpenAPI 8 of one account. */
export interface OutsmartClient {
  /**
   * Makes exactly one HTTP call and never repeats it.
   *
   * @throws RetryableError `refused`, `network`, `timeout`
   * @throws what `readEnvelope` says about the answer
   */
  call<T>(request: OutsmartRequest<T>): Promise<T>;
}

/** What {@link createOutsmartClient} needs. */
export interface OutsmartClientOptions {
  /** Includes the API's base path, e.g. `https://app.out-smart.com/openapi/8`. */
  readonly baseUrl: string;
  /** The customer's. */
  readonly token: string;
  /** The one OutSmart gave this software. */
  readonly softwareToken: string;
  readonly observer?: CallObserver | undefined;
  /** For one whole answer, body included. @default 60_000 */
  readonly timeoutMs?: number;
  /** The same for a slow call. @default 300_000 */
  readonly slowTimeoutMs?: number;
  /** How long the caller can wait by now, whatever the call; no answer by then is a timeout. */
  readonly patienceMs?: (() => number) | undefined;
}

/** A client bound to one account's tokens. It makes no call by itself. */
export function createOutsmartClient(options: OutsmartClientOptions): OutsmartClient {
  const { baseUrl, token, softwareToken, observer, patienceMs } = options;
  const { timeoutMs = 60_000, slowTimeoutMs = 300_000 } = options;
  const tokens = { token, software_token: softwareToken };
  const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };

  return {
    call: async ({ method, endpoint, query, records: json, isSlow = false, response }) => {
      const call: VendorCall = { vendor: 'outsmart', operation: `${method} /${endpoint}` };
      const answer = await exchange({
        call,
        method,
        baseUrl,
        // The documented form has a slash before the query.
        path: `${endpoint}/`,
        query: { ...query, ...tokens },
        headers,
        json,
        timeoutMs: Math.max(0, Math.min(isSlow ? slowTimeoutMs : timeoutMs, patienceMs?.() ?? Infinity)),
        observer,
      });
      return readEnvelope(call, answer, response);
    },
  };
}
