import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { disagreements, disorder } from './agreement.ts';
import { ACCOUNTS, events, happen } from './changes.ts';
import { customer } from './customer-flow.ts';
import { startPlatform, type Platform } from './platform.ts';
import { World } from './world.ts';
import { propertyRuns } from '../../support/depth.ts';

/** A failure prints seed and path: `SEED=… FC_PATH=…` plays it again, `SHRINK=1` looks for a shorter one. */
const RUNS = propertyRuns(20, 4);

// On a machine that is busy.
jest.setTimeout(Math.max(600_000, RUNS.numRuns * 30_000));

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(async () => {
  await platform.stop();
});

it('whatever happens, two runs later OutSmart holds what easybill has, account by account', async () => {
  await fc.assert(
    fc.asyncProperty(
      events,
      fc.nat(),
      fc.constantFrom('plus' as const, 'business' as const),
      async (history, seed, plan) => {
        const customers = [1, 2, 3].map((id) => customer(id));
        const world = await World.start(platform, { accounts: ACCOUNTS, customers, plan, seed, pageSize: 2 });
        try {
          const connections: Record<string, string> = {};
          for (const account of ACCOUNTS) connections[account] = (await world.connect(account)) ?? '';
          for (const event of history) await happen(world, connections, event);
          world.invocations.kill = undefined;
          world.easybill.faults.clear();
          world.outsmart.faults.clear();
          for (const account of ACCOUNTS)
            await world.easybill.account(account).deliveries.release('shuffled');
          await world.settle();
          // A number that one run withdraws is free for another record that has it too, in the next.
          for (let run = 0; run < 2; run += 1) {
            for (const account of ACCOUNTS) await world.startRun(connections[account] ?? '');
            await world.settle();
          }

          const found = await Promise.all(
            ACCOUNTS.map((account) => disagreements(world, account, connections[account] ?? '')),
          );
          expect([...found.flat(), ...(await disorder(world))]).toEqual([]);
        } finally {
          await world.stop();
        }
      },
    ),
    RUNS,
  );
});
