import { env } from 'node:process';

/**
 * How much is played of what has no end: `TEST_DEPTH=full`, as `npm run test:full` sets it, or a sample that holds up
 * every rule, as `npm test` plays it.
 */
export const isFull = env.TEST_DEPTH === 'full' || env.TEST_DEPTH === 'large';

/** A whole large account, as `npm run test:large` plays it: too long for every change. */
export const isLarge = env.TEST_DEPTH === 'large';

/** One value for full depth, and a smaller one for the sample. */
export function sampled<Value>(full: Value, few: Value): Value {
  return isFull ? full : few;
}

/** Every how manyth of some cases, from a place on that differs from test to test, so that few are left out of all. */
export function everyNth<Item>(items: readonly Item[], step: number, start: number): Item[] {
  return items.filter((_, place) => place % step === start % step);
}

/** What a failure printed, to play it alone: `SEED`, and `FC_PATH` where there is one. */
export const replayed = {
  seed: env.SEED === undefined ? undefined : Number(env.SEED),
  path: env.FC_PATH,
};

/** Runs of a property test, of which a failure is replayed alone; `SHRINK=1` looks for a shorter one. */
export function propertyRuns(
  full: number,
  few: number,
): {
  readonly numRuns: number;
  readonly seed: number;
  readonly endOnFailure: boolean;
  readonly path?: string;
} {
  const { seed, path } = replayed;
  return {
    numRuns: path === undefined ? sampled(full, few) : 1,
    seed: seed ?? Math.floor(Math.random() * 2 ** 31),
    endOnFailure: env.SHRINK === undefined,
    ...(path !== undefined && { path }),
  };
}
