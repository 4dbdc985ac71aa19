import { beforeEach, describe, expect, it } from '@jest/globals';
import { BudgetExhaustedError } from '../../../../shared/budget/budget-exhausted-error.ts';
import {
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../../../shared/vendor-http/errors/index.ts';
import { exportOrder, exportingConnection } from '../export-fixtures.ts';
import { ledgerEntry } from '../new-ledger-entry.ts';
import { call, envelope, TriggeringWorld } from './triggering-world.ts';

let world: TriggeringWorld;

beforeEach(() => {
  world = new TriggeringWorld();
});

describe('a dry run', () => {
  it('shows the invoices as they would be, or why there is none, and changes nothing', async () => {
    world.connection = exportingConnection({ enabled: false });
    await world.follow({
      type: 'dryRun',
      ...envelope,
      dryRunId: '01KB0000000000000000000000',
      workOrderIds: ['4711', '4712'],
    });
    expect(world.dryRuns).toEqual([
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
    expect(world.ledger.entries.size).toBe(0);
    expect(world.exported).toEqual([]);
  });

  it.each([
    ['after trying', new RetryableError(call, 'timeout'), { failures: 4 }],
    ['at once when it is refused', new RecordRejectedError(call, 1400), {}],
  ])('is over, failed, when OutSmart does not answer it: %s', async (_, error, more) => {
    world.complete = error;
    const message = { type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000', ...more };
    expect(await world.follow(message)).toEqual([]);
    expect(world.dryRuns).toMatchObject([{ state: 'failed' }]);
    expect(world.again).toEqual([]);
  });

  it('is over, failed, when the connection has come to rest before', async () => {
    world.connection = { ...world.connection, status: 'reconnect' };
    await world.follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(world.dryRuns).toMatchObject([{ state: 'failed' }]);
  });

  it('is over, failed, when it meets credentials that are refused', async () => {
    world.complete = new CredentialsRejectedError(call, 1004);
    await world.follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(world.suspended).toBe(1);
    expect(world.dryRuns).toMatchObject([{ state: 'failed' }]);
  });

  it('says of a work order that has an invoice that it gets no second one', async () => {
    await world.ledger.open(ledgerEntry({ documentId: 7 }));
    await world.follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(world.dryRuns).toMatchObject([
      {
        previews: [{ workOrderId: '4711', problem: { code: 'exportHasInvoice', params: { documentId: 7 } } }],
      },
    ]);
  });

  it.each([
    ['handled', { status: 'Afgehandeld' }],
    ['too old', { WorkDate: '01-01-2020', Workperiods: [] }],
  ])('says so first, although the work order is %s', async (_, changes) => {
    await world.ledger.open(ledgerEntry({ state: 'handled', documentId: 7 }));
    world.connection = exportingConnection({ ignoreBefore: '2026-01-01T00:00:00Z' });
    world.complete = [exportOrder(changes)];
    await world.follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(world.dryRuns).toMatchObject([{ previews: [{ problem: { code: 'exportHasInvoice' } }] }]);
  });

  it('waits for calls of easybill that it has to make', async () => {
    world.complete = new BudgetExhaustedError(7);
    await world.follow({ type: 'dryRun', ...envelope, dryRunId: '01KB0000000000000000000000' });
    expect(world.again).toMatchObject([{ message: { type: 'dryRun', hops: 1 }, delay: 7 }]);
    expect(world.dryRuns).toEqual([]);
  });
});
