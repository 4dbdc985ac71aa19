import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Connection } from '../../../shared/connections/connection.ts';
import { forget } from '../../../shared/lifecycle/maintenance/forget.ts';
import { DryRunStore } from '../../../shared/exports/trigger/dry-run-store.ts';
import { MakingStore } from '../../../shared/exports/invoice/making-store.ts';
import { PollStateStore } from '../../../shared/exports/trigger/poll-state.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { ledgerEntry } from '../exports/new-ledger-entry.ts';
import { ConnectionWorld, START } from './connection-world.ts';

const MINUTE_MS = 60_000;
const LONG_AFTER = START + 60 * MINUTE_MS;

let tables: Tables;
let world: ConnectionWorld;
let connection: Connection;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  world = new ConnectionWorld(tables);
  connection = await disconnected(world);
});

/** A disconnected connection that exported, with something of it in every place. */
async function disconnected(of: ConnectionWorld): Promise<Connection> {
  const { connectionId } = of;
  await of.connected('disconnected');
  const disconnectedAt = new Date(START).toISOString();
  await of.services.connections.update(connectionId, { cleanup: 'purge', disconnectedAt });
  for (const workOrderId of ['1', '2', '3']) {
    await of.services.ledger.open(ledgerEntry({ connectionId, workOrderId }));
  }
  const makings = new MakingStore(tables.documents, tables.ledger);
  await makings.begin(connectionId, 'customer', 'K-1', {}, START + 1);
  await makings.begin(connectionId, 'product', 'M-1', {}, START + 1);
  const polls = new PollStateStore(tables.documents, tables.connections);
  await polls.begin(connectionId, START, START + 1);
  await polls.noteLogged(connectionId, 'exportPollRejected:1400', START);
  await new DryRunStore(tables.documents, tables.activity, () => START).put(connectionId, {
    dryRunId: 'dry',
    state: 'complete',
    startedAt: disconnectedAt,
    previews: [],
    omitted: 0,
  });
  await tables.documents.send(new PutCommand({ TableName: tables.permits, Item: { pk: connectionId } }));
  return of.stored();
}

const forgetAt = (
  now: number,
  of: Connection,
  documents: DynamoDBDocumentClient = tables.documents,
): Promise<void> => forget({ ...world.services, now: () => now }, { documents, tables }, of);

/** Sort keys of what is stored of a connection, except the connection itself and what names its accounts. */
async function left({ connectionId }: Connection): Promise<string[]> {
  const places = await Promise.all([
    tables.items(tables.ledger, connectionId),
    tables.items(tables.ledger, `${connectionId}#made`),
    tables.items(tables.activity, connectionId),
    tables.items(tables.connections, connectionId),
    tables.items(tables.permits, connectionId),
  ]);
  return places
    .flat()
    .map(({ sk }) => String(sk))
    .filter((sk) => sk !== 'connection');
}

/** DynamoDB that answers no call after so many. */
function breakingAfter(calls: number): DynamoDBDocumentClient {
  let answered = 0;
  const send = (command: Parameters<DynamoDBDocumentClient['send']>[0]) => {
    answered += 1;
    return answered > calls ? Promise.reject(new Error('killed')) : tables.documents.send(command);
  };
  return new Proxy(tables.documents, {
    get: (client, name): unknown => (name === 'send' ? send : Reflect.get(client, name)),
  });
}

describe('forgetting a connection', () => {
  it('deletes its ledger with what was made for it, dry runs, and what the poll notes, and nothing of another one', async () => {
    const other = await disconnected(new ConnectionWorld(tables));
    const before = await left(other);

    await forgetAt(LONG_AFTER, connection);

    expect(await left(connection)).toEqual([]);
    expect(await world.services.connections.get(connection.connectionId)).toBeUndefined();
    expect(before).toHaveLength(9);
    expect(await left(other)).toEqual(before);
  });

  it('can stop after any call: the connection stays until nothing else is left, and is forgotten then', async () => {
    let stops = 0;
    for (let calls = 0; calls < 100; calls += 1) {
      const outcome = await forgetAt(LONG_AFTER, connection, breakingAfter(calls)).catch(() => 'stopped');
      const isThere = (await world.services.connections.get(connection.connectionId)) !== undefined;
      expect(isThere).toBe(outcome === 'stopped');
      if (outcome !== 'stopped') break;
      stops += 1;
    }

    expect(stops).toBeGreaterThan(5);
    expect(await left(connection)).toEqual([]);
    await forgetAt(LONG_AFTER, connection);
  });

  it('waits until exports that were at work when it was disconnected have ended', async () => {
    const waited = forgetAt(START + MINUTE_MS, connection);

    await expect(waited).rejects.toMatchObject({ name: 'WorkerBusyError', waitSeconds: 7 * 60 });
    expect(await left(connection)).toHaveLength(9);
    await forgetAt(START + 8 * MINUTE_MS, connection);
    expect(await left(connection)).toEqual([]);
  });

  it('waits for nothing when it never exported', async () => {
    world = new ConnectionWorld(tables);
    await world.connected('disconnected');
    await world.services.connections.update(world.connectionId, {
      disconnectedAt: new Date(START).toISOString(),
    });

    await forgetAt(START, await world.stored());

    expect(await world.services.connections.get(world.connectionId)).toBeUndefined();
  });
});
