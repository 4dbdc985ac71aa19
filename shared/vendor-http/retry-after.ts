const DEFAULT_SECONDS = 60;
const LONGEST_SECONDS = 120;
/** The form of HTTP dates in use, such as `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7). */
const HTTP_DATE = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Seconds that a vendor asks us to wait in `Retry-After`, which is seconds or a date: 1 to 120, and 60 where it asks for
 * nothing sensible.
 *
 * @param now epoch milliseconds by our clock; the vendor's own, in `Date`, counts where it is given
 */
export function retryAfterSeconds(headers: Pick<Headers, 'get'>, now: number): number {
  const asked = headers.get('retry-after')?.trim() ?? '';
  const from = timeOf(headers.get('date')?.trim() ?? '') ?? now;
  const until = timeOf(asked);
  const seconds = until === undefined ? secondsIn(asked) : Math.ceil((until - from) / 1000);
  return seconds >= 1 && seconds <= LONGEST_SECONDS ? seconds : DEFAULT_SECONDS;
}

function secondsIn(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** Epoch milliseconds of an HTTP date. */
function timeOf(text: string): number | undefined {
  const time = HTTP_DATE.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
