import { beforeEach, describe, expect, it } from '@jest/globals';
import { PermitReservedError } from '../../../../shared/budget/permit-reserved-error.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../../../shared/vendor-http/errors/index.ts';
import { builtInvoice, exportingConnection, exportOrder } from '../export-fixtures.ts';
import { ExportingWorld, message, post, read } from './exporting-world.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

let world: ExportingWorld;

beforeEach(() => {
  world = new ExportingWorld();
});

describe('the worker of exports', () => {
  it('makes a draft with one easybill call, and gives its permits back', async () => {
    expect(await world.work()).toEqual([]);
    expect(world.calls).toEqual(['read', 'create', 'read', 'handle']);
    expect(await world.entry()).toMatchObject({ state: 'handled', documentId: 7, attempts: 1 });
    expect(world.closed).toBe(1);
    expect(world.told).toEqual(['exportCreated', 'exportHandled']);
  });

  it('makes a finished invoice with two easybill calls', async () => {
    world.connection = exportingConnection({ document: 'final' });
    await world.work();
    expect(world.calls).toEqual(['read', 'create', 'finish', 'read', 'handle']);
    expect(await world.entry()).toMatchObject({ state: 'handled', draft: false, documentNumber: 'R7' });
  });

  it.each(['paused', 'reconnect', 'disconnected'] as const)('does nothing while %s', async (status) => {
    world.connection = { ...world.connection, status };
    await world.work();
    expect(world.ledger.entries.size).toBe(0);
  });

  it('makes nothing new when exports are off, but brings to an end what it made', async () => {
    world.connection = exportingConnection({ enabled: false });
    await world.work();
    expect(world.ledger.entries.size).toBe(0);
    const bound = {
      state: 'created',
      documentId: 7,
      draft: true,
      workOrderHash: exportOrder().hash,
    } as const;
    await world.ledger.open(ledgerEntry(bound));
    await world.work();
    expect(world.calls).toEqual(['read', 'get', 'read', 'handle']);
  });

  it('looks while exports are off for what a lost call may have made, and makes it its invoice', async () => {
    world.failures.create = new RetryableError(post, 'timeout');
    await world.work();
    world.connection = exportingConnection({ enabled: false });
    world.failures = {};
    world.calls = [];
    for (const minutes of [5, 7, 9]) {
      world.now = NOW + minutes * 60_000;
      await world.work();
    }
    expect(world.calls).toEqual(['find', 'find']);
    expect(await world.entry()).toMatchObject({ state: 'creating', dueAt: expect.any(Number) });
    world.found = [{ id: 7, isDraft: true, externalId: (await world.entry())!.externalId }];
    world.now = NOW + 24 * 60_000;
    await world.work();
    expect(await world.entry()).toMatchObject({ documentId: 7, attempts: 1 });
    expect(world.calls).not.toContain('create');
  });

  it('waits for a permit with its place in the line, and tries again as if nothing had been', async () => {
    const reservation = { since: NOW, at: NOW + 7_000 };
    world.failures.create = new PermitReservedError(7, reservation);
    expect(await world.work()).toEqual([]);
    expect(world.again).toEqual([{ message: { ...message, hops: 1, reservation }, delay: 7 }]);
    expect(await world.entry()).toMatchObject({ state: 'intent' });
    world.failures = {};
    await world.work({ reservation });
    expect(await world.entry()).toMatchObject({ state: 'handled' });
    expect(world.calls).not.toContain('find');
  });

  it('waits longer with each failure of a vendor', async () => {
    world.failures.read = new RetryableError(read, 'server');
    await world.work();
    await world.work({ failures: 3 });
    expect(world.again.map(({ message: sent }) => sent.failures)).toEqual([1, 4]);
    expect(world.again[1]!.delay).toBeGreaterThan(world.again[0]!.delay);
  });

  it('tells after a day of waiting, and lets go after a week', async () => {
    world.failures.read = new RetryableError(read, 'server');
    await world.work({ firstQueuedAt: NOW - 25 * 3_600_000 });
    expect(world.again[0]!.message).toMatchObject({ longWaitTold: true });
    await world.work({ firstQueuedAt: NOW - 8 * 24 * 3_600_000 });
    expect(world.again).toHaveLength(1);
    expect(world.told).toEqual(['exportWaitingLong', 'exportWaitingGivenUp']);
  });

  it('looks, after an answer that was lost, when the attempt is over', async () => {
    world.failures.create = new RetryableError(post, 'timeout');
    await world.work();
    expect(await world.entry()).toMatchObject({ state: 'creating', unsureSince: NOW });
    expect(world.again).toHaveLength(1);
    world.now += world.again[0]!.delay * 1000;
    world.failures = {};
    world.calls = [];
    await world.work();
    expect(world.calls).toEqual(['find']);
  });

  it('ends with what easybill said against the document, and is not tried again until that changes', async () => {
    world.failures.create = new RecordRejectedError(post, 400, ['customer_id']);
    await world.work();
    expect(await world.entry()).toMatchObject({
      state: 'failed',
      problem: {
        code: 'exportRejected',
        params: { call: 'POST /documents', vendorCode: 400, fields: 'customer_id' },
      },
    });
    expect(world.told).toEqual(['exportRejected']);
    world.failures = {};
    await world.work({ recheck: true });
    expect(world.calls.filter((call) => call === 'create')).toHaveLength(1);
  });

  const put = { ...post, operation: 'PUT /documents/{id}/done' };
  it.each<[string, Record<string, unknown>, () => void]>([
    ['exportArchived', { Archived: '1' }, () => undefined],
    ['exportRejected', {}, () => (world.failures.create = new RecordRejectedError(post, 400))],
    ['exportFinishRejected', {}, () => (world.failures.finish = new RecordRejectedError(put, 400))],
    ['exportDenied', {}, () => (world.failures.create = new AccessDeniedError(post))],
    ['exportOrderRejected', {}, () => (world.failures.handle = new RecordRejectedError(read, 1400))],
  ])('names the work order and its customer when it tells %s', async (code, changes, fail) => {
    world.connection = exportingConnection({ document: 'final' });
    world.order = changes;
    fail();
    await world.work();
    expect(world.activities.find((activity) => activity.code === code)).toMatchObject({
      workOrderId: '4711',
      params: { workOrder: 'A-1', customerNumber: '10002' },
    });
    expect(await world.entry()).toMatchObject({
      orderNumber: 'A-1',
      customerNumber: '10002',
      problem: { code },
    });
  });

  it('stores a problem once that it meets at each look, whoever refuses', async () => {
    world.build = () =>
      Promise.reject(new RecordRejectedError({ ...post, operation: 'POST /customers' }, 400));
    await world.work();
    const { history } = (await world.entry())!;
    for (let looks = 0; looks < 3; looks += 1) await world.work({ recheck: true });
    expect((await world.entry())!.history).toEqual(history);
    expect(world.told).toEqual(['exportRejected']);
  });

  it('makes another invoice, asked for on purpose, of a work order that the first one has set to handled', async () => {
    world.order = { status: 'Afgehandeld' };
    await world.ledger.open(ledgerEntry({ generation: 2, documentDate: undefined, workedOn: undefined }));
    await world.work();
    expect(world.calls).toEqual(['read', 'create', 'read']);
    expect(await world.entry()).toMatchObject({ state: 'handled', generation: 2, documentId: 7 });
  });

  it('looks again each hour at one that is exported again and has stopped, which no poll finds any more', async () => {
    world.order = { status: 'Afgehandeld' };
    world.build = () => Promise.resolve({ problem: { code: 'invoiceEmpty', params: {} } });
    await world.ledger.open(ledgerEntry({ generation: 2, documentDate: undefined, workedOn: undefined }));
    await world.work();
    expect(await world.entry()).toMatchObject({ state: 'failed', dueAt: world.now + 3_600_000 });
    world.now += 3_590_000;
    expect(await world.sweep()).toEqual([]);
    world.now += 10_000;
    expect(await world.sweep()).toHaveLength(1);
    expect(world.told).toEqual(['invoiceEmpty']);
    world.build = () => Promise.resolve({ invoice: builtInvoice() });
    world.now += 3_600_000;
    expect(await world.sweep()).toHaveLength(1);
    expect(await world.entry()).toMatchObject({ state: 'handled', generation: 2, documentId: 7 });
    world.now += 3_600_000;
    expect(await world.sweep()).toEqual([]);
  });

  it.each([
    ['a day that was only planned', { WorkDate: '01-12-2026', Workperiods: [] }],
    ['no day at all', { WorkDate: '', Workperiods: [] }],
  ])('looks far back first, after a restore, for the invoice of a work order with %s', async (_, changes) => {
    world.order = changes;
    world.forgottenUntil = NOW - 3_600_000;
    await world.work();
    expect(world.calls).toEqual(['read', 'find']);
    expect(world.looked).toMatchObject([{ editedFrom: '2026-10-19', editedTo: '2026-11-25' }]);
  });

  it('goes on by itself with what was skipped, when the cause is gone', async () => {
    await world.ledger.open(
      ledgerEntry({ state: 'skipped', problem: { code: 'exportNotFinished', params: {} } }),
    );
    await world.work();
    expect(world.calls).toEqual([]);
    await world.work({ recheck: true });
    expect(await world.entry()).toMatchObject({ state: 'handled' });
    expect(await world.entry()).not.toHaveProperty('problem');
  });

  it.each([
    ['replaced', [1]],
    ['suspended', []],
  ] as const)(
    'lets the connection rest with refused credentials, unless they were %s',
    async (outcome, delays) => {
      world.rest = outcome;
      world.failures.create = new CredentialsRejectedError(post, 401);
      expect(await world.work()).toEqual([]);
      expect(world.again.map(({ delay }) => delay)).toEqual(delays);
      expect(await world.entry()).toMatchObject({ state: 'intent' });
    },
  );

  it('tells what easybill denies, if the key is known there', async () => {
    world.failures.create = new AccessDeniedError(post);
    await world.work();
    expect(world.calls.at(-1)).toBe('logins');
    expect(await world.entry()).toMatchObject({ state: 'failed', problem: { code: 'exportDenied' } });
  });

  it('is given a message again that met a bug', async () => {
    world.failures.read = new TypeError('a bug');
    expect(await world.work()).toEqual(['m1']);
    expect(await world.receive('{')).toEqual(['m1']);
  });

  it('leaves what there is no time for', async () => {
    await world.receive(JSON.stringify(message), 20_000);
    expect(world.calls).toEqual([]);
    expect(world.again).toHaveLength(1);
  });
});
