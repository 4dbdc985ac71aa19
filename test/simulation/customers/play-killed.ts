import { expect } from '@jest/globals';
import { play, type CleanRun } from './clean-runs.ts';
import { postedRecords } from './end-state.ts';
import type { Kill } from './invocations.ts';
import type { Platform } from './platform.ts';
import { startFrom } from './snapshot.ts';
import type { WorldOptions } from './vendors.ts';
import type { World } from './world.ts';

const MOST_CALLS_LESS = 3;

/** Plays a stage once for each kill, and answers which of them did not end as the undisturbed stage did. */
export async function playKilled(
  platform: Platform,
  { stage, before, calls, end }: CleanRun,
  kills: readonly Kill[],
  check: (world: World) => void | Promise<void> = () => undefined,
  options: WorldOptions = {},
): Promise<string> {
  const failures: string[] = [];
  for (const kill of kills) {
    let world = await startFrom(platform, before, options);
    world.invocations.kill = kill;
    try {
      let state = await play(world, stage);
      // Where messages meet otherwise than in the clean run there may be a call less: then the one before it is the last.
      for (let earlier = 1; earlier <= MOST_CALLS_LESS && wasMissed(world); earlier += 1) {
        await world.stop();
        world = await startFrom(platform, before, options);
        world.invocations.kill = { ...kill, at: kill.at - earlier };
        state = await play(world, stage);
      }
      expect(state).toEqual(end);
      expect(world.invocations.kill).toBeUndefined();
      await check(world);
    } catch (error) {
      const { kind, call } = calls[kill.at] ?? {};
      failures.push(`${kill.phase} call ${kill.at}, ${kind}: ${call}\n${(error as Error).message}`);
    }
    await world.stop();
  }
  return failures.join('\n\n');
}

function wasMissed({ invocations }: World): boolean {
  return invocations.kill !== undefined;
}

/** What a kill costs at most is that the records of one post to each collection are posted again. */
export function expectFewPostsAgain(world: World, { posts }: CleanRun): void {
  const repeated = Map.groupBy(repeatedPosts(postedRecords(world), posts), collectionOf);
  const costly = [...repeated.values()].filter((again) => !posts.some((post) => isPartOf(again, post)));
  expect(costly).toEqual([]);
}

function collectionOf(record: string): string {
  return record.split(' ')[0] ?? '';
}

/** Records that were posted more often than in the clean run, once for each time too many. */
function repeatedPosts(
  found: readonly (readonly string[])[],
  expected: readonly (readonly string[])[],
): string[] {
  const left = found.flat();
  for (const record of expected.flat()) {
    const place = left.indexOf(record);
    if (place >= 0) left.splice(place, 1);
  }
  return left;
}

function isPartOf(part: readonly string[], whole: readonly string[]): boolean {
  return new Set(part).size === part.length && part.every((one) => whole.includes(one));
}
