import { stdout } from 'node:process';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { disorder } from '../customers/agreement.ts';
import { connectionOf, customer } from '../customers/customer-flow.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { World } from '../customers/world.ts';
import { ALL_IMPORTS, contact, group, importAll, LANES, login, product } from './import-flow.ts';
import { refusalsByAnyModel } from './judge-limits.ts';
import { sixDisagreements } from './six-agreement.ts';
import { changes, happen } from './six-changes.ts';
import { propertyRuns } from '../../support/depth.ts';

/** A failure prints seed and path: `SEED=… FC_PATH=…` plays it again, `SHRINK=1` looks for a shorter one. */
const RUNS = propertyRuns(12, 3);
const CALLS_A_MINUTE = { plus: 10, business: 60 } as const;

// On a machine that is busy.
jest.setTimeout(Math.max(600_000, RUNS.numRuns * 30_000));

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(async () => {
  await platform.stop();
});

const START = {
  imports: ALL_IMPORTS,
  customers: [customer(1), customer(2)],
  contacts: [contact(1, 1), contact(2, 1), contact(2, 2)],
  positionGroups: [group(101), group(102)],
  positions: [product(201, { group_id: 101 }), product(202, { group_id: 102 }), product(203)],
  logins: [login(1), login(2)],
};

/** What a run of everything writes at OutSmart, and the mappings it changes. */
async function writesOfARun(world: World): Promise<{ posts: number; changed: string[] }> {
  const mappings = async (): Promise<string[]> =>
    // An hour type with a problem is handed on each time, since only its worker can tell whether the cause is gone.
    (await world.tables.rows('mappings')).map(({ fence, ...row }) =>
      JSON.stringify(row.problem === undefined ? { ...row, fence } : row),
    );
  const writes = (): number =>
    world.outsmart.requests.filter(({ method, path }) => method === 'POST' || path === '/DeleteEntity')
      .length;
  const before = { posts: writes(), mappings: await mappings() };
  await importAll(world, LANES);
  await world.settle();
  const changed = (await mappings()).filter((row) => !before.mappings.includes(row));
  return { posts: writes() - before.posts, changed };
}

it('whatever happens to parents and children, all arrive, within the budget of every kind of limit', async () => {
  const made = { histories: 0, events: 0, easybillCalls: 0, outsmartCalls: 0 };
  await fc.assert(
    fc.asyncProperty(
      changes,
      fc.nat(),
      fc.constantFrom('plus' as const, 'business' as const),
      async (history, seed, plan) => {
        const world = await World.start(platform, { ...START, plan, seed, pageSize: 2 });
        try {
          await world.connect();
          for (const one of history) await happen(world, one);
          world.invocations.kill = undefined;
          world.easybill.faults.clear();
          world.outsmart.faults.clear();
          await world.easybill.account('first').deliveries.release('shuffled');
          await world.settle();
          // A number that one run withdraws is free for another record that has it too, in the next.
          for (let run = 0; run < 2; run += 1) {
            await importAll(world);
            await world.settle();
          }

          const connectionId = await connectionOf(world);
          const wrong = [...(await sixDisagreements(world, connectionId)), ...(await disorder(world))];
          expect(wrong).toEqual([]);
          expect(await writesOfARun(world)).toEqual({ posts: 0, changed: [] });
          const { requests } = world.easybill;
          expect(refusalsByAnyModel(requests, CALLS_A_MINUTE[plan], world.random)).toEqual([]);
          made.histories += 1;
          made.events += history.length;
          made.easybillCalls += requests.length;
          made.outsmartCalls += world.outsmart.requests.length;
        } finally {
          await world.stop();
        }
      },
    ),
    RUNS,
  );
  stdout.write(`SEED=${RUNS.seed} six imports: ${JSON.stringify(made)}\n`);
});
