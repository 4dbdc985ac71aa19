import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BudgetExhaustedError } from '../../../../shared/budget/budget-exhausted-error.ts';
import { PermitReservedError } from '../../../../shared/budget/permit-reserved-error.ts';
import { LeaseLostError } from '../../../../shared/mappings/mapping-store.ts';
import { handleFailure } from '../../../../shared/imports/worker/handle-failure.ts';
import type { RecordMessage, RunMessage } from '../../../../shared/messages/import-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
  type RetryReason,
} from '../../../../shared/vendor-http/errors/index.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { json, startVendorServer, status, type VendorServer } from '../../../support/vendor-server.ts';
import { start, WaitingWork } from './waiting.ts';

const easybillCall = { vendor: 'easybill', operation: 'GET /customers' } as const;
const outsmartCall = { vendor: 'outsmart', operation: 'POST /relations/' } as const;
const logins = json(200, { page: 1, pages: 1, total: 1, items: [{ id: 1 }] });

let tables: Tables;
let easybill: VendorServer;
let waiting: WaitingWork;
let connections = 0;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(async () => {
  easybill = await startVendorServer();
  connections += 1;
  waiting = new WaitingWork(tables, `c${connections}`, easybill.baseUrl);
  await waiting.services.connections.put(waiting.work.connection);
});

afterEach(async () => {
  await easybill.close();
});

const envelope = (failures: number) => ({
  connectionId: waiting.connectionId,
  entity: 'customer' as const,
  firstQueuedAt: start,
  // Waiting for anything but a vendor that failed makes nothing longer.
  hops: 1000,
  ...(failures > 0 && { failures }),
});
const record = (failures = 0): RecordMessage => ({
  type: 'record',
  ...envelope(failures),
  easybillId: 5,
  source: 'manual',
});
const run = (failures = 0): RunMessage => ({ type: 'run', ...envelope(failures), runId: 'r', seq: 1 });

const settle = (failure: unknown, message: RecordMessage | RunMessage = record()) =>
  handleFailure(waiting.work, message, failure);

async function statusNow(): Promise<string | undefined> {
  return (await waiting.services.connections.get(waiting.connectionId))?.status;
}

describe('work that can go on later', () => {
  it('waits as long as the budget says', async () => {
    expect(await settle(new BudgetExhaustedError(33))).toEqual({ wait: { seconds: 33 } });
  });

  it('waits with its place in the line', async () => {
    const reservation = { since: start, at: start + 33_000 };

    expect(await settle(new PermitReservedError(33, reservation))).toEqual({
      wait: { seconds: 33, reservation },
    });
  });

  it('waits a moment when another worker has the lease', async () => {
    expect(await settle(new LeaseLostError())).toEqual({ wait: { seconds: 5 } });
  });

  it('waits as long as the vendor asks', async () => {
    expect(await settle(new RetryableError(easybillCall, 'rateLimited', 42), record(9))).toEqual({
      wait: { seconds: 42, failures: 10 },
    });
  });

  it.each([
    [0, 7.5],
    [1, 15],
    [2, 30],
    [6, 480],
    [7, 675],
    [5000, 675],
  ])('backs off after %i failures for %d seconds', async (failures, seconds) => {
    expect(await settle(new RetryableError(easybillCall, 'server'), run(failures))).toEqual({
      wait: { seconds, failures: failures + 1 },
    });
  });

  it.each<[RetryReason, number]>([
    ['timeout', 1],
    ['network', 1],
    ['server', 1],
    ['unreadable', 1],
    ['refused', 0],
    ['rateLimited', 0],
    ['locked', 0],
  ])('keeps others out for a while when a write at OutSmart ended with %s: %i', async (reason, times) => {
    await settle(new RetryableError(outsmartCall, reason));

    expect(waiting.unsureWrites).toBe(times);
  });

  it('keeps nobody out after a read at easybill', async () => {
    await settle(new RetryableError(easybillCall, 'timeout'));

    expect(waiting.unsureWrites).toBe(0);
  });
});

