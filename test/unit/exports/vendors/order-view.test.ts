import { describe, expect, it } from '@jest/globals';
import { exportSettingsSchema } from '../../../../shared/connections/settings/export-settings.ts';
import { whyIneligible } from '../../../../shared/exports/steps/eligible.ts';
import { exportOrder } from '../export-fixtures.ts';

describe('a work order as exports see it', () => {
  it('names what the way to an invoice depends on', () => {
    expect(exportOrder()).toMatchObject({
      workOrderId: '4711',
      orderNumber: 'A-1',
      status: 'complete',
      isArchived: false,
      workStatus: '1',
      isFinished: true,
      workedOn: '2026-11-20',
    });
    expect(exportOrder({ id: 4711, OrderNr: null, WorkorderNo: 'W9' })).toMatchObject({
      workOrderId: '4711',
      orderNumber: 'W9',
    });
    expect(exportOrder({ status: 'Afgehandeld' }).status).toBe('handled');
    expect(exportOrder({ status: undefined, Status: 'Compleet' }).status).toBe('complete');
    expect(exportOrder({ status: 'Opgehaald' }).status).toBe('other');
  });

  it('was worked on when somebody booked hours, whatever was planned', () => {
    expect(exportOrder({ WorkDate: '24-12-2026' }).workedOn).toBe('2026-11-20');
    expect(exportOrder({ Workperiods: [] }).workedOn).toBe('2026-11-19');
  });

  it('changes its hash with what an invoice may show, and with nothing else', () => {
    const { hash } = exportOrder();
    for (const same of [
      { status: 'Afgehandeld' },
      { PdfUrl: 'https://example.com/other' },
      { WorkStatus: '2' },
    ]) {
      expect(exportOrder(same).hash).toBe(hash);
    }
    for (const other of [
      { WorkDescription: 'x' },
      { CustomerDebtorNrInvoice: '10003' },
      { Materials: [] },
      { Workperiods: [{ TotalTime: '02:00' }] },
    ]) {
      expect(exportOrder(other).hash).not.toBe(hash);
    }
  });
});

describe('the filters of the settings', () => {
  it.each([
    [{}, {}, undefined],
    [{ status: 'Opgehaald' }, {}, 'exportNotComplete'],
    [{ status: 'Afgehandeld' }, {}, 'exportNotComplete'],
    [{ Archived: '1' }, {}, 'exportArchived'],
    [{ WorkStatus: '2' }, { workStatus: '1' }, 'exportOtherWorkStatus'],
    [{}, { workStatus: '1' }, undefined],
    [{ WorkFinished: '0' }, { onlyFinished: true }, 'exportNotFinished'],
    [{ WorkFinished: '0' }, {}, undefined],
    // Midnight in Berlin: what was worked on that day is exported.
    [{}, { ignoreBefore: '2026-11-19T23:00:00Z' }, undefined],
    [{}, { ignoreBefore: '2026-11-20T23:00:00Z' }, 'exportTooOld'],
    [{ WorkDate: '', Workperiods: [] }, { ignoreBefore: '2026-11-21T00:00:00Z' }, undefined],
  ])('judge %j by %j: %s', (changes, settings, reason) => {
    expect(whyIneligible(exportOrder(changes), exportSettingsSchema.parse(settings))).toBe(reason);
  });

  it('take one that is handled when somebody asks for another invoice of it', () => {
    const settings = exportSettingsSchema.parse({});
    expect(whyIneligible(exportOrder({ status: 'Afgehandeld' }), settings, true)).toBeUndefined();
    expect(whyIneligible(exportOrder({ status: 'Opgehaald' }), settings, true)).toBe('exportNotComplete');
  });
});
