import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import { optionalText, optionalWholeNumber, wholeNumber } from './http/field-schemas.ts';
import { documentValueFields } from './document-values.ts';
import type { NewInvoice } from './new-document.ts';
import { readAllPages } from './http/pages.ts';

const DOCUMENTS = '/documents';
const DOCUMENT = '/documents/{id}';

/**
 * An easybill document as the connector reads it, in easybill's own words. Some types of documents lack most fields.
 * `""`, `null` and missing are undefined, but for `is_draft`: taking a draft for final or the other way round would do
 * harm.
 *
 * Reference: definition `Document` in https://api.easybill.de/rest/v1/swagger.json
 */
const easybillDocumentSchema = z.object({
  id: wholeNumber,
  /** e.g. `INVOICE`, `STORNO`. */
  type: z.string(),
  is_draft: z.union([
    z.literal([true, 1, '1']).transform(() => true),
    z.literal([false, 0, '0']).transform(() => false),
  ]),
  /** Assigned when it is finished; a cancellation may have its invoice's. */
  number: optionalText,
  external_id: optionalText,
  ...documentValueFields,
  /** Cents. */
  paid_amount: z.int().optional().catch(undefined),
  /** `YYYY-MM-DD` of full payment. */
  paid_at: optionalText,
  /** Id of the cancellation, on an invoice that was cancelled. */
  cancel_id: optionalWholeNumber,
  /** `YYYY-MM-DD HH:mm:ss` in Europe/Berlin. */
  created_at: optionalText,
  /** As `created_at`. */
  edited_at: optionalText,
});

/** See {@link easybillDocumentSchema}. */
export type EasybillDocument = z.infer<typeof easybillDocumentSchema>;

/**
 * Creates an invoice, which easybill always makes a draft. Not idempotent, and nothing at easybill keeps it from being
 * made twice: after an unknown outcome look for its `external_id` with {@link listInvoicesEditedBetween} first.
 *
 * Reference: `POST /documents` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function createDraft(client: EasybillClient, invoice: NewInvoice): Promise<EasybillDocument> {
  return client.post({
    template: DOCUMENTS,
    path: DOCUMENTS,
    json: invoice,
    schema: easybillDocumentSchema,
  });
}

/**
 * The document as it is now, or undefined when it does not exist (any more).
 *
 * Reference: `GET /documents/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function getDocument(client: EasybillClient, id: number): Promise<EasybillDocument | undefined> {
  return client.get({ template: DOCUMENT, path: `${DOCUMENTS}/${id}`, schema: easybillDocumentSchema });
}

/**
 * Makes a draft final, for ever: easybill assigns number and due date. Undefined when it does not exist (any more).
 * After an unknown outcome read the document first: what easybill does with one that is final is not documented.
 *
 * Reference: `PUT /documents/{id}/done` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws RetryableError `locked` while easybill makes its files
 * @throws see {@link EasybillClient}
 */
export function finishDocument(client: EasybillClient, id: number): Promise<EasybillDocument | undefined> {
  return client.put({
    template: '/documents/{id}/done',
    path: `${DOCUMENTS}/${id}/done`,
    json: {},
    schema: easybillDocumentSchema,
  });
}

/**
 * Deletes a draft, which must just have been read: easybill may delete a final invoice as well. False when it was gone
 * already.
 *
 * Reference: `DELETE /documents/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws TypeError without having sent anything, when the document is no draft
 * @throws RetryableError `locked` while easybill makes its files
 * @throws see {@link EasybillClient}
 */
export async function deleteDraft(
  client: EasybillClient,
  { id, is_draft: isDraft }: Pick<EasybillDocument, 'id' | 'is_draft'>,
): Promise<boolean> {
  if (!isDraft) throw new TypeError(`easybill document ${id} is final and must not be deleted`);
  return client.delete({ template: DOCUMENT, path: `${DOCUMENTS}/${id}` });
}

/**
 * All invoices, drafts included, that were created or changed on these days, one call for each 1000. Days are
 * `YYYY-MM-DD` in Europe/Berlin. Whether the last one is included, and a time of day, is not documented: name a day more.
 *
 * Reference: `GET /documents` with `type`, `edited_at` and `customer_id` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws RetryableError `unreadable` also when one of them is: it might be the one that is looked for
 * @throws see {@link EasybillClient}
 */
export function listInvoicesEditedBetween(
  client: EasybillClient,
  from: string,
  to: string,
  { customerId }: { readonly customerId?: number | undefined },
): Promise<EasybillDocument[]> {
  const filters = {
    type: 'INVOICE',
    edited_at: `${from},${to}`,
    ...(customerId !== undefined && { customer_id: customerId }),
  };
  return readAllPages(client, DOCUMENTS, easybillDocumentSchema, filters);
}
