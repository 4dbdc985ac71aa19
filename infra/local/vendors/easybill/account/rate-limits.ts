/** easybill's plans with API access. */
export type Plan = 'plus' | 'business';

/** Requests a minute, as easybill documents it (`shared/easybill/README.md`, Calls a minute). */
export const CALLS_PER_MINUTE: Readonly<Record<Plan, number>> = { plus: 10, business: 60 };

/** How the minute is measured. easybill does not document it, so the client must keep inside every one of these. */
export type BudgetModel = 'slidingLog' | 'slidingLogCountingRejected' | 'fixedWindow' | 'tokenBucket';

/** Counts the calls of one account. */
export interface RateLimit {
  /** Takes one call at this time (ms). A refusal says after how many seconds the next call would pass. */
  take(at: number): { allowed: true } | { allowed: false; retryAfterSeconds: number };
}

const WINDOW_MS = 60_000;

const refused = (waitMs: number): { allowed: false; retryAfterSeconds: number } => ({
  allowed: false,
  retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
});

const slidingLog = (limit: () => number, countsRejected: boolean): RateLimit => {
  let calls: number[] = [];
  return {
    take(at) {
      calls = calls.filter((call) => at - call < WINDOW_MS);
      const isAllowed = calls.length < limit();
      if (isAllowed || countsRejected) calls.push(at);
      if (isAllowed) return { allowed: true };
      const lastInTheWay = calls.at(-limit()) ?? at;
      return refused(lastInTheWay + WINDOW_MS - at);
    },
  };
};

const fixedWindow = (limit: () => number): RateLimit => {
  let window = Number.NaN;
  let count = 0;
  return {
    take(at) {
      const current = Math.floor(at / WINDOW_MS);
      if (current !== window) {
        window = current;
        count = 0;
      }
      count += 1;
      return count <= limit() ? { allowed: true } : refused((window + 1) * WINDOW_MS - at);
    },
  };
};

const tokenBucket = (limit: () => number): RateLimit => {
  let tokens = Number.POSITIVE_INFINITY;
  let filledAt = 0;
  return {
    take(at) {
      tokens = Math.min(limit(), tokens + ((at - filledAt) * limit()) / WINDOW_MS);
      filledAt = at;
      if (tokens < 1) return refused(((1 - tokens) * WINDOW_MS) / limit());
      tokens -= 1;
      return { allowed: true };
    },
  };
};

/** A rate limit of the given kind; the limit is asked for at each call, so that a change of plan works at once. */
export const createRateLimit = (model: BudgetModel, callsPerMinute: () => number): RateLimit => {
  switch (model) {
    case 'slidingLog':
      return slidingLog(callsPerMinute, false);
    case 'slidingLogCountingRejected':
      return slidingLog(callsPerMinute, true);
    case 'fixedWindow':
      return fixedWindow(callsPerMinute);
    case 'tokenBucket':
      return tokenBucket(callsPerMinute);
  }
};
