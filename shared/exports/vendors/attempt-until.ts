/** easybill waits this long for an answer at most, and a request may be on its way that long after nobody waits. */
export const CALL_MS = 30_000;
const ATTEMPT_MARGIN_MS = 10_000;

/** When a call of a function with this deadline has reached easybill or never will, epoch milliseconds. */
export function attemptUntil(deadline: number): number {
  return deadline + CALL_MS + ATTEMPT_MARGIN_MS;
}
