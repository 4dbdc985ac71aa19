import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isExecuted } from '../../../infra/local/vendors/faults.ts';
import { play, playClean, type CleanRun } from './clean-runs.ts';
import { STAGES } from './customer-flow.ts';
import { endState } from './end-state.ts';
import { casesOf } from './fault-cases.ts';
import { startPlatform, type Platform } from './platform.ts';
import { startFrom } from './snapshot.ts';
import { everyNth, sampled } from '../../support/depth.ts';

/** Every how manyth of the cases is tried. */
const EVERY = sampled(1, 7);

let platform: Platform;
let clean: CleanRun[];

beforeAll(async () => {
  platform = await startPlatform();
  clean = await playClean(platform, STAGES);
}, 60_000);

afterAll(async () => {
  await platform.stop();
});

describe('a vendor that fails once', () => {
  it.each(STAGES.map(({ name }, i) => [name, i] as const))(
    'delays the work and changes nothing: %s',
    async (_, i) => {
      const { stage, before, calls, end } = clean[i]!;
      const failures: string[] = [];
      for (const { vendor, skip, fault, remedy } of everyNth(casesOf(calls, new Set()), EVERY, i)) {
        if (stage.rejectsWrites && isExecuted(fault)) continue;
        const world = await startFrom(platform, before);
        world[vendor].faults.add({ skip, fault });
        try {
          let found = await play(world, stage);
          expect(world[vendor].requests.some((request) => request.fault === fault.kind)).toBe(true);
          if (remedy) {
            await remedy(world);
            await world.settle();
            found = await endState(world);
          }
          expect(found).toEqual(end);
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
