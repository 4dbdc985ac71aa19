import { stdout } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { playClean, type CleanRun } from '../customers/clean-runs.ts';
import type { Kill } from '../customers/invocations.ts';
import { killPoints } from '../customers/kill-points.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { expectFewPostsAgain, playKilled } from '../customers/play-killed.ts';
import { STAGES } from './import-flow.ts';
import { expectSensibleCounts } from './run-counts.ts';
import { everyNth, sampled } from '../../support/depth.ts';

/** What works off a queue here; the crash tests of customers and connections kill the rest. */
const WORKERS = ['contact', 'category', 'product', 'hourType', 'employee'];
/** Every how manyth of the kill points is tried. */
const EVERY = sampled(10, 40);

let platform: Platform;
let clean: CleanRun[];
/** The kill points of the workers in each stage. */
let kills: Kill[][];

beforeAll(async () => {
  platform = await startPlatform();
  clean = await playClean(platform, STAGES);
  const seen = new Set<string>();
  kills = clean.map(({ calls }) =>
    killPoints(calls, seen).filter(({ at }) => WORKERS.includes(workerOf(calls[at]?.kind))),
  );
}, 60_000);

afterAll(async () => {
  await platform.stop();
});

function workerOf(kind = ''): string {
  return kind.split(' ')[0] ?? '';
}

const stages = STAGES.map(({ name }, i) => [name, i] as const);

describe('a worker killed at any of its calls', () => {
  it.each(stages)(
    'loses and doubles nothing, ends its run and counts each record once: %s',
    async (name, i) => {
      const run = clean[i]!;
      // Another one in each stage comes first, so that few places are left out of all of them.
      const chosen = everyNth(kills[i]!, EVERY, i);

      const failures = await playKilled(platform, run, chosen, async (world) => {
        expectFewPostsAgain(world, run);
        await expectSensibleCounts(world);
      });

      expect(failures).toBe('');
      stdout.write(`${name}: killed at ${chosen.length} of ${kills[i]!.length} points\n`);
    },
    300_000,
  );
});
