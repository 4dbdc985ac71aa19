import { createHash } from 'node:crypto';

const MINUTE_MS = 60_000;
/** Every connection has its slot once in so many minutes. */
export const SLOTS = 15;
/** The nightly work of all connections spreads over so many minutes. */
const NIGHT_MINUTES = 300;

/** The connection's own minute of the night, from 0. Evenly spread, and always the same. */
export function nightMinuteOf(connectionId: string): number {
  return createHash('sha256').update(connectionId).digest().readUInt32BE() % NIGHT_MINUTES;
}

/**
 * In which of the 15 minutes the scheduler looks at a connection: 0 to 14. Follows from the minute of the night, so
 * that nightly work starts on time.
 */
export function slotOf(connectionId: string): number {
  return nightMinuteOf(connectionId) % SLOTS;
}

/** Whose slot it is at `now`, epoch milliseconds. */
export function slotAt(now: number): number {
  return Math.floor(now / MINUTE_MS) % SLOTS;
}
