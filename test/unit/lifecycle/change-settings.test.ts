import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ActivityStore } from '../../../shared/activity/activity-store.ts';
import { changeSettings, type SettingsServices } from '../../../shared/lifecycle/settings/change-settings.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { startRun } from '../../../shared/imports/runs/start-run.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { ConnectionWorld, START } from './connection-world.ts';

const narrower = { imports: { customers: { groupIds: [7] } } };

let tables: Tables;
let world: ConnectionWorld;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  world = new ConnectionWorld(tables);
});

describe('changeSettings', () => {
  it('stores them, tells which changed, and imports again what they affect', async () => {
    const changed = await changeSettings(world.services, await world.connected(), narrower);

    expect((await world.stored()).settings).toEqual(changed.settings);
    expect(changed.settings.imports.customers.groupIds).toEqual([7]);
    expect(world.sent).toMatchObject([{ type: 'run', entity: 'customer', connectionId: world.connectionId }]);
    expect(await world.codes()).toEqual(['settingsChanged', 'runStarted']);
    expect((await world.services.entityStates.list(world.connectionId))[0]).not.toHaveProperty('dirtySince');
    expect(world.told).toEqual([]);
  });

  it('looks for completed work orders at once when exports are switched on, not when they are switched off', async () => {
    const on = await changeSettings(world.services, await world.connected(), { exports: { enabled: true } });
    expect(world.triggers).toMatchObject([{ type: 'poll', connectionId: world.connectionId }]);

    await changeSettings(world.services, on, { exports: { enabled: false } });
    expect(world.triggers).toHaveLength(1);
  });

  it('never leaves open from when on work orders are exported', async () => {
    const connectedAt = new Date(START).toISOString();
    // Stored as null.
    const connection = await world.connected();
    expect(connection.settings.exports.ignoreBefore).toBe(connectedAt);

    const earlier = { exports: { ignoreBefore: '2020-01-01T00:00:00Z' } };
    const changed = await changeSettings(world.services, connection, earlier);
    expect((await world.stored()).settings.exports.ignoreBefore).toBe('2020-01-01T00:00:00Z');

    for (const reset of [{ exports: { ignoreBefore: null } }, { exports: null }]) {
      const again = await changeSettings(world.services, changed, reset);
      expect([again, await world.stored()].map(({ settings }) => settings.exports.ignoreBefore)).toEqual([
        connectedAt,
        connectedAt,
      ]);
    }
  });

  it('keeps both of two changes that were made from the same settings', async () => {
    const read = await world.connected();

    await Promise.all([
      changeSettings(world.services, read, { language: 'en' }),
      changeSettings(world.services, read, { exports: { bookingAccount: '8400' } }),
      changeSettings(world.services, read, narrower),
    ]);

    expect((await world.stored()).settings).toMatchObject({
      language: 'en',
      exports: expect.objectContaining({ bookingAccount: '8400' }),
      imports: { customers: { groupIds: [7] } },
    });
  });

  it('gives up with a conflict when others keep changing them', async () => {
    jest.spyOn(world.services.connections, 'replaceSettings').mockResolvedValue(false);

    await expect(
      changeSettings(world.services, await world.connected(), { language: 'en' }),
    ).rejects.toMatchObject({ status: 409 });
  });

  it.each(['paused', 'reconnect', 'disconnected'] as const)(
    'only flags what a connection that is %s has to import again',
    async (status) => {
      await changeSettings(world.services, await world.connected(status), narrower);

      expect(world.sent).toEqual([]);
      expect(await world.services.entityStates.list(world.connectionId)).toMatchObject([
        { entity: 'customer', dirtySince: START },
      ]);
    },
  );

  it('leaves a flag when it ends before the import is started', async () => {
    const activity = { add: () => Promise.reject(new Error('stopped')) } as unknown as ActivityStore;

    await expect(
      changeSettings({ ...world.services, activity }, await world.connected(), narrower),
    ).rejects.toThrow('stopped');

    expect((await world.stored()).settings.imports.customers.groupIds).toEqual([7]);
    expect(await world.services.entityStates.list(world.connectionId)).toMatchObject([
      { entity: 'customer', dirtySince: START },
    ]);
  });

  it('has an import that was under way followed by another one', async () => {
    const connection = await world.connected();
    await startRun(world.services, world.connectionId, 'customer', 'schedule');
    world.now += 1000;

    await changeSettings(world.services, connection, narrower);

    expect(world.sent).toHaveLength(1);
    expect(await world.services.entityStates.list(world.connectionId)).toMatchObject([
      { dirtySince: START + 1000 },
    ]);
  });

  it('has an import followed by another one that started just before the change was stored', async () => {
    const { connections } = world.services;
    const replaceSettings = connections.replaceSettings.bind(connections);
    jest.spyOn(connections, 'replaceSettings').mockImplementation(async (connection, changed) => {
      await startRun(world.services, world.connectionId, 'customer', 'schedule');
      world.now += 1000;
      return replaceSettings(connection, changed);
    });

    await changeSettings(world.services, await world.connected(), narrower);

    expect(world.sent).toHaveLength(1);
    expect(await world.services.entityStates.list(world.connectionId)).toMatchObject([
      { dirtySince: START + 1000 },
    ]);
  });

  it('neither writes nor tells anything when nothing changes', async () => {
    const connection = await world.connected();

    await changeSettings(world.services, connection, {
      language: 'de',
      imports: { customers: { groupIds: [] } },
    });

    expect(await world.stored()).toEqual(connection);
    expect(await world.codes()).toEqual([]);
    expect(await world.services.entityStates.list(world.connectionId)).toEqual([]);
  });

  it('tells the budget its share, again when asked again', async () => {
    const connection = await world.connected();

    const changed = await changeSettings(world.services, connection, { budgetShare: 0.5 });
    await changeSettings(world.services, changed, { budgetShare: 0.5 });
    await changeSettings(world.services, changed, { language: 'en' });

    expect(world.told).toEqual([
      ['plus', 0.5],
      ['plus', 0.5],
    ]);
    expect(await world.codes()).toEqual(['settingsChanged', 'settingsChanged']);
  });

  it('tells the budget a share that was stored meanwhile as well', async () => {
    const connection = await world.connected();
    let others = 1;
    const setPlan: SettingsServices['setPlan'] = async (changed) => {
      await world.services.setPlan(changed);
      if (others-- > 0)
        await world.services.connections.replaceSettings(
          await world.stored(),
          settingsSchema.parse({ budgetShare: 0.2 }),
        );
    };

    await changeSettings({ ...world.services, setPlan }, connection, { budgetShare: 0.5 });

    expect(world.told).toEqual([
      ['plus', 0.5],
      ['plus', 0.2],
    ]);
  });
});
