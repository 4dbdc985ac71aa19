import type { Platform } from './platform.ts';
import { TABLES, type TableContents } from './tables.ts';
import type { EasybillRecords, WorldOptions } from './vendors.ts';
import { World } from './world.ts';

/** Everything that lasts in a world at rest: tables, secrets, both vendors' records, the time. */
export interface Snapshot {
  readonly at: number;
  readonly tables: TableContents;
  readonly secrets: Readonly<Record<string, string>>;
  readonly apiKeys: readonly string[];
  readonly easybill: Required<EasybillRecords>;
  readonly webhooks: readonly any[];
  /** Rows of each collection of OutSmart, by its path. */
  readonly outsmart: readonly (readonly [path: string, rows: readonly [string, any][]])[];
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
    easybill: structuredClone({
      customers: [...easybill.customers.values()],
      contacts: [...easybill.contacts.records.values()].map((contact) => ({
        ...contact,
        customerId: easybill.customerOfContact.get(contact.id) ?? 0,
      })),
      positions: [...easybill.positions.records.values()],
      positionGroups: [...easybill.positionGroups.records.values()],
      logins: easybill.logins,
    }),
    webhooks: structuredClone([...easybill.webhooks.values()]),
    outsmart: structuredClone(
      world.outsmart
        .account('first')
        .collections.map(({ definition, rows }) => [definition.path, [...rows]] as const),
    ),
  };
}

/** A new world that goes on from a snapshot. */
export async function startFrom(
  platform: Platform,
  snapshot: Snapshot,
  options: WorldOptions = {},
): Promise<World> {
  const { at, tables, easybill, webhooks, outsmart } = structuredClone(snapshot);
  const world = await World.start(platform, { ...options, ...easybill, startAt: at });
  await world.tables.fill(tables);
  platform.restoreSecrets(snapshot.secrets);
  const { webhooks: hooks, apiKeys } = world.easybill.account('first');
  apiKeys.clear();
  for (const key of snapshot.apiKeys) apiKeys.add(key);
  for (const hook of webhooks) hooks.set(hook.id, hook);
  for (const [path, rows] of outsmart) {
    for (const [key, row] of rows) world.outsmart.account('first').collection(path).rows.set(key, row);
  }
  return world;
}
