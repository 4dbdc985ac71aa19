import type { VendorAnswer } from '../../vendor-request.ts';
import { failure, invalidFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import {
  documentFields,
  unknownFields,
  type DocumentInput,
  type EasybillDocument,
} from '../records/document-record.ts';
import { listPage, listQuery, matching, type Filters } from './lists.ts';
import type { Call } from './call.ts';

const FILTERS: Filters<EasybillDocument> = {
  type: (document) => document.type,
  is_draft: (document) => (document.is_draft ? '1' : '0'),
  customer_id: (document) => String(document.customer_id),
  number: (document) => String(document.number),
  cancel_id: (document) => String(document.cancel_id),
};
const DAY_FILTERS: Filters<EasybillDocument> = {
  document_date: (document) => document.document_date,
  edited_at: (document) => document.edited_at.slice(0, 10),
};

/** Query parameters `GET /documents` knows; `external_id` is none of them. */
export const DOCUMENT_QUERY: readonly string[] = listQuery({ ...FILTERS, ...DAY_FILTERS });

/** `GET /documents` */
export const listDocuments = ({ account, request, behaviour }: Call): VendorAnswer => {
  const { documents } = account;
  const hits = matching(documents.records.values(), request, FILTERS, DAY_FILTERS, behaviour.rangeEnd).filter(
    (document) => documents.age(document) >= behaviour.documentsListedAfterMs,
  );
  return listPage(hits, request.query, behaviour, (document) => documents.present(document));
};

/** `GET /documents/{id}` */
export const getDocument = ({ account, id }: Call): VendorAnswer => {
  const document = account.documents.records.get(id);
  return document === undefined ? notFound('Document', id) : ok(account.documents.present(document));
};

/** `POST /documents`: always makes a draft. */
export const createDocument = (call: Call): VendorAnswer => {
  const { account } = call;
  const read = readDocument(call, {});
  if ('refusal' in read) return read.refusal;
  const { customer_id: customerId, due_in_days: dueInDays, items } = read.input;
  const customer = account.customers.get(customerId ?? Number.NaN);
  if (customerId !== null && customer === undefined) return unknownCustomer();
  const document = account.documents.create({
    ...read.input,
    items: items.map((line) => decidedLine(call, line)),
    due_in_days: dueInDays ?? customer?.due_in_days ?? null,
  });
  return ok(account.documents.present(document), 201);
};

/** `PUT /documents/{id}`: fields left out keep their value; items are replaced. Final documents are refused here. */
export const updateDocument = (call: Call): VendorAnswer => {
  const { account, id, behaviour } = call;
  const known = account.documents.records.get(id);
  if (known === undefined) return notFound('Document', id);
  if (behaviour.documentsLocked) return locked();
  if (!known.is_draft) return refusedFinal(call, 'changed');
  const read = readDocument(call, { ...known, type: undefined });
  if ('refusal' in read) return read.refusal;
  const document = account.documents.change(id, read.input) ?? known;
  return ok(account.documents.present(document));
};

/** `PUT /documents/{id}/done` */
export const finishDocument = (call: Call): VendorAnswer => {
  const { account, id, behaviour } = call;
  const known = account.documents.records.get(id);
  if (known === undefined) return notFound('Document', id);
  if (behaviour.documentsLocked) return locked();
  if (!known.is_draft && behaviour.finishedAgain === 'refused') {
    return failure(400, 'Das Dokument ist bereits abgeschlossen.');
  }
  return ok(account.documents.present(account.documents.finish(id) ?? known));
};

/** `DELETE /documents/{id}`. The real easybill may delete final ones as well; here that is refused and reported. */
export const deleteDocument = (call: Call): VendorAnswer => {
  const { account, id, behaviour } = call;
  const known = account.documents.records.get(id);
  if (known === undefined) return notFound('Document', id);
  if (behaviour.documentsLocked) return locked();
  if (!known.is_draft) return refusedFinal(call, 'deleted');
  account.documents.remove(id);
  return noContent();
};

const readDocument = (
  { account, request }: Call,
  known: object,
): { readonly input: DocumentInput } | { readonly refusal: VendorAnswer } => {
  const read = readJsonObject(request);
  if ('refusal' in read) return read;
  for (const name of unknownFields(read.body)) account.report(`document with unknown field ${name}`);
  const parsed = documentFields.safeParse({ ...known, ...read.body });
  if (!parsed.success) return { refusal: invalidFields(parsed.error) };
  if (hasLineWithoutVat(read.body)) account.report('document with a line without vat_percent');
  return { input: parsed.data };
};

/** The line with the price and rate that count: whose do beside an article is not documented. */
const decidedLine = (
  { account, behaviour }: Call,
  line: DocumentInput['items'][number],
): DocumentInput['items'][number] => {
  if (line.type === 'TEXT') return line;
  const article = account.positions.records.get(line.position_id ?? Number.NaN);
  const decided =
    article && behaviour.articleLines === 'articleWins'
      ? { ...line, single_price_net: article.sale_price, vat_percent: article.vat_percent }
      : line;
  const isIgnored = decided.vat_percent === 0 && behaviour.zeroVat === 'ignored';
  return isIgnored ? { ...decided, vat_percent: article?.vat_percent ?? USUAL_VAT } : decided;
};

const USUAL_VAT = 19;

/** easybill takes 0 then, which nobody wants by mistake. */
const hasLineWithoutVat = ({ items }: Record<string, unknown>): boolean =>
  Array.isArray(items) &&
  items.some(
    (item: unknown) =>
      typeof item === 'object' &&
      item !== null &&
      Reflect.get(item, 'type') !== 'TEXT' &&
      Reflect.get(item, 'vat_percent') === undefined,
  );

const locked = (): VendorAnswer => failure(409, 'Das Dokument wird gerade verarbeitet.');

const unknownCustomer = (): VendorAnswer =>
  failure(400, 'Der Kunde wurde nicht gefunden.', { arguments: ['customer_id'] });

const refusedFinal = ({ account, id }: Call, what: 'changed' | 'deleted'): VendorAnswer => {
  account.report(`final document ${id} was to be ${what}`);
  return failure(400, 'Das Dokument ist bereits abgeschlossen.');
};
