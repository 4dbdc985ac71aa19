import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import { failure, invalidFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import {
  documentFields,
  unknownFields,
  type DocumentInput,
  type EasybillDocument,
} from './document-record.ts';
import { filterValues, listPage } from './lists.ts';
import type { Call } from './routes.ts';

const EQUALITY_FILTERS = {
  type: ({ type }) => type,
  is_draft: ({ is_draft: isDraft }) => (isDraft ? '1' : '0'),
  customer_id: ({ customer_id: customerId }) => String(customerId),
  number: ({ number }) => String(number),
  cancel_id: ({ cancel_id: cancelId }) => String(cancelId),
} satisfies Record<string, (document: EasybillDocument) => string>;

const DAY_FILTERS = {
  document_date: ({ document_date: day }) => day,
  edited_at: ({ edited_at: time }) => time.slice(0, 10),
} satisfies Record<string, (document: EasybillDocument) => string>;

/** Query parameters `GET /documents` knows; `external_id` is none of them. */
export const DOCUMENT_QUERY: readonly string[] = [
  'limit',
  'page',
  ...[...Object.keys(EQUALITY_FILTERS), ...Object.keys(DAY_FILTERS)].flatMap((name) => [name, `${name}[]`]),
];

type Test = (document: EasybillDocument) => boolean;

const filters = (request: VendorRequest): Test[] => [
  ...Object.entries(EQUALITY_FILTERS).flatMap(([name, read]): Test[] => {
    const wanted = filterValues(request, name);
    return wanted === undefined ? [] : [(document) => wanted.includes(read(document))];
  }),
  // One day, or `from,to` with both included.
  ...Object.entries(DAY_FILTERS).flatMap(([name, read]): Test[] => {
    const [from, to = from] = filterValues(request, name) ?? [];
    if (from === undefined || to === undefined) return [];
    return [(document) => read(document) >= from && read(document) <= to];
  }),
];

/** `GET /documents` */
export const listDocuments = ({ account, request, behaviour }: Call): VendorAnswer => {
  const { documents } = account;
  const tests = filters(request);
  const hits = [...documents.records.values()].filter(
    (document) =>
      documents.age(document) >= behaviour.documentsListedAfterMs && tests.every((test) => test(document)),
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
  const { customer_id: customerId, due_in_days: dueInDays } = read.input;
  const customer = account.customers.get(customerId ?? Number.NaN);
  if (customerId !== null && customer === undefined) return unknownCustomer();
  const document = account.documents.create({
    ...read.input,
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
