import type { CustomerInput } from '../../../infra/local/vendors/easybill/index.ts';
import type { Platform } from './platform.ts';
import { TABLES, type TableContents } from './tables.ts';
import { World, type WorldOptions } from './world.ts';

/** Everything that lasts in a world at rest: tables, secrets, both vendors' records, the time. */
export interface Snapshot {
  readonly at: number;
  readonly tables: TableContents;
  readonly secrets: Readonly<Record<string, string>>;
  readonly apiKeys: readonly string[];
  readonly customers: readonly CustomerInput[];
  readonly webhooks: readonly any[];
  readonly relations: readonly [string, any][];
}

/** What a world at rest with one account holds. */
export async function takeSnapshot(platform: Platform, world: World): Promise<Snapshot> {
  const easybill = world.easybill.account('first');
  const tables = await Promise.all(
    TABLES.map(async (table) => [table, await world.tables.rows(table)] as const),
  );
  return {
    at: world.clock.now(),
    tables: Object.fromEntries(tables) as unknown as TableContents,
    secrets: platform.secrets(),
    apiKeys: [...easybill.apiKeys],
    customers: structuredClone([...easybill.customers.values()]),
    webhooks: structuredClone([...easybill.webhooks.values()]),
    relations: structuredClone([...world.outsmart.account('first').relations]),
  };
}

/** A new world that goes on from a snapshot. */
export async function startFrom(
  platform: Platform,
  snapshot: Snapshot,
  options: WorldOptions = {},
): Promise<World> {
  const { at, tables, customers, webhooks, relations } = structuredClone(snapshot);
  const world = await World.start(platform, { ...options, startAt: at, customers });
  await world.tables.fill(tables);
  platform.restoreSecrets(snapshot.secrets);
  const { webhooks: hooks, apiKeys } = world.easybill.account('first');
  apiKeys.clear();
  for (const key of snapshot.apiKeys) apiKeys.add(key);
  for (const hook of webhooks) hooks.set(hook.id, hook);
  for (const [number, relation] of relations) world.outsmart.account('first').relations.set(number, relation);
  return world;
}
