import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ActivityStore } from '../../../shared/activity/activity-store.ts';
import { changeSettings, type SettingsServices } from '../../../shared/connections/change-settings.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { ConnectionStore } from '../../../shared/connections/connection-store.ts';
import { settingsSchema } from '../../../shared/connections/settings.ts';
import { SettingsStore } from '../../../shared/connections/settings-store.ts';
import { EntityStateStore } from '../../../shared/imports/entity-state-store.ts';
import { RunStore } from '../../../shared/imports/run-store.ts';
import { startRun } from '../../../shared/imports/start-run.ts';
import type { ImportMessage } from '../../../shared/messages/import-message.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const START = Date.parse('2026-03-01T12:00:00Z');
const narrower = { imports: { customers: { groupIds: [7] } } };

let tables: Tables;
let services: SettingsServices;
let connectionId: string;
let sent: ImportMessage[];
let told: [plan: string, share: number][];
let now: number;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

beforeEach(() => {
  connectionId = `c${(connections += 1)}`;
  sent = [];
  told = [];
  now = START;
  services = {
    connections: new ConnectionStore(tables.documents, tables.connections),
    entityStates: new EntityStateStore(tables.documents, tables.connections),
    runs: new RunStore(tables.documents, tables.activity, tables.connections),
    activity: new ActivityStore(tables.documents, tables.activity, () => now),
    settings: new SettingsStore(tables.documents, tables.connections),
    send: (message) => Promise.resolve(void sent.push(message)),
    setPlan: ({ plan, settings }) => Promise.resolve(void told.push([plan, settings.budgetShare])),
    now: () => now,
  } as Partial<SettingsServices> as SettingsServices;
});

async function connected(status: Connection['status'] = 'active'): Promise<Connection> {
  await services.connections.put({
    connectionId,
    status,
    plan: 'business',
    settings: settingsSchema.parse({}),
    outsmartAccount: 'o',
    easybillAccount: 'e',
    tokenGeneration: 1,
    credentialsGeneration: 1,
    staleCredentials: [],
    createdAt: new Date(START).toISOString(),
  });
  return stored();
}

async function stored(): Promise<Connection> {
  return (await services.connections.get(connectionId))!;
}

async function states() {
  return services.entityStates.list(connectionId);
}

async function codes(): Promise<string[]> {
  const { items } = await services.activity.list(connectionId, {}, 50);
  return items.map(({ code }) => code).toReversed();
}

describe('changeSettings', () => {
  it('stores them, tells which changed, and imports again what they affect', async () => {
    const changed = await changeSettings(services, await connected(), narrower);

    expect((await stored()).settings).toEqual(changed.settings);
    expect(changed.settings.imports.customers.groupIds).toEqual([7]);
    expect(sent).toMatchObject([{ type: 'run', entity: 'customer', connectionId }]);
    expect(await codes()).toEqual(['settingsChanged', 'runStarted']);
    expect((await states())[0]).not.toHaveProperty('dirtySince');
    expect(told).toEqual([]);
  });

  it('keeps both of two changes that were made from the same settings', async () => {
    const read = await connected();

    await Promise.all([
      changeSettings(services, read, { language: 'en' }),
      changeSettings(services, read, { notifyEmail: 'office@example.com' }),
      changeSettings(services, read, narrower),
    ]);

    expect((await stored()).settings).toMatchObject({
      language: 'en',
      notifyEmail: 'office@example.com',
      imports: { customers: { groupIds: [7] } },
    });
  });

  it('gives up with a conflict when others keep changing them', async () => {
    const settings = { replace: () => Promise.resolve(false) } as unknown as SettingsStore;

    await expect(
      changeSettings({ ...services, settings }, await connected(), { language: 'en' }),
    ).rejects.toMatchObject({ status: 409 });
  });

  it.each(['paused', 'reconnect', 'disconnected'] as const)(
    'only flags what a connection that is %s has to import again',
    async (status) => {
      await changeSettings(services, await connected(status), narrower);

      expect(sent).toEqual([]);
      expect(await states()).toMatchObject([{ entity: 'customer', dirtySince: START }]);
    },
  );

  it('leaves a flag when it ends before the import is started', async () => {
    const activity = { add: () => Promise.reject(new Error('stopped')) } as unknown as ActivityStore;

    await expect(changeSettings({ ...services, activity }, await connected(), narrower)).rejects.toThrow(
      'stopped',
    );

    expect((await stored()).settings.imports.customers.groupIds).toEqual([7]);
    expect(await states()).toMatchObject([{ entity: 'customer', dirtySince: START }]);
  });

  it('has an import that was under way followed by another one', async () => {
    const connection = await connected();
    await startRun(services, connectionId, 'customer', 'schedule');
    now += 1000;

    await changeSettings(services, connection, narrower);

    expect(sent).toHaveLength(1);
    expect(await states()).toMatchObject([{ dirtySince: START + 1000 }]);
  });

  it('has an import followed by another one that started just before the change was stored', async () => {
    const settings = {
      replace: async (connection, changed) => {
        await startRun(services, connectionId, 'customer', 'schedule');
        now += 1000;
        return services.settings.replace(connection, changed);
      },
    } as Pick<SettingsStore, 'replace'> as SettingsStore;

    await changeSettings({ ...services, settings }, await connected(), narrower);

    expect(sent).toHaveLength(1);
    expect(await states()).toMatchObject([{ dirtySince: START + 1000 }]);
  });

  it('neither writes nor tells anything when nothing changes', async () => {
    const connection = await connected();

    await changeSettings(services, connection, { language: 'de', imports: { customers: { groupIds: [] } } });

    expect(await stored()).toEqual(connection);
    expect(await codes()).toEqual([]);
    expect(await states()).toEqual([]);
  });

  it('tells the budget its share, again when asked again', async () => {
    const connection = await connected();

    const changed = await changeSettings(services, connection, { budgetShare: 0.5 });
    await changeSettings(services, changed, { budgetShare: 0.5 });
    await changeSettings(services, changed, { language: 'en' });

    expect(told).toEqual([
      ['business', 0.5],
      ['business', 0.5],
    ]);
    expect(await codes()).toEqual(['settingsChanged', 'settingsChanged']);
  });

  it('tells the budget a share that was stored meanwhile as well', async () => {
    const connection = await connected();
    let others = 1;
    const setPlan: SettingsServices['setPlan'] = async (changed) => {
      await services.setPlan(changed);
      if (others-- > 0)
        await services.settings.replace(await stored(), settingsSchema.parse({ budgetShare: 0.2 }));
    };

    await changeSettings({ ...services, setPlan }, connection, { budgetShare: 0.5 });

    expect(told).toEqual([
      ['business', 0.5],
      ['business', 0.2],
    ]);
  });
});