describe('a record that cannot be read or written', () => {
  it('is told with call, code and fields', async () => {
    expect(await settle(new RecordRejectedError(outsmartCall, 1010, ['city', 'street']))).toEqual({
      problem: {
        code: 'recordRejected',
        params: { call: 'outsmart POST /relations/', vendorCode: 1010, fields: 'city, street' },
      },
    });
  });

  it('is asked for five times when its answer is unreadable, then told', async () => {
    const unreadable = new RetryableError(easybillCall, 'unreadable');

    expect(await settle(unreadable, record(4))).toHaveProperty('wait');
    expect(await settle(unreadable, record(5))).toMatchObject({ problem: { code: 'recordUnreadable' } });
  });

  it('does not end a run, whose list comes back', async () => {
    expect(await settle(new RetryableError(easybillCall, 'unreadable'), run(50))).toHaveProperty('wait');
  });
});

describe('refused credentials', () => {
  const refused = new CredentialsRejectedError(outsmartCall, 1004);

  it('put the connection to rest, flag what is to be made up for, and tell it once', async () => {
    expect(await settle(refused)).toEqual({});
    expect(await settle(refused)).toEqual({});

    expect(await statusNow()).toBe('reconnect');
    expect(await waiting.state()).toMatchObject({ dirtySince: start });
    const { items } = await waiting.services.activity.list(waiting.connectionId, {}, 10);
    expect(items).toMatchObject([
      { code: 'credentialsRejected', params: { vendor: 'outsmart', vendorCode: 1004 } },
    ]);
  });

  it('are tried again when new ones were stored since', async () => {
    waiting.stored = { ...waiting.stored, easybillApiKey: 'new' };

    expect(await settle(refused)).toEqual({ wait: { seconds: 1 } });
    expect(await statusNow()).toBe('active');
    expect(await waiting.state()).toBeUndefined();
    expect(waiting.cached.easybillApiKey).toBe('new');
  });

  it.each(['paused', 'disconnected'] as const)('leave a connection %s', async (resting) => {
    await waiting.services.connections.update(waiting.connectionId, { status: resting });
    await settle(refused);

    expect(await statusNow()).toBe(resting);
    expect(await waiting.codes()).toEqual([]);
  });
});

describe('denied access', () => {
  const denied = new AccessDeniedError(easybillCall);

  it('closes only this entity while the key still reads logins, and tells it once', async () => {
    easybill.answerWith(logins);

    expect(await settle(denied)).toEqual({});
    expect(await settle(denied)).toEqual({});

    expect(await statusNow()).toBe('active');
    expect(await waiting.state()).toMatchObject({
      entity: 'customer',
      blockedSince: start,
      dirtySince: start,
    });
    const { items } = await waiting.services.activity.list(waiting.connectionId, {}, 10);
    expect(items).toMatchObject([
      { code: 'entityBlocked', entity: 'customer', params: { call: 'easybill GET /customers' } },
    ]);
    expect(easybill.requests.map(({ path }) => path)).toEqual(['/base/v1/logins', '/base/v1/logins']);
  });

  it.each([401, 403])('puts the connection to rest when logins answer %i', async (code) => {
    easybill.answerWith(status(code));

    expect(await settle(denied)).toEqual({});

    expect(await statusNow()).toBe('reconnect');
    expect(await waiting.state()).not.toHaveProperty('blockedSince');
    expect(await waiting.codes()).toEqual(['credentialsRejected']);
  });

  it('decides nothing while easybill does not answer', async () => {
    easybill.answerWith(status(500));

    expect(await settle(denied)).toEqual({ wait: { seconds: 7.5, failures: 1 } });
    expect(await statusNow()).toBe('active');
    expect(await waiting.state()).toBeUndefined();
  });

  it('decides nothing while there is no permit to ask', async () => {
    waiting.noPermit = new BudgetExhaustedError(12);

    expect(await settle(denied)).toEqual({ wait: { seconds: 12 } });
    expect(easybill.requests).toEqual([]);
  });

  it.each([logins, status(401), status(500)])('gives its permits back', async (answer) => {
    easybill.answerWith(answer);
    await settle(denied);

    expect(waiting.openGates).toBe(0);
  });
});

describe('anything else', () => {
  it.each([new TypeError('a bug'), new Error('ProvisionedThroughputExceeded'), 'text', undefined])(
    'is thrown on to be delivered again: %s',
    async (bug) => {
      await expect(settle(bug)).rejects.toBe(bug);
      expect(waiting.sent).toEqual([]);
    },
  );
});
