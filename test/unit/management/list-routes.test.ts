import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { ulid } from 'ulid';
import { ActivityStore } from '../../../shared/activity/activity-store.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import { ConnectionStore } from '../../../shared/connections/connection-store.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { newRun, RunStore } from '../../../shared/imports/stores/run-store.ts';
import type { ManagementServices } from '../../../shared/management/management-services.ts';
import { findRoute } from '../../../shared/management/routes.ts';
import { apiRequest } from '../../support/api-request.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const start = Date.parse('2026-03-01T12:00:00Z');
const connectionIds = Array.from({ length: 5 }, (_, i) => `c${ulid(start + i)}`);
const connectionId = connectionIds[0]!;
const runIds = Array.from({ length: 5 }, (_, i) => ulid(start + i * 1000));

let tables: Tables;
let services: ManagementServices;

beforeAll(async () => {
  tables = await startTables();
  const now = () => start;
  const connections = new ConnectionStore(tables.documents, tables.connections);
  const runs = new RunStore(tables.documents, tables.activity, tables.connections);
  const activity = new ActivityStore(tables.documents, tables.activity, now);
  services = { connections, runs, activity, now } as ManagementServices;

  for (const id of connectionIds) await connections.put(connection(id));
  await activity.add(
    connectionId,
    [1, 2, 3, 4, 5].map((easybillId) => ({ code: 'recordCreated', entity: 'customer', easybillId })),
  );
  for (const runId of runIds) {
    const run = newRun(runId, 'customer', 'manual', start, {
      verify: false,
      dryRun: false,
      ordered: true,
      isFirst: false,
    });
    const Item = { pk: connectionId, sk: `run#${runId}`, ...run };
    await tables.documents.send(new PutCommand({ TableName: tables.activity, Item }));
  }
});

afterAll(async () => {
  await tables.stop();
});

function connection(id: string): Connection {
  return {
    connectionId: id,
    status: 'active',
    plan: 'plus',
    settings: settingsSchema.parse({}),
    outsmartAccount: 'o',
    firstOutsmartAccount: 'o',
    easybillAccount: 'e',
    tokenGeneration: 1,
    credentialsGeneration: 1,
    staleCredentials: [],
    createdAt: new Date(start).toISOString(),
  };
}

async function list(path: string, query: Record<string, string>): Promise<any> {
  const route = findRoute(`GET ${path}`)!;
  const event = apiRequest({ queryStringParameters: query, pathParameters: { connectionId } });
  const { statusCode, body = '' } = await route.answer({ event, services, deadline: start + 20_000 });
  return { statusCode, ...JSON.parse(body) };
}

const lists = [
  ['/connections', 'connectionId', connectionIds],
  ['/connections/{connectionId}/imports', 'runId', runIds.toReversed()],
  ['/connections/{connectionId}/activity', 'easybillId', [5, 4, 3, 2, 1]],
] as const;

describe.each(lists)('GET %s', (path, name, wanted) => {
  it('gives everything at once with no cursor', async () => {
    const answer = await list(path, {});

    expect(answer.items.map((item: any) => item[name])).toEqual(wanted);
    expect(answer).not.toHaveProperty('cursor');
  });

  it('gives each item once, page by page, with cursors that need no escaping', async () => {
    const seen: unknown[] = [];
    let cursor: string | undefined;
    do {
      const answer = await list(path, { limit: '2', ...(cursor !== undefined && { cursor }) });
      seen.push(...answer.items.map((item: any) => item[name]));
      ({ cursor } = answer);
      expect(encodeURIComponent(cursor ?? '')).toBe(cursor ?? '');
    } while (cursor !== undefined);

    expect(seen).toEqual(wanted);
  });

  it.each([
    '',
    ' ',
    '~~~',
    '{}',
    'ä',
    '\u0000',
    '../..',
    '8'.repeat(26),
    '0'.repeat(25),
    'x'.repeat(1024),
    'x'.repeat(1025),
    Buffer.from('{"pk":"c1"}').toString('base64url'),
    Buffer.from('{"pk":"c1","sk":"connection","listKey":"other"}').toString('base64url'),
    Buffer.from('[]').toString('base64url'),
  ])('refuses %j for a cursor', async (cursor) => {
    await expect(list(path, { cursor })).rejects.toMatchObject({
      status: 422,
      errors: [{ field: 'cursor', message: 'Not a cursor of this list.' }],
    });
  });

  it('answers with a list for a cursor of another list', async () => {
    for (const cursor of [connectionId, runIds[2]!, '7'.repeat(26), '0'.repeat(26)]) {
      const answer = await list(path, { cursor });

      expect(answer.statusCode).toBe(200);
      expect(answer.items.length).toBeLessThanOrEqual(5);
    }
  });
});

describe('GET /connections/{connectionId}/activity', () => {
  const path = '/connections/{connectionId}/activity';

  it.each([
    '0000-01-01T00:00:00Z',
    '1969-12-31T23:59:59Z',
    '1970-01-01T00:00:00Z',
    '2026-03-01T13:00:00+01:00',
  ])('lists what is since %s', async (since) => {
    expect((await list(path, { since })).items).toHaveLength(5);
  });

  it.each(['9999-12-31T23:59:59.999Z', '2026-03-01T12:00:00.001Z', '2026-03-01T11:00:00.001-01:00'])(
    'lists nothing since %s',
    async (since) => {
      expect((await list(path, { since })).items).toEqual([]);
    },
  );

  it.each(['yesterday', '2026-03-01', '2026-02-30T00:00:00Z', '2026-03-01T00:00:00', '1772366400000', ''])(
    'refuses the time %j',
    async (since) => {
      await expect(list(path, { since })).rejects.toMatchObject({
        status: 422,
        errors: [{ field: 'since' }],
      });
    },
  );

  it('renders in the language of the connection, or in the one asked for', async () => {
    const german = await list(path, { limit: '1' });
    const english = await list(path, { limit: '1', lang: 'en' });

    expect(german.items[0].text).toBe('Kunde (easybill-ID 5) wurde in OutSmart angelegt.');
    expect(english.items[0].text).toBe('Customer (easybill ID 5) was created in OutSmart.');
  });
});
