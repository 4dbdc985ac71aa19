import type { Stage } from './customer-flow.ts';
import { endState, postedRecords } from './end-state.ts';
import type { ObservedCall } from './invocations.ts';
import type { Platform } from './platform.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';
import type { WorldOptions } from './vendors.ts';
import { World } from './world.ts';

/** What a stage does when nothing goes wrong. */
export interface CleanRun {
  readonly stage: Stage;
  /** The world before it. */
  readonly before: Snapshot;
  readonly calls: readonly ObservedCall[];
  /** The records of each post to OutSmart. */
  readonly posts: readonly (readonly string[])[];
  readonly end: Record<string, unknown>;
}

/** Plays stages once, one after the other and undisturbed. */
export async function playClean(
  platform: Platform,
  stages: readonly Stage[],
  options: WorldOptions = {},
): Promise<CleanRun[]> {
  const world = await World.start(platform, options);
  const runs: CleanRun[] = [];
  for (const stage of stages) {
    world.clock.advance(120_000);
    // So are those of a world that goes on from here.
    world.coolDown();
    const before = await takeSnapshot(platform, world);
    const [callsBefore, postsBefore] = [world.invocations.calls.length, postedRecords(world).length];
    const end = await play(world, stage);
    world.outsmart.faults.clear();
    const calls = world.invocations.calls.slice(callsBefore);
    runs.push({ stage, before, calls, posts: postedRecords(world).slice(postsBefore), end });
  }
  await world.stop();
  return runs;
}

/** Plays a stage until the world rests. */
export async function play(world: World, stage: Stage): Promise<Record<string, unknown>> {
  await stage.act(world);
  await world.settle();
  return endState(world);
}
