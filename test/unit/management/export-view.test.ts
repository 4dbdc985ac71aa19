import { describe, expect, it } from '@jest/globals';
import { presentDryRun, presentExport } from '../../../shared/management/views/export-view.ts';
import { ledgerEntry } from '../exports/new-ledger-entry.ts';

const problem = { code: 'invoiceHoursZero', params: { row: 2, hourType: 'MEISTER' } } as const;

describe('what the back office sees of a work order that has no invoice', () => {
  it('names the order, its customer, the row and the remedy, in the language asked for', () => {
    const entry = ledgerEntry({ state: 'failed', orderNumber: 'WO-7', customerNumber: '10002', problem });

    expect(presentExport(entry, 'en').error).toEqual({
      code: 'invoiceHoursZero',
      text: 'Time entry 2 (hour type MEISTER) of work order WO-7 (customer 10002) has duration 0.',
      remedy:
        'Correct the time in OutSmart, or delete the time entry; the export then tries again by itself.',
    });
    expect(presentExport(entry, 'de').error?.text).toBe(
      'Zeiteintrag 2 (Stundenart MEISTER) in Auftrag WO-7 (Kunde 10002) hat die Dauer 0.',
    );
  });

  it('is told by a dry run in the same words', () => {
    const dryRun = { dryRunId: 'dry', state: 'complete', startedAt: '2026-11-24T09:00:00.000Z' } as const;
    const previews = [
      { workOrderId: '4711', customerNumber: '10002', problem },
      { workOrderId: '4712', document: {} },
    ];

    expect(presentDryRun({ ...dryRun, previews, omitted: 0 }, 'en').previews).toEqual([
      {
        workOrderId: '4711',
        customerNumber: '10002',
        error: {
          code: 'invoiceHoursZero',
          text: 'Time entry 2 (hour type MEISTER) of work order 4711 (customer 10002) has duration 0.',
          remedy: expect.stringContaining('tries again by itself'),
        },
      },
      { workOrderId: '4712', document: {} },
    ]);
  });
});
