import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { changeConnection } from '../../../shared/lifecycle/change-connection.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { ledgerEntry } from '../exports/new-ledger-entry.ts';
import { ConnectionWorld, START } from './connection-world.ts';

let tables: Tables;
let world: ConnectionWorld;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(() => {
  world = new ConnectionWorld(tables);
});

describe('changeConnection', () => {
  it('stores another plan and tells the budget', async () => {
    const changed = await changeConnection(world.services, await world.connected(), { plan: 'business' });

    expect(changed).toEqual(await world.stored());
    expect(changed.plan).toBe('business');
    expect(world.told).toEqual([['business', 1]]);
    expect(await world.codes()).toEqual(['planChanged']);
  });

  it('tells the budget again when asked for the plan that is stored: it may not know', async () => {
    await changeConnection(world.services, await world.connected(), { plan: 'plus' });

    expect(world.told).toEqual([['plus', 1]]);
    expect(await world.codes()).toEqual([]);
  });

  it('pauses and resumes, and tells each once', async () => {
    const connection = await world.connected();

    const paused = await changeConnection(world.services, connection, { status: 'paused' });
    await changeConnection(world.services, connection, { status: 'paused' });
    expect([paused.status, (await world.stored()).status]).toEqual(['paused', 'paused']);

    const resumed = await changeConnection(world.services, paused, { status: 'active' });
    await changeConnection(world.services, paused, { status: 'active' });
    expect([resumed.status, (await world.stored()).status]).toEqual(['active', 'active']);
    expect(await world.codes()).toEqual(['paused', 'resumed']);
  });

  it('imports what was flagged meanwhile, and nothing else', async () => {
    const connection = await world.connected('paused');
    await world.services.entityStates.setBlocked(world.connectionId, 'customer', START);
    await changeConnection(world.services, connection, { status: 'active' });
    expect(world.sent).toEqual([]);

    await changeConnection(world.services, connection, { status: 'paused' });
    await world.services.entityStates.markDirty(world.connectionId, 'customer', START);
    await changeConnection(world.services, connection, { status: 'active' });
    expect(world.sent).toMatchObject([{ type: 'run', entity: 'customer' }]);
  });

  it('looks for work orders that were completed meanwhile, and goes on with those that stopped on their way', async () => {
    const { connectionId } = world;
    const connection = await world.connected('paused', { exports: { enabled: true } });
    await world.services.ledger.open(ledgerEntry({ connectionId, workOrderId: '4711', dueAt: START - 1 }));
    await world.services.ledger.open(ledgerEntry({ connectionId, workOrderId: '4712', dueAt: START + 1 }));

    await changeConnection(world.services, connection, { status: 'active' });

    expect(world.triggers).toMatchObject([{ type: 'poll', connectionId, source: 'schedule' }]);
    expect(world.exports).toMatchObject([{ type: 'export', connectionId, workOrderId: '4711' }]);
  });

  it('looks for no work orders while exports are switched off', async () => {
    await changeConnection(world.services, await world.connected('paused'), { status: 'active' });

    expect([world.triggers, world.exports]).toEqual([[], []]);
  });

  it('imports nothing that was flagged before it was switched off', async () => {
    const connection = await world.connected('paused', { imports: { customers: { enabled: false } } });
    await world.services.entityStates.markDirty(world.connectionId, 'customer', START);

    await changeConnection(world.services, connection, { status: 'active' });

    expect(world.sent).toEqual([]);
  });

  it.each([
    ['connecting', /still being connected/],
    ['reconnect', /Enter new ones/],
    ['disconnected', /Connect the accounts again/],
  ] as const)('neither pauses nor resumes one that is %s, and leaves its plan', async (status, detail) => {
    const connection = await world.connected(status);

    for (const wanted of ['active', 'paused'] as const) {
      await expect(
        changeConnection(world.services, connection, { plan: 'business', status: wanted }),
      ).rejects.toMatchObject({ status: 409, detail: expect.stringMatching(detail) });
    }
    expect(await world.stored()).toEqual(connection);
    expect(world.told).toEqual([]);
  });

  it('does not resume what a vendor refused in the meantime', async () => {
    const read = await world.connected('paused');
    await world.services.connections.update(world.connectionId, { status: 'reconnect' });

    await expect(changeConnection(world.services, read, { status: 'active' })).rejects.toMatchObject({
      status: 409,
    });
    expect((await world.stored()).status).toBe('reconnect');
  });
});
