/** How easybill may count calls: nothing is published about it, so the limiter has to suit all of these. */
export interface RateLimitModel {
  readonly name: string;
  limit: number;
  /** Whether a call that arrives at `now` is answered; else it gets a 429. */
  admit(now: number): boolean;
}

const MINUTE_MS = 60_000;

/** At most `limit` answered calls in any minute, or calls of any kind if refused ones count too. */
function slidingLog(name: string, limit: number, countRefused: boolean): RateLimitModel {
  const times: number[] = [];
  return {
    name,
    limit,
    admit(now) {
      while (times[0] !== undefined && times[0] <= now - MINUTE_MS) times.shift();
      const admitted = times.length < this.limit;
      if (admitted || countRefused) times.push(now);
      return admitted;
    },
  };
}

/** `limit` calls in each minute of somebody else's clock. */
function fixedWindow(limit: number, offset: number): RateLimitModel {
  let window = -1;
  let count = 0;
  return {
    name: 'fixed window',
    limit,
    admit(now) {
      const current = Math.floor((now - offset) / MINUTE_MS);
      if (current !== window) {
        window = current;
        count = 0;
      }
      if (count >= this.limit) return false;
      count += 1;
      return true;
    },
  };
}

/** A bucket of `limit` tokens that is filled evenly within a minute. */
function tokenBucket(limit: number): RateLimitModel {
  let tokens = limit;
  let last = 0;
  return {
    name: 'token bucket',
    limit,
    admit(now) {
      tokens = Math.min(this.limit, tokens + ((now - last) * this.limit) / MINUTE_MS);
      last = now;
      // Three fills of a third are a whole one.
      if (tokens < 1 - 1e-6) return false;
      tokens -= 1;
      return true;
    },
  };
}

/** One of each kind. */
export function allModels(limit: number, random: () => number): RateLimitModel[] {
  return [
    slidingLog('sliding log', limit, false),
    fixedWindow(limit, random() * MINUTE_MS),
    tokenBucket(limit),
    slidingLog('sliding log counting refused calls', limit, true),
  ];
}
