import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { disagreements, disorder } from './agreement.ts';
import { connectionOf, customer, startRun } from './customer-flow.ts';
import { startPlatform, type Platform } from './platform.ts';
import { World } from './world.ts';

let platform: Platform;
let world: World | undefined;

beforeAll(async () => {
  platform = await startPlatform();
});

afterEach(async () => {
  await world?.stop();
});

afterAll(async () => {
  await platform.stop();
});

const customers = [1, 2, 3, 4, 5, 6, 7].map((id) => customer(id));

async function whatIsWrong(of: World): Promise<string[]> {
  return [...(await disagreements(of, 'first', await connectionOf(of))), ...(await disorder(of))];
}

// Machines that are busy.
jest.setTimeout(60_000);

describe.each(['ascending', 'descending', 'shuffled'] as const)('a list in %s order', (listOrder) => {
  it('is imported, and what went unnoticed is withdrawn by the next run', async () => {
    world = await World.start(platform, { customers });
    world.easybill.behaviour.listOrder = listOrder;
    await world.connect();
    await world.settle();
    expect(await whatIsWrong(world)).toEqual([]);

    const easybill = world.easybill.account('first');
    easybill.deliveries.dropNext(4);
    easybill.deleteCustomer(2);
    easybill.upsertCustomer({ id: 5, archived: true });
    easybill.upsertCustomer({ id: 6, number: '20006' });
    easybill.upsertCustomer(customer(8));
    await startRun(world);
    await world.settle();

    expect(await whatIsWrong(world)).toEqual([]);
  });

  it('loses no record when others are deleted while it is read', async () => {
    for (const steps of [1, 2, 3]) {
      const drifting = await World.start(platform, { customers });
      drifting.easybill.behaviour.listOrder = listOrder;
      await drifting.connect();
      const easybill = drifting.easybill.account('first');
      easybill.deliveries.dropNext(2);
      for (let step = 0; step < steps; step += 1) {
        await drifting.deliver();
        const nextAt = drifting.queue.nextAt();
        if (nextAt !== undefined) drifting.clock.advanceTo(nextAt);
      }
      easybill.deleteCustomer(1);
      easybill.deleteCustomer(7);
      await drifting.settle();

      const numbers = [...drifting.outsmart.account('first').relations.keys()];
      expect(numbers).toEqual(expect.arrayContaining(['10002', '10003', '10004', '10005', '10006']));
      await startRun(drifting);
      await drifting.settle();
      expect(await whatIsWrong(drifting)).toEqual([]);
      await drifting.stop();
    }
  });
});
