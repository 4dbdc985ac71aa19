import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { play, playClean, type CleanRun } from '../customers/clean-runs.ts';
import { endState } from '../customers/end-state.ts';
import { casesOf } from '../customers/fault-cases.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { startFrom } from '../customers/snapshot.ts';
import type { World } from '../customers/world.ts';
import { LIFE } from './life-stages.ts';
import { everyNth, sampled } from '../../support/depth.ts';

/** Every how manyth of the cases is tried. */
const EVERY = sampled(8, 40);
const DAY_MS = 24 * 3_600_000;

let platform: Platform;
let clean: CleanRun[];

beforeAll(async () => {
  platform = await startPlatform();
  clean = await playClean(platform, LIFE);
}, 60_000);

afterAll(async () => {
  await platform.stop();
});

/** Two days in which nobody does anything and the scheduler comes. */
async function letTimePass(world: World): Promise<Record<string, unknown>> {
  for (let day = 0; day < 2; day += 1) {
    world.clock.advance(DAY_MS);
    await world.tick();
    await world.settle();
  }
  return endState(world);
}

describe('a vendor that fails once in the life of a connection', () => {
  it.each(LIFE.map(({ name }, i) => [name, i] as const))(
    'is made up for without anybody, or by asking again: %s',
    async (_, i) => {
      const { stage, before, calls, end } = clean[i]!;
      const failures: string[] = [];
      const cases = everyNth(casesOf(calls, new Set()), EVERY, i);
      expect(cases.length).toBeGreaterThan(0);
      for (const { vendor, skip, fault } of cases) {
        const world = await startFrom(platform, before);
        world[vendor].faults.add({ skip, fault });
        try {
          const found = await play(world, stage);
          expect(world[vendor].requests.some((request) => request.fault === fault.kind)).toBe(true);
          // What needs longer than the stage is due again within a day.
          expect(isDeepStrictEqual(found, end) ? end : await letTimePass(world)).toEqual(end);
        } catch (error) {
          failures.push(`${vendor} call ${skip}: ${JSON.stringify(fault)}\n${(error as Error).message}`);
        }
        await world.stop();
      }
      expect(failures.join('\n\n')).toBe('');
    },
    300_000,
  );
});
