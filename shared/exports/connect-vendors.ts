import type { VendorClients } from '../imports/import-services.ts';
import {
  createDocument,
  deleteDocument,
  findInvoices,
  finishDocument,
  getDocument,
} from './document-calls.ts';
import type { ExportOrder, ExportVendors } from './export-vendors.ts';
import { readWorkOrder, setHandled } from './order-calls.ts';
import { viewOrder, type WorkOrderRecord } from './order-view.ts';

/** The vendor calls of exports, made by the clients of a connection. */
export function connectVendors(connectionId: string, { easybill, outsmart }: VendorClients): ExportVendors {
  const view = (record: WorkOrderRecord | undefined): ExportOrder | undefined =>
    record && viewOrder(connectionId, record);
  return {
    readWorkOrder: async (id) => view(await readWorkOrder(outsmart, id)),
    markHandled: async (id) => view(await setHandled(outsmart, id)),
    createDocument: (document) => createDocument(easybill, document),
    getDocument: (id) => getDocument(easybill, id),
    finishDocument: (id) => finishDocument(easybill, id),
    deleteDocument: (id) => deleteDocument(easybill, id),
    findInvoices: (query) => findInvoices(easybill, query),
  };
}
