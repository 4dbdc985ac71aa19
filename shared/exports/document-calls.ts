import * as z from 'zod';
import type { EasybillClient } from '../easybill/index.ts';
import { flag, optionalText, optionalWholeNumber, wholeNumber } from '../easybill/field-schemas.ts';
import { readAllPages } from '../easybill/pages.ts';
import type { ExportDocument, InvoiceQuery } from './export-vendors.ts';

const DOCUMENT = '/documents/{id}';

const documentSchema = z
  .object({
    id: wholeNumber,
    is_draft: flag,
    number: optionalText,
    external_id: optionalText,
    cancel_id: optionalWholeNumber,
    created_at: optionalText,
    edited_at: optionalText,
  })
  .transform((document): ExportDocument => ({
    id: document.id,
    isDraft: document.is_draft,
    number: document.number,
    externalId: document.external_id,
    cancelId: document.cancel_id,
    createdAt: document.created_at,
    editedAt: document.edited_at,
  }));

/** Makes a draft. Reference: `POST /documents` in https://api.easybill.de/rest/v1/swagger.json */
export function createDocument(easybill: EasybillClient, json: object): Promise<ExportDocument> {
  return easybill.post({ template: '/documents', path: '/documents', json, schema: documentSchema });
}

/** The document as it is now; undefined when it does not exist (any more). Reference: `GET /documents/{id}` */
export function getDocument(easybill: EasybillClient, id: number): Promise<ExportDocument | undefined> {
  return easybill.get({ template: DOCUMENT, path: `/documents/${id}`, schema: documentSchema });
}

/** Makes a draft final. Reference: `PUT /documents/{id}/done` */
export function finishDocument(easybill: EasybillClient, id: number): Promise<ExportDocument | undefined> {
  return easybill.put({
    template: '/documents/{id}/done',
    path: `/documents/${id}/done`,
    json: {},
    schema: documentSchema,
  });
}

/** Deletes a draft; whoever calls has made sure that it is one. Reference: `DELETE /documents/{id}` */
export async function deleteDocument(easybill: EasybillClient, id: number): Promise<void> {
  await easybill.delete({ template: DOCUMENT, path: `/documents/${id}` });
}

/** Invoices by the days they were edited. Reference: `GET /documents` */
export function findInvoices(
  easybill: EasybillClient,
  { editedFrom, editedTo, customerId }: InvoiceQuery,
): Promise<ExportDocument[]> {
  return readAllPages(easybill, '/documents', documentSchema, {
    type: 'INVOICE',
    edited_at: `${editedFrom},${editedTo}`,
    ...(customerId !== undefined && { customer_id: customerId }),
  });
}
