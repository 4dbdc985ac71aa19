import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NewActivity } from '../../../shared/activity/activity-store.ts';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import type { DryRun } from '../../../shared/exports/dry-run-store.ts';
import type { ExportOrder } from '../../../shared/exports/export-vendors.ts';
import type { TriggerServices } from '../../../shared/exports/trigger-services.ts';
import { processTriggers } from '../../../shared/exports/trigger-worker.ts';
import type { ExportMessage, TriggerMessage } from '../../../shared/messages/export-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../../shared/vendor-errors/index.ts';
import { MemoryLedger } from '../../simulation/exports/memory-ledger.ts';
import { builtInvoice, exportingConnection, exportOrder } from './export-fixtures.ts';
import { ledgerEntry, NOW } from './new-ledger-entry.ts';

const call = { vendor: 'outsmart', operation: 'GET /GetWorkorders' } as const;
const envelope = { connectionId: 'c1', firstQueuedAt: NOW, hops: 0 };
const pollMessage: TriggerMessage = { type: 'poll', ...envelope, source: 'schedule' };

let now: number;
let connection: Connection;
let complete: ExportOrder[] | Error;
let unreadableIds: string[];
let lists: number;
let ledger: MemoryLedger;
let exported: ExportMessage[];
let again: { message: TriggerMessage; delay: number }[];
let dryRuns: DryRun[];
let polls: { readAt: number; pollingUntil: number };
let rested: number;
let toldAt: Map<string, number>;
let told: NewActivity[];

beforeEach(() => {
  now = NOW;
  connection = exportingConnection();
  complete = [exportOrder()];
  unreadableIds = [];
  lists = 0;
  ledger = new MemoryLedger(() => now);
  exported = [];
  again = [];
  dryRuns = [];
  polls = { readAt: 0, pollingUntil: 0 };
  rested = 0;
  toldAt = new Map();
  told = [];
});

function services(): TriggerServices {
  return {
    connections: { get: () => Promise.resolve(connection) },
    ledger,
    polls: {
      get: () => Promise.resolve(polls),
      begin: (_, at, until) => {
        if (polls.pollingUntil >= at) return Promise.resolve(false);
        polls = { ...polls, pollingUntil: until };
        return Promise.resolve(true);
      },
      end: (_, readAt = polls.readAt) => {
        polls = { readAt, pollingUntil: 0 };
        return Promise.resolve();
      },
      toldAt: (_, problem) => Promise.resolve(toldAt.get(problem)),
      noteTold: (_, problem, at) => Promise.resolve(void toldAt.set(problem, at)),
    },
    dryRuns: { put: (_, dryRun) => Promise.resolve(void dryRuns.push(dryRun)) },
    open: () =>
      Promise.resolve({
        listComplete: () => {
          lists += 1;
          return complete instanceof Error
            ? Promise.reject(complete)
            : Promise.resolve({ orders: complete, unreadableIds });
        },
        readWorkOrder: (id) => Promise.resolve(id === '4711' ? exportOrder() : undefined),
        close: () => Promise.resolve(),
        build: (_, { externalId, documentDate }) =>
          Promise.resolve({
            invoice: builtInvoice({ external_id: externalId, document_date: documentDate }),
          }),
      }),
    sendExport: (message) => Promise.resolve(void exported.push(message)),
    sendTrigger: (message, delay = 0) => Promise.resolve(void again.push({ message, delay })),
    rest: () => {
      rested += 1;
      return Promise.resolve('resting');
    },
    activity: {
      add: (_: string, entries: NewActivity[]) => Promise.resolve(void told.push(...entries)),
    } as never,
    logger: { error: () => undefined } as never,
    metrics: {} as never,
    now: () => now,
    random: () => 0.5,
  };
}

const follow = (message: unknown) =>
  processTriggers(services(), [{ id: 'm1', body: JSON.stringify(message) }], now + 400_000);

