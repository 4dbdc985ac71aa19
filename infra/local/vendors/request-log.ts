import { parseJson } from '../http/parse-json.ts';
import type { Fault } from './faults.ts';
import type { VendorRequest } from './vendor-request.ts';

/** One request a simulated vendor received. */
export interface LoggedRequest {
  /** When it arrived, by the simulator's clock. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Query parameters without credentials; several values of one name as an array. */
  readonly query: Readonly<Record<string, string | string[]>>;
  /** The parsed JSON body, else the raw text; undefined when there was none. */
  readonly body: unknown;
  /** Name of the account the credentials belong to. */
  readonly account: string | undefined;
  /** The status answered (also when the answer was then lost); undefined while, or because, there was none. */
  readonly status: number | undefined;
  /** The fault that struck it. */
  readonly fault: Fault['kind'] | undefined;
}

/** A log entry whose outcome is still to come. */
export type OpenLogEntry = {
  -readonly [Key in keyof LoggedRequest]: LoggedRequest[Key];
};

const loggedQuery = (query: URLSearchParams, secrets: readonly string[]): Record<string, string | string[]> =>
  Object.fromEntries(
    [...new Set(query.keys())]
      .filter((name) => !secrets.includes(name))
      .map((name) => {
        const values = query.getAll(name);
        return [name, values.length === 1 ? values.join('') : values];
      }),
  );

/** The log entry of a request that has just arrived. `secrets` are the query parameters that stay out. */
export const openLogEntry = (
  request: VendorRequest,
  facts: { at: number; account: string | undefined; secrets: readonly string[] },
): OpenLogEntry => ({
  at: facts.at,
  method: request.method,
  path: request.path,
  query: loggedQuery(request.query, facts.secrets),
  body: request.body === '' ? undefined : (parseJson(request.body) ?? request.body),
  account: facts.account,
  status: undefined,
  fault: undefined,
});
