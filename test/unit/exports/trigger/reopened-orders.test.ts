import { beforeEach, describe, expect, it } from '@jest/globals';
import type { LedgerEntry } from '../../../../shared/exports/ledger/ledger-entry.ts';
import { exportOrder } from '../export-fixtures.ts';
import { ledgerEntry } from '../new-ledger-entry.ts';
import { pollMessage, TriggeringWorld } from './triggering-world.ts';

let world: TriggeringWorld;

beforeEach(() => {
  world = new TriggeringWorld();
});

async function poll(): Promise<void> {
  world.now += 900_000;
  await world.follow({ ...pollMessage, firstQueuedAt: world.now });
}

async function invoiced(changes: Partial<LedgerEntry> = {}): Promise<void> {
  const entry: Partial<LedgerEntry> = ledgerEntry({
    state: 'handled',
    documentId: 7,
    orderNumber: 'A-1',
    workOrderHash: exportOrder().hash,
    ...changes,
  });
  if (changes.dueAt === undefined) delete entry.dueAt;
  await world.ledger.open(entry as LedgerEntry);
}

describe('a work order that is completed again after its invoice was made', () => {
  it('is told once for each state of it, and not invoiced again', async () => {
    await invoiced();
    await poll();
    expect(world.told).toEqual([]);
    for (const hours of ['02:00', '02:00', '03:00', '03:00']) {
      world.complete = [exportOrder({ Workperiods: [{ WorkDate: '20-11-2026', TotalTime: hours }] })];
      await poll();
    }
    expect(world.told).toMatchObject([
      { code: 'exportOrderReopened', workOrderId: '4711', params: { workOrder: 'A-1', documentId: 7 } },
      { code: 'exportOrderReopened' },
    ]);
    expect(world.exported).toEqual([]);
  });

  it.each<[string, Partial<LedgerEntry>, number]>([
    [
      'whose invoice waits for somebody',
      { state: 'failed', problem: { code: 'exportDiffersAtEasybill', params: {} } },
      1,
    ],
    ['that stays completed by setting', { state: 'sent' }, 1],
    [
      'that was told to have changed',
      { state: 'failed', problem: { code: 'exportOrderChanged', params: {} } },
      0,
    ],
    ['on its way', { state: 'sent', dueAt: 1 }, 0],
    ['without an invoice', { state: 'intent', documentId: undefined }, 0],
    ['of which nobody knows what was invoiced', { workOrderHash: undefined }, 0],
  ])('is told if it is one %s: %#', async (_, changes, times) => {
    await invoiced(changes);
    world.complete = [exportOrder({ Materials: [] })];
    await poll();
    await poll();
    expect(world.told.filter(({ code }) => code === 'exportOrderReopened')).toHaveLength(times);
  });
});
