import { setTimeout as delay } from 'node:timers/promises';

/** How often and how long to look. */
export interface Patience {
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Ends the wait at once. */
  readonly signal: AbortSignal;
}

/**
 * Looks again and again until there is something to see; undefined when there was nothing in time.
 *
 * @throws what `look` throws, and an AbortError when the wait is ended by the signal
 */
export async function poll<Seen>(
  look: () => Promise<Seen | undefined> | Seen | undefined,
  { everyMs, timeoutMs, signal }: Patience,
): Promise<Seen | undefined> {
  const end = performance.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (seen !== undefined || performance.now() > end) return seen;
    await delay(everyMs, undefined, { signal });
  }
}
