import type { Lane } from '../../records/entity.ts';

const DAY_MS = 24 * 3_600_000;

/**
 * Lanes without a time of the night: reading them takes one call for each record of their parent, hours on a small
 * plan, so that their runs follow each other round and round.
 */
const ROLLING: readonly Lane[] = ['contact'];

/** Whether a lane is reconciled at night. The others roll. */
export function isNightly(lane: Lane): boolean {
  return !ROLLING.includes(lane);
}

/** Whether the next round of a rolling lane is due: a day after the last one began. Times in epoch milliseconds. */
export function isRoundDue(lastStart: number, now: number): boolean {
  return now - lastStart >= DAY_MS;
}
