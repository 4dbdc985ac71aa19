import { beforeEach, describe, expect, it } from '@jest/globals';
import type { NewActivity } from '../../../shared/activity/activity-store.ts';
import { TurnAssignedError } from '../../../shared/budget/turn-assigned-error.ts';
import type { Connection } from '../../../shared/connections/connection.ts';
import type { ExportServices } from '../../../shared/exports/export-services.ts';
import { processExports } from '../../../shared/exports/export-worker.ts';
import type { ExportDocument, InvoiceQuery } from '../../../shared/exports/export-vendors.ts';
import type { BuildInvoice } from '../../../shared/exports/export-work.ts';
import type { ExportMessage } from '../../../shared/messages/export-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../../shared/vendor-errors/index.ts';
import { sweepExports } from '../../../shared/exports/sweep-exports.ts';
import { MemoryLedger } from '../../simulation/exports/memory-ledger.ts';
import { builtInvoice, exportingConnection, exportOrder } from './export-fixtures.ts';
import { ledgerEntry, NOW } from './new-ledger-entry.ts';

const post = { vendor: 'easybill', operation: 'POST /documents' } as const;
const read = { vendor: 'outsmart', operation: 'GET /GetWorkorder' } as const;
const message: ExportMessage = {
  type: 'export',
  connectionId: 'c1',
  workOrderId: '4711',
  firstQueuedAt: NOW,
  hops: 0,
};

let now: number;
let connection: Connection;
let ledger: MemoryLedger;
let calls: string[];
let failures: Record<string, Error | undefined>;
let again: { message: ExportMessage; delay: number }[];
let told: string[];
let activities: NewActivity[];
let rest: 'replaced' | 'resting';
let closed: number;
let forgottenUntil: number | undefined;
let order: Record<string, unknown>;
let build: () => ReturnType<BuildInvoice>;
let looked: InvoiceQuery[];
let found: ExportDocument[];

beforeEach(() => {
  now = NOW;
  connection = exportingConnection();
  ledger = new MemoryLedger(() => now);
  calls = [];
  failures = {};
  again = [];
  told = [];
  activities = [];
  rest = 'resting';
  closed = 0;
  forgottenUntil = undefined;
  order = {};
  build = () => Promise.resolve({ invoice: builtInvoice() });
  looked = [];
  found = [];
});

function answer<T>(name: string, value: T): Promise<T> {
  calls.push(name);
  const failure = failures[name];
  return failure ? Promise.reject(failure) : Promise.resolve(value);
}

function services(): ExportServices {
  const draft: ExportDocument = { id: 7, isDraft: true };
  return {
    connections: { get: () => Promise.resolve(connection) },
    ledger,
    forgottenUntil: () => Promise.resolve(forgottenUntil),
    open: () =>
      Promise.resolve({
        vendors: {
          readWorkOrder: () => answer('read', exportOrder(order)),
          markHandled: () => answer('handle', exportOrder(order)),
          createDocument: () => answer('create', draft),
          getDocument: () => answer('get', draft),
          finishDocument: () => answer('finish', { ...draft, isDraft: false, number: 'R7' }),
          deleteDraft: () => answer('delete', undefined),
          findInvoices: (query) => {
            looked.push(query);
            return answer('find', found);
          },
        },
        build,
        checkAccess: () => answer('logins', undefined),
        close: () => Promise.resolve(void (closed += 1)),
      }),
    send: (sent, delay = 0) => Promise.resolve(void again.push({ message: sent, delay })),
    rest: () => Promise.resolve(rest),
    activity: {
      add: (_: string, entries: NewActivity[]) => {
        activities.push(...entries);
        return Promise.resolve(void told.push(...entries.map(({ code }) => code)));
      },
    } as never,
    logger: { error: () => undefined } as never,
    metrics: { count: () => undefined } as never,
    now: () => now,
    random: () => 0.5,
  };
}

const work = (changes: Partial<ExportMessage> = {}) =>
  processExports(services(), [{ id: 'm1', body: JSON.stringify({ ...message, ...changes }) }], now + 118_000);
const entry = () => ledger.latest('c1', '4711');

/** Lets the sweeper look, and the worker have what it sends. */
async function sweep(): Promise<ExportMessage[]> {
  const sent: ExportMessage[] = [];
  const sendExport = (one: ExportMessage) => Promise.resolve(void sent.push(one));
  await sweepExports(
    { ledger, sendExport, sendTrigger: () => Promise.resolve(), now: () => now },
    connection,
  );
  for (const one of sent) await work(one);
  return sent;
}

