import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  AccessDeniedError,
  RecordRejectedError,
  RetryableError,
} from '../../../../shared/vendor-http/errors/index.ts';
import { builtInvoice, exportingConnection } from '../export-fixtures.ts';
import { DRAFT, ExportingWorld, post, read } from './exporting-world.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

const HOUR = 3_600_000;

let world: ExportingWorld;

beforeEach(() => {
  world = new ExportingWorld();
});

describe('a work order that stopped', () => {
  it('gets the document that a late call made, although the work order cannot be read any more', async () => {
    const params = { call: read.operation, vendorCode: 1400, fields: '' };
    const stopped = { state: 'failed', problem: { code: 'exportOrderRejected', params } } as const;
    await world.ledger.open(
      ledgerEntry({ ...stopped, attempts: 1, unsureSince: NOW, dueAt: NOW + HOUR / 4 }),
    );
    world.failures.read = new RecordRejectedError(read, 1400);
    world.found = [{ id: 7, isDraft: true, externalId: 'os-account-4711-1' }];
    world.now = NOW + HOUR / 4;
    await world.sweep();
    expect(world.calls).toContain('find');
    expect(await world.entry()).toMatchObject({ documentId: 7 });
  });

  it('is looked at each hour when it is exported again, also while late calls are waited for', async () => {
    world.order = { status: 'Afgehandeld' };
    world.build = () => Promise.resolve({ problem: { code: 'invoiceEmpty', params: {} } });
    await world.ledger.open(
      ledgerEntry({ generation: 2, state: 'creating', unsureSince: NOW, looks: 2, lookAt: NOW }),
    );
    await world.work();
    world.now = NOW + HOUR / 4;
    await world.sweep();
    expect(await world.entry()).toMatchObject({ state: 'failed', orphanChecks: 1 });
    world.build = () => Promise.resolve({ invoice: builtInvoice() });
    world.now += HOUR;
    await world.sweep();
    expect((await world.entry())!.state).not.toBe('failed');
  });

  it('because easybill denied it is told once, and tried once a day', async () => {
    world.failures.create = new AccessDeniedError(post);
    await world.work();
    const creating = () => world.calls.filter((call) => call === 'create').length;
    for (let hour = 1; hour < 24; hour += 1) {
      world.now = NOW + hour * HOUR;
      await world.work({ recheck: true });
    }
    expect(creating()).toBe(1);
    world.now = NOW + 25 * HOUR;
    await world.work({ recheck: true });
    expect([creating(), world.told]).toEqual([2, ['exportDenied']]);
    world.failures = {};
    world.now = NOW + 50 * HOUR;
    await world.work({ recheck: true });
    expect(await world.entry()).toMatchObject({ state: 'handled' });
    expect(await world.entry()).not.toHaveProperty('problem');
  });

  it('is looked for again when the looks that found nothing are long ago', async () => {
    world.failures.create = new RetryableError(post, 'timeout');
    await world.work();
    world.failures = {};
    world.connection = exportingConnection({ enabled: false });
    for (const minutes of [4, 6, 20]) {
      world.now = NOW + minutes * 60_000;
      await world.work();
    }
    // The call arrives, and somebody finishes the draft.
    const { externalId } = (await world.entry())!;
    world.found = [{ ...DRAFT, id: 9, isDraft: false, externalId }];
    world.connection = exportingConnection({ document: 'final' });
    world.now = NOW + 3 * HOUR;
    await world.work();
    expect(world.calls.filter((call) => call === 'create')).toHaveLength(1);
    expect(await world.entry()).toMatchObject({ documentId: 9, state: 'handled' });
  });

  it('because a look was refused goes on when it is not any more', async () => {
    world.failures.create = new RetryableError(post, 'timeout');
    await world.work();
    world.failures = { find: new RecordRejectedError({ ...post, operation: 'GET /documents' }, 400) };
    world.now = NOW + 5 * 60_000;
    await world.work();
    expect(await world.entry()).toMatchObject({ state: 'failed', problem: { code: 'exportRejected' } });
    world.failures = {};
    // First it is looked for what the lost call may have made, then the work order is taken up.
    for (const hours of [1, 2]) {
      world.now = NOW + hours * HOUR;
      await world.work({ recheck: true });
    }
    expect((await world.entry())!.state).not.toBe('failed');
  });
});
