import { beforeEach, describe, expect, it } from '@jest/globals';
import { CredentialsRejectedError, RetryableError } from '../../../../shared/vendor-http/errors/index.ts';
import { exportingConnection, exportOrder } from '../export-fixtures.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';
import { call, envelope, pollMessage, TriggeringWorld } from './triggering-world.ts';

let world: TriggeringWorld;

beforeEach(() => {
  world = new TriggeringWorld();
});

describe('a hint that work orders were completed', () => {
  it('queues each wanted work order once, however often it comes', async () => {
    world.complete = [exportOrder(), exportOrder({ id: '4712', Archived: '1' })];
    for (let time = 0; time < 3; time += 1) {
      expect(await world.follow({ ...pollMessage, firstQueuedAt: world.now })).toEqual([]);
      world.now += 900_000;
    }
    expect(world.exported.map(({ workOrderId }) => workOrderId)).toEqual(['4711']);
    expect(world.ledger.entries.size).toBe(1);
  });

  it('is served by a read that began after it', async () => {
    await world.follow(pollMessage);
    await world.follow({ ...pollMessage, firstQueuedAt: NOW - 3_000 });
    expect(world.lists).toBe(1);
    await world.follow({ ...pollMessage, firstQueuedAt: NOW });
    expect(world.lists).toBe(2);
  });

  it('queues one that cannot be read, too: it fails where the user sees it', async () => {
    world.complete = [];
    world.unreadableIds = ['4713'];
    await world.follow(pollMessage);
    expect(world.exported.map(({ workOrderId }) => workOrderId)).toEqual(['4713']);
  });

  it('waits while somebody reads', async () => {
    world.polls = { readAt: 0, pollingUntil: NOW + 1 };
    await world.follow(pollMessage);
    expect(world.lists).toBe(0);
    expect(world.again).toEqual([{ message: { ...pollMessage, hops: 1 }, delay: 30 }]);
  });

  it.each([
    ['an old token', {}, { ...pollMessage, source: 'event', tokenGeneration: 1 }],
    ['exports that are off', { enabled: false }, pollMessage],
  ])('ends with %s', async (_, settings, message) => {
    world.connection = exportingConnection(settings);
    await world.follow(message);
    expect(world.lists).toBe(0);
  });

  it.each(['paused', 'reconnect', 'disconnected'] as const)(
    'ends when the connection is %s',
    async (status) => {
      world.connection = { ...exportingConnection(), status };
      await world.follow(pollMessage);
      expect(world.lists).toBe(0);
    },
  );

  it('looks once an hour at what failed without an invoice, and never at what has one', async () => {
    const failed = { state: 'failed', problem: { code: 'invoiceEmpty', params: {} } } as const;
    await world.ledger.open(ledgerEntry(failed));
    for (const minutes of [0, 15, 30, 61]) {
      world.now = NOW + minutes * 60_000;
      await world.follow({ ...pollMessage, firstQueuedAt: world.now });
    }
    expect(world.exported).toHaveLength(2);
    expect(world.exported[0]).toMatchObject({ workOrderId: '4711', recheck: true });
    world.ledger.entries.clear();
    await world.ledger.open(ledgerEntry({ ...failed, documentId: 7 }));
    world.now += 7_200_000;
    await world.follow({ ...pollMessage, firstQueuedAt: world.now });
    expect(world.exported).toHaveLength(2);
  });

  it('by hand looks at what failed at once', async () => {
    await world.ledger.open(ledgerEntry({ state: 'failed', recheckAt: NOW + 3_600_000 }));
    await world.follow({ type: 'orders', ...envelope, workOrderIds: ['4711', '4711', '4712'] });
    expect(world.exported.map(({ workOrderId, recheck }) => [workOrderId, recheck])).toEqual([
      ['4711', true],
      ['4712', undefined],
    ]);
  });

  it('may come as an event of our bus, with work orders or without', async () => {
    const event = { 'detail-type': 'WorkOrderCompleted', source: 'x', time: '2026-11-24T09:00:00Z' };
    expect(await world.follow({ ...event, detail: { connectionId: 'c1', workOrderIds: ['4711'] } })).toEqual(
      [],
    );
    expect(world.exported).toHaveLength(1);
    expect(world.lists).toBe(0);
    await world.follow({ ...event, detail: { connectionId: 'c1', more: 1 } });
    expect(world.lists).toBe(1);
  });

  it('is delivered again when it is no message of ours', async () => {
    expect(await world.follow({ type: 'else' })).toEqual(['m1']);
  });

  it('waits longer and longer while OutSmart fails, lets others read meanwhile, and ends in the end', async () => {
    world.complete = new RetryableError(call, 'timeout');
    for (let failures = 0; failures < 5; failures += 1) {
      await world.follow({ ...pollMessage, ...(failures > 0 && { failures }) });
      expect(world.polls).toEqual({ readAt: 0, pollingUntil: 0 });
    }
    expect(world.again.map(({ message }) => message.failures)).toEqual([1, 2, 3, 4]);
    expect(world.again[3]!.delay).toBeGreaterThan(world.again[0]!.delay);
  });

  it('lets the connection rest when its credentials are refused', async () => {
    world.complete = new CredentialsRejectedError(call, 1004);
    expect(await world.follow(pollMessage)).toEqual([]);
    expect(world.suspended).toBe(1);
    expect(world.again).toEqual([]);
  });
});