describe('the worker of exports', () => {
  it('makes a draft with one easybill call, and gives its permits back', async () => {
    expect(await work()).toEqual([]);
    expect(calls).toEqual(['read', 'create', 'read', 'handle']);
    expect(await entry()).toMatchObject({ state: 'handled', documentId: 7, attempts: 1 });
    expect(closed).toBe(1);
    expect(told).toEqual(['exportCreated', 'exportHandled']);
  });

  it('makes a finished invoice with two easybill calls', async () => {
    connection = exportingConnection({ document: 'final' });
    await work();
    expect(calls).toEqual(['read', 'create', 'finish', 'read', 'handle']);
    expect(await entry()).toMatchObject({ state: 'handled', draft: false, documentNumber: 'R7' });
  });

  it.each(['paused', 'reconnect', 'disconnected'] as const)('does nothing while %s', async (status) => {
    connection = { ...connection, status };
    await work();
    expect(ledger.entries.size).toBe(0);
  });

  it('makes nothing new when exports are off, but brings to an end what it made', async () => {
    connection = exportingConnection({ enabled: false });
    await work();
    expect(ledger.entries.size).toBe(0);
    const bound = {
      state: 'created',
      documentId: 7,
      draft: true,
      workOrderHash: exportOrder().hash,
    } as const;
    await ledger.open(ledgerEntry(bound));
    await work();
    expect(calls).toEqual(['read', 'handle']);
  });

  it('looks while exports are off for what a lost call may have made, and makes it its invoice', async () => {
    failures.create = new RetryableError(post, 'timeout');
    await work();
    connection = exportingConnection({ enabled: false });
    failures = {};
    calls = [];
    for (const minutes of [5, 7, 9]) {
      now = NOW + minutes * 60_000;
      await work();
    }
    expect(calls).toEqual(['find', 'find']);
    expect(await entry()).toMatchObject({ state: 'creating', dueAt: expect.any(Number) });
    found = [{ id: 7, isDraft: true, externalId: (await entry())!.externalId }];
    now = NOW + 24 * 60_000;
    await work();
    expect(await entry()).toMatchObject({ documentId: 7, attempts: 1 });
    expect(calls).not.toContain('create');
  });

  it('waits for a permit with its place in the line, and tries again as if nothing had been', async () => {
    const turn = { since: NOW, at: NOW + 7_000 };
    failures.create = new TurnAssignedError(7, turn);
    expect(await work()).toEqual([]);
    expect(again).toEqual([{ message: { ...message, hops: 1, turn }, delay: 7 }]);
    expect(await entry()).toMatchObject({ state: 'intent' });
    failures = {};
    await work({ turn });
    expect(await entry()).toMatchObject({ state: 'handled' });
    expect(calls).not.toContain('find');
  });

  it('waits longer with each failure of a vendor', async () => {
    failures.read = new RetryableError(read, 'server');
    await work();
    await work({ failures: 3 });
    expect(again.map(({ message: sent }) => sent.failures)).toEqual([1, 4]);
    expect(again[1]!.delay).toBeGreaterThan(again[0]!.delay);
  });

  it('tells after a day of waiting, and lets go after a week', async () => {
    failures.read = new RetryableError(read, 'server');
    await work({ firstQueuedAt: NOW - 25 * 3_600_000 });
    expect(again[0]!.message).toMatchObject({ longWaitTold: true });
    await work({ firstQueuedAt: NOW - 8 * 24 * 3_600_000 });
    expect(again).toHaveLength(1);
    expect(told).toEqual(['exportWaitingLong', 'exportWaitingGivenUp']);
  });

  it('looks, after an answer that was lost, when the attempt is over', async () => {
    failures.create = new RetryableError(post, 'timeout');
    await work();
    expect(await entry()).toMatchObject({ state: 'creating', unsureSince: NOW });
    expect(again).toHaveLength(1);
    now += again[0]!.delay * 1000;
    failures = {};
    calls = [];
    await work();
    expect(calls).toEqual(['find']);
  });

  it('ends with what easybill said against the document, and is not tried again until that changes', async () => {
    failures.create = new RecordRejectedError(post, 400, ['customer_id']);
    await work();
    expect(await entry()).toMatchObject({
      state: 'failed',
      problem: {
        code: 'exportRejected',
        params: { call: 'POST /documents', vendorCode: 400, fields: 'customer_id' },
      },
    });
    expect(told).toEqual(['exportRejected']);
    failures = {};
    await work({ recheck: true });
    expect(calls.filter((call) => call === 'create')).toHaveLength(1);
  });

  const put = { ...post, operation: 'PUT /documents/{id}/done' };
  it.each<[string, Record<string, unknown>, () => void]>([
    ['exportArchived', { Archived: '1' }, () => undefined],
    ['exportRejected', {}, () => (failures.create = new RecordRejectedError(post, 400))],
    ['exportFinishRejected', {}, () => (failures.finish = new RecordRejectedError(put, 400))],
    ['exportDenied', {}, () => (failures.create = new AccessDeniedError(post))],
    ['exportOrderRejected', {}, () => (failures.handle = new RecordRejectedError(read, 1400))],
  ])('names the work order and its customer when it tells %s', async (code, changes, fail) => {
    connection = exportingConnection({ document: 'final' });
    order = changes;
    fail();
    await work();
    expect(activities.find((activity) => activity.code === code)).toMatchObject({
      workOrderId: '4711',
      params: { workOrder: 'A-1', customerNumber: '10002' },
    });
    expect(await entry()).toMatchObject({ orderNumber: 'A-1', customerNumber: '10002', problem: { code } });
  });

  it('stores a problem once that it meets at each look, whoever refuses', async () => {
    build = () => Promise.reject(new RecordRejectedError({ ...post, operation: 'POST /customers' }, 400));
    await work();
    const { history } = (await entry())!;
    for (let looks = 0; looks < 3; looks += 1) await work({ recheck: true });
    expect((await entry())!.history).toEqual(history);
    expect(told).toEqual(['exportRejected']);
  });

  it('makes another invoice, asked for on purpose, of a work order that the first one has set to handled', async () => {
    order = { status: 'Afgehandeld' };
    await ledger.open(ledgerEntry({ generation: 2, documentDate: undefined, workedOn: undefined }));
    await work();
    expect(calls).toEqual(['read', 'create', 'read']);
    expect(await entry()).toMatchObject({ state: 'handled', generation: 2, documentId: 7 });
  });

  it('looks again each hour at one that is exported again and has stopped, which no poll finds any more', async () => {
    order = { status: 'Afgehandeld' };
    build = () => Promise.resolve({ problem: { code: 'invoiceEmpty', params: {} } });
    await ledger.open(ledgerEntry({ generation: 2, documentDate: undefined, workedOn: undefined }));
    await work();
    expect(await entry()).toMatchObject({ state: 'failed', dueAt: now + 3_600_000 });
    now += 3_590_000;
    expect(await sweep()).toEqual([]);
    now += 10_000;
    expect(await sweep()).toHaveLength(1);
    expect(told).toEqual(['invoiceEmpty']);
    build = () => Promise.resolve({ invoice: builtInvoice() });
    now += 3_600_000;
    expect(await sweep()).toHaveLength(1);
    expect(await entry()).toMatchObject({ state: 'handled', generation: 2, documentId: 7 });
    now += 3_600_000;
    expect(await sweep()).toEqual([]);
  });

  it.each([
    ['a day that was only planned', { WorkDate: '01-12-2026', Workperiods: [] }],
    ['no day at all', { WorkDate: '', Workperiods: [] }],
  ])('looks far back first, after a restore, for the invoice of a work order with %s', async (_, changes) => {
    order = changes;
    forgottenUntil = NOW - 3_600_000;
    await work();
    expect(calls).toEqual(['read', 'find']);
    expect(looked).toMatchObject([{ editedFrom: '2026-10-19', editedTo: '2026-11-24' }]);
  });

  it('goes on by itself with what was skipped, when the cause is gone', async () => {
    await ledger.open(ledgerEntry({ state: 'skipped', problem: { code: 'exportNotFinished', params: {} } }));
    await work();
    expect(calls).toEqual([]);
    await work({ recheck: true });
    expect(await entry()).toMatchObject({ state: 'handled' });
    expect(await entry()).not.toHaveProperty('problem');
  });

  it.each([
    ['replaced', [1]],
    ['resting', []],
  ] as const)(
    'lets the connection rest with refused credentials, unless they were %s',
    async (outcome, delays) => {
      rest = outcome;
      failures.create = new CredentialsRejectedError(post, 401);
      expect(await work()).toEqual([]);
      expect(again.map(({ delay }) => delay)).toEqual(delays);
      expect(await entry()).toMatchObject({ state: 'intent' });
    },
  );

  it('tells what easybill denies, if the key is known there', async () => {
    failures.create = new AccessDeniedError(post);
    await work();
    expect(calls.at(-1)).toBe('logins');
    expect(await entry()).toMatchObject({ state: 'failed', problem: { code: 'exportDenied' } });
  });

  it('is given a message again that met a bug', async () => {
    failures.read = new TypeError('a bug');
    expect(await work()).toEqual(['m1']);
    expect(await processExports(services(), [{ id: 'm2', body: '{' }], now)).toEqual(['m2']);
  });

  it('leaves what there is no time for', async () => {
    await processExports(services(), [{ id: 'm1', body: JSON.stringify(message) }], now + 20_000);
    expect(calls).toEqual([]);
    expect(again).toHaveLength(1);
  });
});

