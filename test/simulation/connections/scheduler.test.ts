import { stdout } from 'node:process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ulid } from 'ulid';
import type { Connection } from '../../../shared/connections/connection.ts';
import { nightMinuteOf, slotAt, slotOf, SLOTS } from '../../../shared/connections/slot.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import { createDocumentClient } from '../../../shared/aws/document-client.ts';
import { LedgerStore } from '../../../shared/exports/ledger/ledger-store.ts';
import { buildScheduleServices, type ScheduleServices } from '../../../shared/schedule/schedule-services.ts';
import { tick } from '../../../shared/schedule/tick.ts';
import { seededRandom } from '../../../infra/local/vendors/seeded-random.ts';
import { ledgerEntry } from '../../unit/exports/new-ledger-entry.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { startTables, type Row, type SimulatedTables } from '../customers/tables.ts';
import { ONLY_CUSTOMERS } from '../../support/connector.ts';
import { sampled } from '../../support/depth.ts';

jest.setTimeout(240_000);

const COUNT = sampled(5_000, 1_000);
const MINUTE_MS = 60_000;
const BASE_URL = 'https://api.example.org';
/** Those of all webhooks, as the code registers them. */
const EVENTS = ['customer', 'contact', 'position']
  .flatMap((resource) => ['create', 'update', 'delete'].map((change) => `${resource}.${change}`))
  .join(' ');
/** Sunday noon in Germany, and the night after it. */
const NOON = Date.UTC(2026, 10, 22, 11);
const NIGHT = Date.UTC(2026, 10, 22, 22);
const EXPORTING = { exports: { enabled: true } };
const random = seededRandom(4);
const idOf = (i: number): string => `c${ulid(NOON - i * 1000, () => random())}`;
const ids = Array.from({ length: COUNT }, (_, i) => idOf(i));
const share = COUNT / SLOTS;

interface Message {
  readonly connectionId: string;
  readonly type: string;
}

/** What one minute of the scheduler did. */
interface Minute {
  readonly calls: Record<string, number>;
  readonly messages: string[];
  /** How many of the messages are of each type. */
  readonly types: Record<string, number>;
}

