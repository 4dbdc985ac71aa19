import { beforeEach, describe, expect, it } from '@jest/globals';
import { sweepExports } from '../../../../shared/exports/trigger/sweep-exports.ts';
import type { ExportMessage, TriggerMessage } from '../../../../shared/messages/export-message.ts';
import { MemoryLedger } from '../../../simulation/exports/memory-ledger.ts';
import { exportingConnection } from '../export-fixtures.ts';
import { ledgerEntry, NOW } from '../new-ledger-entry.ts';

let ledger: MemoryLedger;
let sent: ExportMessage[];
let polls: TriggerMessage[];
let now: number;

beforeEach(async () => {
  ledger = new MemoryLedger(() => NOW);
  sent = [];
  polls = [];
  now = NOW;
  const due = { dueAt: NOW, documentId: 7 };
  await ledger.open(ledgerEntry({ workOrderId: '1', dueAt: NOW }));
  await ledger.open(ledgerEntry({ workOrderId: '2', dueAt: NOW, unsureSince: NOW }));
  await ledger.open(ledgerEntry({ workOrderId: '3', ...due, state: 'created' }));
  await ledger.open(ledgerEntry({ workOrderId: '4', ...due, state: 'finishing' }));
  await ledger.open(ledgerEntry({ workOrderId: '5', ...due, state: 'handled', unsureSince: NOW }));
  await ledger.open(ledgerEntry({ workOrderId: '6', dueAt: NOW + 1, state: 'creating' }));
});

const sweep = async (enabled: boolean): Promise<string[]> => {
  sent = [];
  const services = {
    ledger,
    sendExport: (message: ExportMessage) => Promise.resolve(void sent.push(message)),
    sendTrigger: (message: TriggerMessage) => Promise.resolve(void polls.push(message)),
    now: () => now,
  };
  await sweepExports(services, exportingConnection({ enabled }));
  return sent.map(({ workOrderId }) => workOrderId).sort();
};

describe('the sweeper', () => {
  it('sends on what stands longer than it should, once, and has completed work orders polled', async () => {
    expect(await sweep(true)).toEqual(['1', '2', '3', '4', '5']);
    expect(polls).toMatchObject([{ type: 'poll', source: 'schedule' }]);
    expect(await sweep(true)).toEqual([]);
  });

  it('looks while exports are off only after what was made, or may have been', async () => {
    expect(await sweep(false)).toEqual(['2', '3', '4', '5']);
    expect(polls).toEqual([]);
    expect(await sweep(true)).toEqual(['1']);
  });

  it('gets to all of more than it takes in one slot', async () => {
    ledger.entries.clear();
    const ids = Array.from({ length: 700 }, (_, i) => String(i + 1));
    for (const workOrderId of ids) await ledger.open(ledgerEntry({ workOrderId, dueAt: NOW }));
    const first = await sweep(true);
    now += 15 * 60_000;
    expect([...first, ...(await sweep(true))].sort()).toEqual(ids.sort());
  });
});