describe('a work order that stopped', () => {
  const HOUR = 3_600_000;

  it('gets the document that a late call made, although the work order cannot be read any more', async () => {
    const params = { call: read.operation, vendorCode: 1400, fields: '' };
    const stopped = { state: 'failed', problem: { code: 'exportOrderRejected', params } } as const;
    await ledger.open(ledgerEntry({ ...stopped, attempts: 1, unsureSince: NOW, dueAt: NOW + HOUR / 4 }));
    failures.read = new RecordRejectedError(read, 1400);
    found = [{ id: 7, isDraft: true, externalId: 'os-account-4711-1' }];
    now = NOW + HOUR / 4;
    await sweep();
    expect(calls).toContain('find');
    expect(await entry()).toMatchObject({ documentId: 7 });
  });

  it('is looked at each hour when it is exported again, also while late calls are waited for', async () => {
    order = { status: 'Afgehandeld' };
    build = () => Promise.resolve({ problem: { code: 'invoiceEmpty', params: {} } });
    await ledger.open(
      ledgerEntry({ generation: 2, state: 'creating', unsureSince: NOW, looks: 2, lookAt: NOW }),
    );
    await work();
    now = NOW + HOUR / 4;
    await sweep();
    expect(await entry()).toMatchObject({ state: 'failed', orphanChecks: 1 });
    build = () => Promise.resolve({ invoice: builtInvoice() });
    now += HOUR;
    await sweep();
    expect((await entry())!.state).not.toBe('failed');
  });

  it('because easybill denied it is told once, and tried once a day', async () => {
    failures.create = new AccessDeniedError(post);
    await work();
    const creating = () => calls.filter((call) => call === 'create').length;
    for (let hour = 1; hour < 24; hour += 1) {
      now = NOW + hour * HOUR;
      await work({ recheck: true });
    }
    expect(creating()).toBe(1);
    now = NOW + 25 * HOUR;
    await work({ recheck: true });
    expect([creating(), told]).toEqual([2, ['exportDenied']]);
    failures = {};
    now = NOW + 50 * HOUR;
    await work({ recheck: true });
    expect(await entry()).toMatchObject({ state: 'handled' });
    expect(await entry()).not.toHaveProperty('problem');
  });

  it('is looked for again when the looks that found nothing are long ago', async () => {
    failures.create = new RetryableError(post, 'timeout');
    await work();
    failures = {};
    connection = exportingConnection({ enabled: false });
    for (const minutes of [4, 6, 20]) {
      now = NOW + minutes * 60_000;
      await work();
    }
    // The call arrives, and somebody finishes the draft.
    found = [{ id: 9, isDraft: false, externalId: (await entry())!.externalId }];
    connection = exportingConnection({ document: 'final' });
    now = NOW + 3 * HOUR;
    await work();
    expect(calls.filter((call) => call === 'create')).toHaveLength(1);
    expect(await entry()).toMatchObject({ documentId: 9, state: 'handled' });
  });

  it('because a look was refused goes on when it is not any more', async () => {
    failures.create = new RetryableError(post, 'timeout');
    await work();
    failures = { find: new RecordRejectedError({ ...post, operation: 'GET /documents' }, 400) };
    now = NOW + 5 * 60_000;
    await work();
    expect(await entry()).toMatchObject({ state: 'failed', problem: { code: 'exportRejected' } });
    failures = {};
    // First it is looked for what the lost call may have made, then the work order is taken up.
    for (const hours of [1, 2]) {
      now = NOW + hours * HOUR;
      await work({ recheck: true });
    }
    expect((await entry())!.state).not.toBe('failed');
  });
});