describe(`a scheduler of ${COUNT} connections`, () => {
  let platform: Platform;
  let tables: SimulatedTables;
  let now = NOON;
  let calls: string[] = [];
  let messages: Message[] = [];
  let services: ScheduleServices;

  beforeAll(async () => {
    platform = await startPlatform();
    platform.receiver = {
      send: (body) => messages.push(JSON.parse(body) as Message),
      webhook: () => Promise.resolve(200),
    };
    tables = await startTables();
    process.env.AWS_ENDPOINT_URL_DYNAMODB = tables.endpoint;
    const rows = ids.flatMap((connectionId) => [connectionRow(connectionId), stateRow(connectionId)]);
    await tables.fill({ connections: rows, mappings: [], permits: [], activity: [], ledger: [] });
    services = buildScheduleServices(
      {
        CONNECTIONS_TABLE: 'connections',
        ACTIVITY_TABLE: 'activity',
        LEDGER_TABLE: 'ledger',
        ...platform.queueUrls,
        MAINTENANCE_QUEUE_URL: `${platform.url}/000000000000/care`,
        TRIGGER_QUEUE_URL: `${platform.url}/000000000000/trigger`,
        EXPORT_QUEUE_URL: `${platform.url}/000000000000/export`,
        WEBHOOK_KEYS_SECRET: platform.keysSecret,
        PUBLIC_BASE_URL: BASE_URL,
      },
      {
        now: () => now,
        observer: {
          before: (call) => {
            calls.push(call);
            return Promise.resolve();
          },
          after: () => Promise.resolve(),
        },
      },
    );
  });
  afterAll(async () => {
    await tables.stop();
    await platform.stop();
  });

  /** Lets one minute begin. */
  const minute = async (at: number): Promise<Minute> => {
    now = at;
    calls = [];
    messages = [];
    await tick(services, 1);
    return {
      calls: counted(calls),
      messages: messages.map(({ connectionId }) => connectionId),
      types: counted(messages.map(({ type }) => type)),
    };
  };
  const print = (what: string, minutes: readonly Minute[]): void => {
    const reads = minutes.map(({ calls }) =>
      Object.entries(calls).reduce((sum, [call, count]) => sum + (/Query|Get/.test(call) ? count : 0), 0),
    );
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    const sent = minutes.map((one) => one.messages.length);
    stdout.write(
      `${what}: ${sum(reads)} reads and ${sum(sent)} messages for ${COUNT} connections in ${minutes.length} minutes, ` +
        `at most ${Math.max(...reads)} and ${Math.max(...sent)} in one\n`,
    );
  };

  it('looks at each connection once in a quarter of an hour, a fifteenth of them in each minute', async () => {
    const minutes: Minute[] = [];
    for (let i = 0; i < SLOTS; i += 1) minutes.push(await minute(NOON + i * MINUTE_MS));
    print('nothing due', minutes);

    const looks = minutes.map(({ calls }) => (calls['dynamodb.Query(connections)'] ?? 0) - pagesOf(calls));
    expect(looks.reduce((a, b) => a + b, 0)).toBe(COUNT);
    expect(Math.max(...looks)).toBeLessThan(2 * share);
    // A page of the index for 100 connections, one look at each and its exports, and now and then the signing keys.
    const known = /Query\((connections|ledger)\)|GetSecretValue/;
    for (const [i, { calls, messages: sent }] of minutes.entries()) {
      expect(calls['dynamodb.Query(ledger)']).toBe(looks[i]);
      expect(Object.keys(calls).filter((call) => !known.test(call))).toEqual([]);
      expect(sent).toEqual([]);
    }
  });

  it('costs a connection that exports one message more, and a work order that stands still a message and a write', async () => {
    const slot = ids.filter((id) => slotOf(id) === slotAt(NOON));
    const exporting = slot.filter((_, i) => i % 4 === 0);
    const stalled = exporting.filter((_, i) => i % 10 === 0);
    const connections = exporting.map((id) => connectionRow(id, EXPORTING));
    const noRows = { mappings: [], permits: [], activity: [], ledger: [] };
    await tables.fill({ ...noRows, connections });
    const ledger = new LedgerStore(createDocumentClient(), 'ledger', () => now);
    for (const connectionId of stalled) {
      await ledger.open(ledgerEntry({ connectionId, workOrderId: '1', dueAt: NOON - 1 }));
      await ledger.open(ledgerEntry({ connectionId, workOrderId: '2', dueAt: NOON - 1 }));
      await ledger.open(ledgerEntry({ connectionId, workOrderId: '3', dueAt: NOON + 1 }));
    }

    const first = await minute(NOON);
    const second = await minute(NOON);
    print(`${exporting.length} connections export, ${2 * stalled.length} work orders stand still`, [first]);

    const read = ({ calls }: Minute, table: string) => calls[`dynamodb.Query(${table})`] ?? 0;
    expect(read(first, 'connections') - pagesOf(first.calls)).toBe(slot.length);
    expect(read(first, 'ledger')).toBe(slot.length);
    expect(first.calls['dynamodb.UpdateItem(ledger)']).toBe(2 * stalled.length);
    expect(first.types).toEqual({ poll: exporting.length, export: 2 * stalled.length });
    // What was sent on has a quarter of an hour to move.
    expect(second.types).toEqual({ poll: exporting.length });
    await tables.fill({ ...noRows, connections: exporting.map((id) => connectionRow(id)) });
  });

  it('starts the work of a night spread over its minutes, each connection in its own', async () => {
    const minutes: Minute[] = [];
    for (let i = 0; i < SLOTS; i += 1) minutes.push(await minute(NIGHT + i * MINUTE_MS));
    print('a night begins', minutes);

    const perMinute = new Map<number, number>();
    for (const id of ids) perMinute.set(nightMinuteOf(id), (perMinute.get(nightMinuteOf(id)) ?? 0) + 1);
    // The fewer there are, the more does chance crowd a minute.
    expect(Math.max(...perMinute.values())).toBeLessThan((sampled(2, 4) * COUNT) / 300);
    minutes.forEach(({ messages: sent }, i) => {
      expect([...sent].sort()).toEqual(ids.filter((id) => nightMinuteOf(id) === i).sort());
    });
  });

  it('has every webhook renewed within a quarter of an hour when the address changes, and no minute crowded', async () => {
    services = { ...services, publicBaseUrl: 'https://moved.example.org' };
    const minutes: Minute[] = [];
    for (let i = 0; i < SLOTS; i += 1) minutes.push(await minute(NIGHT + (20 + i) * MINUTE_MS));
    print('all webhooks outdated', minutes);

    const cared = minutes.map(
      ({ messages: sent }, i) =>
        sent.filter((id) => slotOf(id) === slotAt(NIGHT + (20 + i) * MINUTE_MS)).length,
    );
    expect(new Set(minutes.flatMap(({ messages: sent }) => sent)).size).toBe(COUNT);
    expect(Math.max(...cared)).toBeLessThan(2 * share);
  });

  it('looks after the others when some cannot be read', async () => {
    const slot = ids.filter((id) => slotOf(id) === slotAt(NOON)).sort();
    const broken = slot.filter((_, i) => i % 50 === 0);
    const rows = broken.map((id) => ({ ...connectionRow(id), plan: 'no plan of ours' }));
    await tables.fill({ connections: rows, mappings: [], permits: [], activity: [], ledger: [] });

    // The address has moved for all of them.
    const { messages: sent } = await minute(NOON + 24 * 60 * MINUTE_MS);

    expect(new Set(sent)).toEqual(new Set(slot.filter((id) => !broken.includes(id))));
  });
});

function pagesOf(calls: Record<string, number>): number {
  // Each page but the last holds 100.
  const queries = calls['dynamodb.Query(connections)'] ?? 0;
  return Math.ceil(queries / 101);
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function connectionRow(connectionId: string, settings: object = {}): Row {
  const connection: Connection = {
    connectionId,
    status: 'active',
    plan: 'plus',
    settings: settingsSchema.parse({ imports: ONLY_CUSTOMERS, ...settings }),
    outsmartAccount: `o-${connectionId}`,
    firstOutsmartAccount: `o-${connectionId}`,
    easybillAccount: `e-${connectionId}`,
    tokenGeneration: 1,
    credentialsGeneration: 1,
    staleCredentials: [],
    webhook: {
      id: 1,
      baseUrl: BASE_URL,
      kid: 'k1',
      generation: 1,
      events: EVENTS,
      checkedAt: NIGHT,
      wasHealthy: true,
    },
    createdAt: new Date(NOON).toISOString(),
  };
  const keys = { listKey: 'connection', turnKey: `connection#${slotOf(connectionId)}` };
  return { pk: connectionId, sk: 'connection', ...keys, ...connection };
}

/** Its last run was in the night before. */
function stateRow(connectionId: string): Row {
  const lastRunId = ulid(NIGHT - 24 * 60 * MINUTE_MS + 6 * 60 * MINUTE_MS);
  return { pk: connectionId, sk: 'entity#customer', entity: 'customer', fence: 1, leaseUntil: 0, lastRunId };
}