describe('a hint that work orders were completed', () => {
  it('queues each wanted work order once, however often it comes', async () => {
    complete = [exportOrder(), exportOrder({ id: '4712', Archived: '1' })];
    for (let time = 0; time < 3; time += 1) {
      expect(await follow({ ...pollMessage, firstQueuedAt: now })).toEqual([]);
      now += 900_000;
    }
    expect(exported.map(({ workOrderId }) => workOrderId)).toEqual(['4711']);
    expect(ledger.entries.size).toBe(1);
  });

  it('is served by a read that began after it', async () => {
    await follow(pollMessage);
    await follow({ ...pollMessage, firstQueuedAt: NOW - 3_000 });
    expect(lists).toBe(1);
    await follow({ ...pollMessage, firstQueuedAt: NOW });
    expect(lists).toBe(2);
  });

  it('queues one that cannot be read, too: it fails where the user sees it', async () => {
    complete = [];
    unreadableIds = ['4713'];
    await follow(pollMessage);
    expect(exported.map(({ workOrderId }) => workOrderId)).toEqual(['4713']);
  });

  it('waits while somebody reads', async () => {
    polls = { readAt: 0, pollingUntil: NOW + 1 };
    await follow(pollMessage);
    expect(lists).toBe(0);
    expect(again).toEqual([{ message: { ...pollMessage, hops: 1 }, delay: 30 }]);
  });

  it.each([
    ['an old token', {}, { ...pollMessage, source: 'event', tokenGeneration: 1 }],
    ['exports that are off', { enabled: false }, pollMessage],
  ])('ends with %s', async (_, settings, message) => {
    connection = exportingConnection(settings);
    await follow(message);
    expect(lists).toBe(0);
  });

  it.each(['paused', 'reconnect', 'disconnected'] as const)(
    'ends when the connection is %s',
    async (status) => {
      connection = { ...exportingConnection(), status };
      await follow(pollMessage);
      expect(lists).toBe(0);
    },
  );

  it('looks once an hour at what failed without an invoice, and never at what has one', async () => {
    const failed = { state: 'failed', problem: { code: 'invoiceEmpty', params: {} } } as const;
    await ledger.open(ledgerEntry(failed));
    for (const minutes of [0, 15, 30, 61]) {
      now = NOW + minutes * 60_000;
      await follow({ ...pollMessage, firstQueuedAt: now });
    }
    expect(exported).toHaveLength(2);
    expect(exported[0]).toMatchObject({ workOrderId: '4711', recheck: true });
    ledger.entries.clear();
    await ledger.open(ledgerEntry({ ...failed, documentId: 7 }));
    now += 7_200_000;
    await follow({ ...pollMessage, firstQueuedAt: now });
    expect(exported).toHaveLength(2);
  });

  it('by hand looks at what failed at once', async () => {
    await ledger.open(ledgerEntry({ state: 'failed', recheckAt: NOW + 3_600_000 }));
    await follow({ type: 'orders', ...envelope, workOrderIds: ['4711', '4711', '4712'] });
    expect(exported.map(({ workOrderId, recheck }) => [workOrderId, recheck])).toEqual([
      ['4711', true],
      ['4712', undefined],
    ]);
  });

  it('may come as an event of our bus, with work orders or without', async () => {
    const event = { 'detail-type': 'WorkOrderCompleted', source: 'x', time: '2026-11-24T09:00:00Z' };
    expect(await follow({ ...event, detail: { connectionId: 'c1', workOrderIds: ['4711'] } })).toEqual([]);
    expect(exported).toHaveLength(1);
    expect(lists).toBe(0);
    await follow({ ...event, detail: { connectionId: 'c1', more: 1 } });
    expect(lists).toBe(1);
  });

  it('is delivered again when it is no message of ours', async () => {
    expect(await follow({ type: 'else' })).toEqual(['m1']);
  });

  it('waits longer and longer while OutSmart fails, lets others read meanwhile, and ends in the end', async () => {
    complete = new RetryableError(call, 'timeout');
    for (let failures = 0; failures < 5; failures += 1) {
      await follow({ ...pollMessage, ...(failures > 0 && { failures }) });
      expect(polls).toEqual({ readAt: 0, pollingUntil: 0 });
    }
    expect(again.map(({ message }) => message.failures)).toEqual([1, 2, 3, 4]);
    expect(again[3]!.delay).toBeGreaterThan(again[0]!.delay);
  });

  it('lets the connection rest when its credentials are refused', async () => {
    complete = new CredentialsRejectedError(call, 1004);
    expect(await follow(pollMessage)).toEqual([]);
    expect(rested).toBe(1);
    expect(again).toEqual([]);
  });
});

