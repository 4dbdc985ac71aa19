import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isExecuted, type Fault } from '../../../infra/local/vendors/faults.ts';
import { play, playClean, type CleanRun } from './clean-runs.ts';
import { startRun, STAGES } from './customer-flow.ts';
import { endState } from './end-state.ts';
import type { ObservedCall } from './invocations.ts';
import { startPlatform, type Platform } from './platform.ts';
import { startFrom } from './snapshot.ts';
import type { World } from './world.ts';

type Vendor = 'easybill' | 'outsmart';
interface Case {
  readonly vendor: Vendor;
  /** How many calls to the vendor pass before. */
  readonly skip: number;
  readonly fault: Fault;
  /** What people do about it; nothing when it passes by itself. */
  readonly remedy?: (world: World) => Promise<unknown>;
}

const EITHER: readonly Fault[] = [
  { kind: 'lostAnswer' },
  { kind: 'refuse' },
  { kind: 'status', status: 500 },
  { kind: 'html200' },
  { kind: 'garbageJson', executed: true },
];
const FAULTS: Record<Vendor, readonly Pick<Case, 'fault' | 'remedy'>[]> = {
  easybill: [
    ...EITHER.map((fault) => ({ fault })),
    { fault: { kind: 'status', status: 429, headers: { 'retry-after': '7' } } },
    { fault: { kind: 'status', status: 429 } },
  ],
  outsmart: [
    ...EITHER.map((fault) => ({ fault })),
    { fault: { kind: 'envelope', code: 1007, messages: ['Please try again'] } },
    { fault: { kind: 'envelope', code: 1301, messages: ['Required field missing: city'] }, remedy: startRun },
    {
      fault: { kind: 'envelope', code: 1004, messages: ['Token not allowed'] },
      remedy: (world) => world.connect(),
    },
  ],
};

let platform: Platform;
let clean: CleanRun[];

beforeAll(async () => {
  platform = await startPlatform();
  clean = await playClean(platform, STAGES);
}, 60_000);

afterAll(async () => {
  await platform.stop();
});

/** Each fault at each call to a vendor, once for each kind of work and call. */
function casesOf(calls: readonly ObservedCall[], seen: Set<string>): Case[] {
  const made = { easybill: 0, outsmart: 0 };
  return calls.flatMap(({ kind, call }) => {
    const vendor = (['easybill', 'outsmart'] as const).find((name) => call.startsWith(`${name} `));
    if (!vendor) return [];
    const skip = made[vendor];
    made[vendor] += 1;
    if (seen.has(`${kind} ${call}`)) return [];
    seen.add(`${kind} ${call}`);
    return FAULTS[vendor].map((fault) => ({ vendor, skip, ...fault }));
  });
}

describe('a vendor that fails once', () => {
  it.each(STAGES.map(({ name }, i) => [name, i] as const))(
    'delays the work and changes nothing: %s',
    async (_, i) => {
      const { stage, before, calls, end } = clean[i]!;
      const failures: string[] = [];
      for (const { vendor, skip, fault, remedy } of casesOf(calls, new Set())) {
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
