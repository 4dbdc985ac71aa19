import {
  createDraft,
  deleteDraft,
  finishDocument,
  getDocument,
  listInvoicesEditedBetween,
  type EasybillDocument,
} from '../../easybill/index.ts';
import type { VendorClients } from '../../connections/open-vendors.ts';
import { getWorkOrder, markWorkOrderHandled, type OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { ExportDocument, ExportOrder, ExportVendors } from './export-vendors.ts';
import { viewOrder } from './order-view.ts';

/** The vendor calls of exports, made by the clients of a connection. */
export function connectVendors(connectionId: string, { easybill, outsmart }: VendorClients): ExportVendors {
  const view = (order: OutsmartWorkOrder | undefined): ExportOrder | undefined =>
    order && viewOrder(connectionId, order);
  return {
    readWorkOrder: async (id) => view(await getWorkOrder(outsmart, id)),
    markHandled: async (id) => view(await markWorkOrderHandled(outsmart, id)),
    createDocument: async (invoice) => viewDocument(await createDraft(easybill, invoice)),
    getDocument: async (id) => viewFound(await getDocument(easybill, id)),
    finishDocument: async (id) => viewFound(await finishDocument(easybill, id)),
    deleteDraft: async ({ id, isDraft }) => {
      await deleteDraft(easybill, { id, is_draft: isDraft });
    },
    findInvoices: async ({ editedFrom, editedTo, customerId }) =>
      (await listInvoicesEditedBetween(easybill, editedFrom, editedTo, { customerId })).map(viewDocument),
  };
}

/** A document of easybill as the way to an invoice sees it. */
export function viewDocument(document: EasybillDocument): ExportDocument {
  return {
    id: document.id,
    isDraft: document.is_draft,
    number: document.number,
    externalId: document.external_id,
    cancelId: document.cancel_id,
    createdAt: document.created_at,
    editedAt: document.edited_at,
    values: document,
  };
}

function viewFound(document: EasybillDocument | undefined): ExportDocument | undefined {
  return document && viewDocument(document);
}
