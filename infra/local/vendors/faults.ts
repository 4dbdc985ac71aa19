/**
 * What goes wrong with one request. Network faults (`refuse`, `lateArrival`) strike before the vendor sees the request;
 * all others strike requests the vendor let in, so a refused one (401, 429, code 1004) uses none up.
 */
export type Fault =
  /** The connection breaks before the vendor saw anything: nothing executed, nothing counted. */
  | { readonly kind: 'refuse' }
  /** The connection breaks now; the vendor executes the request when the test calls `releaseLateArrivals`. */
  | { readonly kind: 'lateArrival' }
  /** Executed, then the connection breaks without an answer. */
  | { readonly kind: 'lostAnswer' }
  /** No answer until somebody closes the connection. */
  | { readonly kind: 'timeout'; readonly executed: boolean }
  /** Executed; status and headers at once, the body later or never. */
  | { readonly kind: 'slowBody'; readonly afterMs: number | 'never' }
  /** This status instead of the vendor's own answer. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
      readonly executed?: boolean;
    }
  /** A web page with status 200, as proxies and maintenance screens send. */
  | { readonly kind: 'html200'; readonly executed?: boolean }
  /** Status 200, `application/json`, and a body cut off in the middle. */
  | { readonly kind: 'garbageJson'; readonly executed?: boolean }
  /** OutSmart's envelope with this code and HTTP 200. */
  | {
      readonly kind: 'envelope';
      readonly code: number;
      readonly messages?: readonly string[];
      readonly executed?: boolean;
    };

/** Which requests a fault strikes; what is left out matches everything. */
interface FaultMatch {
  readonly method?: string;
  /** Path below the API's base path, without query and trailing slash; a string must be equal. */
  readonly path?: string | RegExp;
  /** Name of the simulated account. */
  readonly account?: string;
}

/** A planned fault. */
export interface FaultRule {
  readonly match?: FaultMatch;
  /** How many matching requests are struck; 1 unless told. `Infinity` for all. */
  readonly times?: number;
  /** How many matching requests pass unharmed before; 0 unless told. */
  readonly skip?: number;
  readonly fault: Fault;
}

interface PlannedFault {
  readonly rule: FaultRule;
  skip: number;
  times: number;
}

/** The facts of a request a fault can be matched on. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly account: string | undefined;
}

const isNetworkFault = (fault: Fault): boolean => fault.kind === 'refuse' || fault.kind === 'lateArrival';

const matches = (match: FaultMatch, target: FaultTarget): boolean =>
  (match.method === undefined || match.method === target.method) &&
  (match.account === undefined || match.account === target.account) &&
  (match.path === undefined ||
    (typeof match.path === 'string' ? match.path === target.path : match.path.test(target.path)));

/** The faults planned for a simulated vendor. Rules are tried in the order they were added; each request takes one at most. */
export class FaultSchedule {
  readonly #planned: PlannedFault[] = [];
  readonly #lateArrivals: (() => void)[] = [];

  /** Plans a fault for the next matching requests. */
  add(rule: FaultRule): void {
    this.#planned.push({ rule, skip: rule.skip ?? 0, times: rule.times ?? 1 });
  }

  /** Forgets every planned fault; late arrivals stay held. */
  clear(): void {
    this.#planned.length = 0;
  }

  /** How many strikes are still planned: 0 proves that a test's faults all happened. */
  get outstanding(): number {
    return this.#planned.reduce((sum, planned) => sum + planned.times, 0);
  }

  /** How many requests of `lateArrival` wait for their release. */
  get lateArrivals(): number {
    return this.#lateArrivals.length;
  }

  /** Lets the vendor execute every held late arrival now, in the order they were sent. */
  releaseLateArrivals(): void {
    for (const execute of this.#lateArrivals.splice(0)) execute();
  }

  /** Keeps a request's execution for `releaseLateArrivals`. */
  holdLateArrival(execute: () => void): void {
    this.#lateArrivals.push(execute);
  }

  /** Takes the fault that strikes this request on its way to the vendor (`network`) or inside it (`vendor`). */
  take(target: FaultTarget, phase: 'network' | 'vendor'): Fault | undefined {
    for (const planned of this.#planned) {
      const { fault, match = {} } = planned.rule;
      if (isNetworkFault(fault) !== (phase === 'network') || planned.times <= 0 || !matches(match, target)) {
        continue;
      }
      if (planned.skip > 0) {
        planned.skip -= 1;
        continue;
      }
      planned.times -= 1;
      return fault;
    }
    return undefined;
  }
}

/** Whether the vendor carries the struck request out all the same. */
export const isExecuted = (fault: Fault): boolean => {
  switch (fault.kind) {
    case 'lostAnswer':
    case 'slowBody':
      return true;
    case 'refuse':
    case 'lateArrival':
      return false;
    case 'timeout':
    case 'status':
    case 'html200':
    case 'garbageJson':
    case 'envelope':
      return fault.executed ?? false;
  }
};
