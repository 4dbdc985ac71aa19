import type * as z from 'zod';
import type { CallObserver } from '../../aws/call-observer.ts';
import type { CallGate } from '../../budget/call-gate.ts';
import type { VendorCall } from '../../vendor-http/errors/index.ts';
import { expectSuccess, isGone, readAnswer } from './answer-to-error.ts';
import { exchange, type HttpAnswer, type HttpRequest } from '../../vendor-http/http-exchange.ts';

/** Names a call and says where it goes. */
interface EasybillRequest {
  /** Path template that names the call in errors and logs, e.g. `/customers/{id}`. */
  readonly template: string;
  /** The path itself, below the base URL. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
}

/** A call whose answer holds a record. */
interface EasybillRead<T> extends EasybillRequest {
  readonly schema: z.ZodType<T>;
}

/** A call that sends a record and is answered with it. */
interface EasybillWrite<T> extends EasybillRead<T> {
  readonly json: unknown;
}

/**
 * easybill REST API v1 of one account. Each method makes exactly one HTTP call under one permit and never repeats it.
 *
 * All of them throw
 * - BudgetExhaustedError before sending, when no permit is free,
 * - RetryableError for 409 `locked`, 429 `rateLimited`, 5xx `server`, a connection that never came up `refused`,
 *   one that broke `network`, `timeout`, and a redirect or an answer that is not the expected JSON `unreadable`,
 * - CredentialsRejectedError for 401, AccessDeniedError for 403,
 * - RecordRejectedError for any other 4xx, with the field names easybill gave.
 */
export interface EasybillClient {
  /** @returns undefined when easybill says 404 */
  get<T>(request: EasybillRead<T>): Promise<T | undefined>;
  /** Not idempotent: after an unknown outcome look first, then post again. */
  post<T>(request: EasybillWrite<T>): Promise<T>;
  /** @returns undefined when easybill says 404 */
  put<T>(request: EasybillWrite<T>): Promise<T | undefined>;
  /** @returns false when the record was gone already (404) */
  delete(request: EasybillRequest): Promise<boolean>;
}

/** What {@link createEasybillClient} needs. */
export interface EasybillClientOptions {
  /** Includes the API's base path, e.g. `https://api.easybill.de/rest/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly gate: CallGate;
  readonly observer?: CallObserver | undefined;
  /** For one whole answer, body included. @default 30_000 */
  readonly timeoutMs?: number;
}

/** A client bound to one account's key and permits. It makes no call by itself. */
export function createEasybillClient(options: EasybillClientOptions): EasybillClient {
  const { baseUrl, apiKey, gate, observer, timeoutMs = 30_000 } = options;
  const headers = {
    Authorization: `Bearer ${apiKey}`,
    Accept: 'application/json',
    'Content-Type': 'application/json',
    // Makes `\,` a literal comma in filter values, where a bare one separates alternatives.
    'X-Easybill-Escape': 'true',
  };

  // Reading the answer happens under the permit too, so that the gate learns of a 429.
  const send = <T>(
    method: HttpRequest['method'],
    { template, path, query = {} }: EasybillRequest,
    json: unknown,
    read: (call: VendorCall, answer: HttpAnswer) => T,
  ): Promise<T> => {
    const call: VendorCall = { vendor: 'easybill', operation: `${method} ${template}` };
    return gate.run(async () =>
      read(call, await exchange({ call, method, baseUrl, path, query, headers, json, timeoutMs, observer })),
    );
  };

  return {
    get: (request) =>
      send('GET', request, undefined, (call, answer) =>
        isGone(answer) ? undefined : readAnswer(call, answer, request.schema),
      ),
    post: (request) =>
      send('POST', request, request.json, (call, answer) => readAnswer(call, answer, request.schema)),
    put: (request) =>
      send('PUT', request, request.json, (call, answer) =>
        isGone(answer) ? undefined : readAnswer(call, answer, request.schema),
      ),
    delete: (request) =>
      send('DELETE', request, undefined, (call, answer) => {
        if (isGone(answer)) return false;
        expectSuccess(call, answer);
        return true;
      }),
  };
}
