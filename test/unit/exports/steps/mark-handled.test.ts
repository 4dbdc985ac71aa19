import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ExportOrder } from '../../../../shared/exports/vendors/export-vendors.ts';
import type { ExportWork } from '../../../../shared/exports/steps/export-work.ts';
import type { LedgerEntry } from '../../../../shared/exports/ledger/ledger-entry.ts';
import { markHandled } from '../../../../shared/exports/steps/mark-handled.ts';
import { MemoryLedger } from '../../../simulation/exports/memory-ledger.ts';
import { exportingConnection, exportOrder } from '../export-fixtures.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

let marked: string[];
let told: string[];

beforeEach(() => {
  marked = [];
  told = [];
});

const exported = exportOrder();

/** Lets a work order be handled that OutSmart reads as `read`, and answers as `answered` when it is set. */
async function handle(
  read: ExportOrder | undefined,
  {
    answered = read,
    changes = {},
    settings = {},
  }: {
    answered?: ExportOrder | undefined;
    changes?: Partial<LedgerEntry>;
    settings?: Record<string, unknown>;
  } = {},
): Promise<LedgerEntry | undefined> {
  const ledger = new MemoryLedger(() => NOW);
  const entry = ledgerEntry({
    state: 'created',
    documentId: 7,
    draft: true,
    workOrderHash: exported.hash,
    ...changes,
  });
  await ledger.open(entry);
  const work = {
    connection: exportingConnection(settings),
    ledger,
    vendors: {
      readWorkOrder: () => Promise.resolve(read),
      markHandled: (id: string) => {
        marked.push(id);
        return Promise.resolve(answered);
      },
    },
    log: ({ code }: { code: string }) => Promise.resolve(void told.push(code)),
    now: () => NOW,
    kept: {},
  } as unknown as ExportWork;
  await markHandled(work, entry);
  return ledger.latest('c1', '4711');
}

describe('setting a work order to handled', () => {
  it('is done when it is still what was exported', async () => {
    expect(await handle(exported)).toMatchObject({ state: 'handled' });
    expect(marked).toEqual(['4711']);
    expect(told).toEqual(['exportHandled']);
  });

  it.each([
    ['changed', exportOrder({ Materials: [] })],
    ['no longer completed', exportOrder({ status: 'Opgehaald' })],
    ['gone', undefined],
  ])('is not done when it is %s: the user is told', async (_, order) => {
    expect(await handle(order)).toMatchObject({ state: 'failed', problem: { code: 'exportOrderChanged' } });
    expect(marked).toEqual([]);
    expect(told).toEqual(['exportOrderChanged']);
  });

  it('is not done when nobody knows what the invoice has', async () => {
    const entry = await handle(exported, { changes: { workOrderHash: undefined } });
    expect(entry).toMatchObject({ state: 'failed', problem: { code: 'exportFoundAgain' } });
    expect(marked).toEqual([]);
  });

  it('is noted when somebody did it already', async () => {
    expect(await handle(exportOrder({ status: 'Afgehandeld' }))).toMatchObject({ state: 'handled' });
    expect(marked).toEqual([]);
  });

  it('tells of a change in the moment before', async () => {
    await handle(exported, { answered: exportOrder({ Materials: [] }) });
    expect(told).toEqual(['exportHandledChanged']);
  });

  it('is left out by setting', async () => {
    expect(await handle(exported, { settings: { markHandled: false } })).toMatchObject({ state: 'sent' });
    expect(marked).toEqual([]);
  });
});
