import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConnectionBusyError, ConnectionLock } from '../../../shared/connections/connection-lock.ts';
import { startTables, type Tables } from '../../support/tables.ts';

const start = Date.parse('2026-03-01T12:00:00Z');

let tables: Tables;
let now = start;
let lock: ConnectionLock;

beforeAll(async () => {
  tables = await startTables();
  lock = new ConnectionLock(tables.documents, tables.connections, () => now);
});
afterAll(() => tables.stop());

describe('the lock of a connection', () => {
  it('lets one function at a time work, whatever becomes of the work', async () => {
    const begun = Promise.withResolvers<undefined>();
    const held = lock.hold('account', start + 30_000, () => begun.promise);
    // Held once the second attempt is refused; until then the first is still on its way to the table.
    await lock.hold('other account', start + 30_000, () => Promise.resolve());

    await expect(lock.hold('account', start + 30_000, () => Promise.resolve())).rejects.toThrow(
      ConnectionBusyError,
    );
    begun.reject(new Error('the work failed'));
    await expect(held).rejects.toThrow('the work failed');
    expect(await lock.hold('account', start + 30_000, () => Promise.resolve('done'))).toBe('done');
    expect(await tables.items(tables.connections, 'lock#account')).toEqual([]);
  });

  it('is free when the time of a holder that never came back is up, and not given back by it later', async () => {
    const crashed = Promise.withResolvers<undefined>();
    const late = lock.hold('crashed', start + 30_000, () => crashed.promise);
    await lock.hold('other account', start + 30_000, () => Promise.resolve());

    now = start + 30_001;
    const second = lock.hold('crashed', now + 30_000, async () => {
      crashed.resolve(undefined);
      await late;
      await expect(lock.hold('crashed', now + 30_000, () => Promise.resolve())).rejects.toThrow(
        ConnectionBusyError,
      );
    });

    await second;
    expect(await tables.items(tables.connections, 'lock#crashed')).toEqual([]);
  });
});