describe('a poll that OutSmart does not answer as it should', () => {
  const minutes = (count: number) => count * 60_000;
  /** A poll of the scheduler, the last of its tries. */
  const lastTry = (source = 'schedule') =>
    follow({ ...pollMessage, source, firstQueuedAt: now, failures: 4 });
  const codes = () => told.map(({ code }) => code);

  it.each([
    [
      'refused',
      new RecordRejectedError(call, 1400, ['status']),
      { code: 'exportPollRejected', params: { call: call.operation, vendorCode: 1400, fields: 'status' } },
    ],
    [
      'denied',
      new AccessDeniedError(call),
      { code: 'exportPollRejected', params: { call: call.operation, vendorCode: 403, fields: '' } },
    ],
    [
      'unreadable',
      new RetryableError(call, 'unreadable'),
      { code: 'exportPollUnreadable', params: { call: call.operation } },
    ],
    [
      'down',
      new RetryableError(call, 'timeout'),
      { code: 'exportPollUnanswered', params: { call: call.operation } },
    ],
  ])('tells once while it is %s, and goes on by itself', async (_, error, activity) => {
    complete = error;
    for (let poll = 0; poll < 200; poll += 1) {
      expect(await lastTry()).toEqual([]);
      now += minutes(15);
    }
    expect(told).toEqual([activity]);
    expect(again).toEqual([]);
    complete = [exportOrder()];
    await follow({ ...pollMessage, firstQueuedAt: now });
    expect(exported).toHaveLength(1);
  });

  it('tells another problem, and the same one that comes and goes once a day', async () => {
    complete = new RetryableError(call, 'server');
    await lastTry();
    complete = new RecordRejectedError(call, 1400);
    await lastTry();
    expect(codes()).toEqual(['exportPollUnanswered', 'exportPollRejected']);
    for (let poll = 0; poll < 4 * 25; poll += 1) {
      complete = poll % 2 === 0 ? [] : new RetryableError(call, 'network');
      await lastTry();
      now += minutes(15);
    }
    expect(codes()).toEqual(['exportPollUnanswered', 'exportPollRejected', 'exportPollUnanswered']);
  });

  it('answers whoever asked for it by hand each time', async () => {
    complete = new RecordRejectedError(call, 1400);
    await lastTry();
    await lastTry('manual');
    expect(codes()).toEqual(['exportPollRejected', 'exportPollRejected']);
  });

  it('says nothing of failures that may pass with the next try', async () => {
    complete = new RetryableError(call, 'unreadable');
    await follow(pollMessage);
    expect(told).toEqual([]);
    expect(again).toHaveLength(1);
  });
});

describe('a dry run', () => {
  it('shows the invoices as they would be, or why there is none, and changes nothing', async () => {
    connection = exportingConnection({ enabled: false });
    await follow({
      type: 'dryRun',
      ...envelope,
      dryRunId: '01KB0000000000000000000000',
      workOrderIds: ['4711', '4712'],
    });
    expect(dryRuns).toEqual([
      expect.objectContaining({
        dryRunId: '01KB0000000000000000000000',
        state: 'complete',
        previews: [
          {
            workOrderId: '4711',
            orderNumber: 'A-1',
            customerNumber: '10002',
            document: expect.objectContaining({
              external_id: expect.stringMatching(/^os-.+-4711-1$/),
              document_date: '2026-11-24',
            }),
            total: { netCents: 0, grossCents: 0, lines: [] },
            warnings: [],
          },
          { workOrderId: '4712', problem: { code: 'exportOrderGone', params: {} } },
        ],
      }),
    ]);
    expect(ledger.entries.size).toBe(0);
    expect(exported).toEqual([]);
  });

  it.each([
    ['after trying', new RetryableError(call, 'timeout'), { failures: 4 }],
    ['at once when it is refused', new RecordRejectedError(call, 1400), {}],
  ])('is over, failed, when OutSmart does not answer it: %s', async (_, error, more) => {
    complete = error;
    const message = { type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000', ...more };
    expect(await follow(message)).toEqual([]);
    expect(dryRuns).toMatchObject([{ state: 'failed' }]);
    expect(again).toEqual([]);
  });

  it('is over, failed, when the connection has come to rest before', async () => {
    connection = { ...connection, status: 'reconnect' };
    await follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(dryRuns).toMatchObject([{ state: 'failed' }]);
  });

  it('is over, failed, when it meets credentials that are refused', async () => {
    complete = new CredentialsRejectedError(call, 1004);
    await follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(rested).toBe(1);
    expect(dryRuns).toMatchObject([{ state: 'failed' }]);
  });

  it('says of a work order that has an invoice that it gets no second one', async () => {
    await ledger.open(ledgerEntry({ documentId: 7 }));
    await follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(dryRuns).toMatchObject([
      {
        previews: [{ workOrderId: '4711', problem: { code: 'exportHasInvoice', params: { documentId: 7 } } }],
      },
    ]);
  });

  it('waits for calls of easybill that it has to make', async () => {
    complete = new BudgetExhaustedError(7);
    await follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(again).toMatchObject([{ message: { type: 'dryRun', hops: 1 }, delay: 7 }]);
    expect(dryRuns).toEqual([]);
  });
});
