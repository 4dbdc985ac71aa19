import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ActivityStore } from '../../../shared/activity/activity-store.ts';
import { changeConnection } from '../../../shared/connections/change-connection.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { ConnectionStore } from '../../../shared/connections/connection-store.ts';
import { settingsSchema } from '../../../shared/connections/settings.ts';
import { EntityStateStore } from '../../../shared/imports/entity-state-store.ts';
import type { ConnectionServices } from '../../../shared/imports/import-services.ts';
import { RunStore } from '../../../shared/imports/run-store.ts';
import type { ImportMessage } from '../../../shared/messages/import-message.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const START = Date.parse('2026-03-01T12:00:00Z');

let tables: Tables;
let services: ConnectionServices;
let connectionId: string;
let sent: ImportMessage[];
let told: string[];
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

beforeEach(() => {
  connectionId = `c${(connections += 1)}`;
  sent = [];
  told = [];
  services = {
    connections: new ConnectionStore(tables.documents, tables.connections),
    entityStates: new EntityStateStore(tables.documents, tables.connections),
    runs: new RunStore(tables.documents, tables.activity, tables.connections),
    activity: new ActivityStore(tables.documents, tables.activity, () => START),
    send: (message) => Promise.resolve(void sent.push(message)),
    setPlan: ({ plan }) => Promise.resolve(void told.push(plan)),
    now: () => START,
  } as Partial<ConnectionServices> as ConnectionServices;
});

async function connected(status: Connection['status'] = 'active', customers = true): Promise<Connection> {
  const settings = settingsSchema.parse({ imports: { customers: { enabled: customers } } });
  const createdAt = new Date(START).toISOString();
  const accounts = { outsmartAccount: 'o', easybillAccount: 'e', tokenGeneration: 1 };
  await services.connections.put({ connectionId, status, plan: 'plus', settings, ...accounts, createdAt });
  return stored();
}

async function stored(): Promise<Connection> {
  return (await services.connections.get(connectionId))!;
}

async function codes(): Promise<string[]> {
  const { items } = await services.activity.list(connectionId, {}, 50);
  return items.map(({ code }) => code).toReversed();
}

describe('changeConnection', () => {
  it('stores another plan and tells the budget', async () => {
    const changed = await changeConnection(services, await connected(), { plan: 'business' });

    expect(changed).toEqual(await stored());
    expect(changed.plan).toBe('business');
    expect(told).toEqual(['business']);
    expect(await codes()).toEqual(['planChanged']);
  });

  it('tells the budget again when asked for the plan that is stored: it may not know', async () => {
    await changeConnection(services, await connected(), { plan: 'plus' });

    expect(told).toEqual(['plus']);
    expect(await codes()).toEqual([]);
  });

  it('pauses and resumes, and tells each once', async () => {
    const connection = await connected();

    const paused = await changeConnection(services, connection, { status: 'paused' });
    await changeConnection(services, connection, { status: 'paused' });
    expect([paused.status, (await stored()).status]).toEqual(['paused', 'paused']);

    const resumed = await changeConnection(services, paused, { status: 'active' });
    await changeConnection(services, paused, { status: 'active' });
    expect([resumed.status, (await stored()).status]).toEqual(['active', 'active']);
    expect(await codes()).toEqual(['paused', 'resumed']);
  });

  it('imports what was flagged meanwhile, and nothing else', async () => {
    const connection = await connected('paused');
    await services.entityStates.setBlocked(connectionId, 'customer', START);
    await changeConnection(services, connection, { status: 'active' });
    expect(sent).toEqual([]);

    await changeConnection(services, connection, { status: 'paused' });
    await services.entityStates.markDirty(connectionId, 'customer', START);
    await changeConnection(services, connection, { status: 'active' });
    expect(sent).toMatchObject([{ type: 'run', entity: 'customer' }]);
  });

  it('imports nothing that was flagged before it was switched off', async () => {
    const connection = await connected('paused', false);
    await services.entityStates.markDirty(connectionId, 'customer', START);

    await changeConnection(services, connection, { status: 'active' });

    expect(sent).toEqual([]);
  });

  it.each([
    ['connecting', /still being connected/],
    ['reconnect', /Enter new ones/],
    ['disconnected', /Connect the accounts again/],
  ] as const)('neither pauses nor resumes one that is %s, and leaves its plan', async (status, detail) => {
    const connection = await connected(status);

    for (const wanted of ['active', 'paused'] as const) {
      await expect(
        changeConnection(services, connection, { plan: 'business', status: wanted }),
      ).rejects.toMatchObject({ status: 409, detail: expect.stringMatching(detail) });
    }
    expect(await stored()).toEqual(connection);
    expect(told).toEqual([]);
  });

  it('does not resume what a vendor refused in the meantime', async () => {
    const read = await connected('paused');
    await services.connections.update(connectionId, { status: 'reconnect' });

    await expect(changeConnection(services, read, { status: 'active' })).rejects.toMatchObject({
      status: 409,
    });
    expect((await stored()).status).toBe('reconnect');
  });
});
