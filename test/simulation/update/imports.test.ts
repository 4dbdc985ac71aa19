import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ActivityStore } from '../../../shared/activity/activity-store.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { startFrom, type Snapshot } from '../customers/snapshot.ts';
import type { World } from '../customers/world.ts';
import { sixDisagreements } from '../imports/six-agreement.ts';

/** A connection as commit 7922272 left it, and the messages that were on its queues. */
interface Stored {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly queue: readonly { readonly body: string; readonly visibleAt: number }[];
}

const stored = JSON.parse(
  readFileSync(join(import.meta.dirname, 'stored-imports.json'), 'utf8'),
) as readonly Stored[];

let platform: Platform;
let world: World;

beforeAll(async () => {
  platform = await startPlatform();
});

afterEach(() => world.stop());

afterAll(async () => {
  await platform.stop();
});

async function update({ snapshot, queue }: Stored): Promise<string> {
  world = await startFrom(platform, snapshot);
  for (const { body, visibleAt } of queue) {
    world.queue.send(body, Math.max(0, visibleAt - snapshot.at) / 1000);
  }
  await world.settle();
  const row = (await world.tables.rows('connections')).find(({ sk }) => sk === 'connection');
  return row!.pk as string;
}

const connected = stored.filter(({ name }) => !name.startsWith('disconnected'));
const disconnected = stored.filter(({ name }) => name.startsWith('disconnected'));

describe('an update of a stack at work', () => {
  it.each(connected.map((one) => [one.name, one] as const))('ends in agreement: %s', async (_, one) => {
    const connectionId = await update(one);

    expect(await sixDisagreements(world, connectionId)).toEqual([]);
    expect(world.queue.dead).toEqual([]);
    expect((await world.entityStates()).filter(({ activeRunId }) => activeRunId !== undefined)).toEqual([]);
  });

  it.each(disconnected.map((one) => [one.name, one] as const))('cleans up: %s', async (_, one) => {
    const connectionId = await update(one);

    expect([...world.easybill.account('first').webhooks.values()]).toEqual([]);
    expect(Object.keys(world.secrets()).filter((name) => name.includes(connectionId))).toEqual([]);
    expect(world.queue.dead).toEqual([]);
  });

  it('reads every entry of the log', async () => {
    const connectionId = await update(disconnected.at(-1)!);
    const entries = (await world.tables.rows('activity')).filter(({ sk }) =>
      String(sk).startsWith('activity#'),
    );
    const store = new ActivityStore(world.tables.documents, 'activity', world.clock.now);

    const { items } = await store.list(connectionId, {}, 200);

    expect(items).toHaveLength(entries.length);
  });
});
