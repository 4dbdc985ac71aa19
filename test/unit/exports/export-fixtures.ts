import type { Connection } from '../../../shared/connections/connection.ts';
import { settingsSchema } from '../../../shared/connections/settings/settings.ts';
import type { DocumentValues, NewInvoice } from '../../../shared/easybill/index.ts';
import type { ExportOrder } from '../../../shared/exports/vendors/export-vendors.ts';
import type { BuiltInvoice } from '../../../shared/exports/invoice/build-invoice.ts';
import { viewOrder } from '../../../shared/exports/vendors/order-view.ts';
import { outsmartWorkOrderSchema } from '../../../shared/outsmart/work-order-record.ts';

/** An active connection with these settings of exports and imports. */
export function exportingConnection(
  exports: Record<string, unknown> = {},
  imports: Record<string, unknown> = {},
): Connection {
  return {
    connectionId: 'c1',
    status: 'active',
    outsmartAccount: 'account',
    firstOutsmartAccount: 'account',
    tokenGeneration: 2,
    settings: settingsSchema.parse({ exports: { enabled: true, ...exports }, imports }),
  } as Connection;
}

/** An invoice that was built, whatever is in it. */
export function builtInvoice(changes: Partial<NewInvoice> = {}): BuiltInvoice {
  const document: NewInvoice = {
    type: 'INVOICE',
    customer_id: 7,
    external_id: 'os-1',
    document_date: '2026-11-24',
    currency: 'EUR',
    calc_vat_from: 0,
    vat_option: null,
    items: [],
    ...changes,
  };
  return { document, total: { netCents: 0, grossCents: 0, lines: [] }, warnings: [], keepDraft: false };
}

/** The values of a document as easybill answers it, of an invoice that {@link builtInvoice} builds. */
export function documentValues(changes: Partial<DocumentValues> = {}): DocumentValues {
  return {
    customer_id: 7,
    vat_option: undefined,
    document_date: '2026-11-24',
    amount: 0,
    amount_net: 0,
    items: [],
    ...changes,
  };
}

/** A work order as OutSmart returns it, with changes. */
function workOrderRecord(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: '4711',
    OrderNr: 'A-1',
    WorkorderNo: '',
    WorkDate: '19-11-2026',
    WorkStatus: '1',
    status: 'Compleet',
    WorkFinished: '1',
    Archived: '0',
    CustomerDebtorNr: '10001',
    CustomerName: 'Site GmbH',
    CustomerStreet: 'Baustelle',
    CustomerCity: 'Potsdam',
    CustomerEmail: 'site@example.com',
    CustomerDebtorNrInvoice: '10002',
    CustomerNameInvoice: 'Zahler AG',
    CustomerStreetInvoice: 'Kontor',
    CustomerStreetNoInvoice: '5a',
    CustomerZIPInvoice: '10115',
    CustomerCityInvoice: 'Berlin',
    Materials: [
      {
        MaterialCode: 'M1',
        MaterialName: 'Rohr',
        MaterialNr: '2,5',
        MaterialPrice: '10.10',
        MaterialUnit: 'm',
      },
    ],
    Workperiods: [{ WorkDate: '20-11-2026', HourType: 'H1', TotalTime: '01:30', WorkRemark: '' }],
    PdfUrl: 'https://example.com/pdf?sheet_id=1',
    ...changes,
  };
}

/** The same as exports see it. */
export function exportOrder(changes: Record<string, unknown> = {}): ExportOrder {
  return viewOrder('c1', outsmartWorkOrderSchema.parse(workOrderRecord(changes)));
}
