import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import { invalidFields, missingFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import {
  easybillCustomer,
  READ_ONLY_CUSTOMER_FIELDS,
  withPaymentTermAlias,
  type EasybillCustomer,
} from './customer-record.ts';
import { filterValues, listPage } from './lists.ts';
import type { Call } from './routes.ts';

const EQUALITY_FILTERS = {
  number: (customer) => [customer.number],
  group_id: (customer) => [String(customer.group_id)],
  additional_group_id: (customer) => customer.additional_groups_ids.map(String),
  country: (customer) => [customer.country],
  zip_code: (customer) => [customer.zip_code],
  emails: (customer) => customer.emails,
  first_name: (customer) => [customer.first_name],
  last_name: (customer) => [customer.last_name],
  company_name: (customer) => [customer.company_name],
} satisfies Record<string, (customer: EasybillCustomer) => readonly (string | null)[]>;

/** Query parameters `GET /customers` knows. */
export const CUSTOMER_QUERY: readonly string[] = [
  'limit',
  'page',
  'created_at',
  'created_at[]',
  ...Object.keys(EQUALITY_FILTERS).flatMap((name) => [name, `${name}[]`]),
];

/** One date, or `from,to` with both days included. */
const createdWithin =
  (dates: readonly string[]) =>
  ({ created_at: created }: EasybillCustomer): boolean => {
    const from = dates[0] ?? '';
    const to = dates[1] ?? from;
    return created !== null && created >= from && created <= to;
  };

const filters = (request: VendorRequest): ((customer: EasybillCustomer) => boolean)[] => {
  const equality = Object.entries(EQUALITY_FILTERS).flatMap(([name, read]) => {
    const wanted = filterValues(request, name);
    if (wanted === undefined) return [];
    return [
      (customer: EasybillCustomer) =>
        read(customer).some((value) => value !== null && wanted.includes(value)),
    ];
  });
  const created = filterValues(request, 'created_at');
  return created === undefined ? equality : [...equality, createdWithin(created)];
};

/** `GET /customers` */
export const listCustomers = ({ account, request, behaviour }: Call): VendorAnswer => {
  const tests = filters(request);
  const hits = [...account.customers.values()].filter((customer) => tests.every((test) => test(customer)));
  return listPage(hits, request.query, behaviour, (customer) => account.presentCustomer(customer));
};

/** `GET /customers/{id}` */
export const getCustomer = ({ account, id }: Call): VendorAnswer => {
  const customer = account.customers.get(id);
  return customer === undefined ? notFound('Customer', id) : ok(account.presentCustomer(customer));
};

const save = ({ account, request, id }: Call, known: EasybillCustomer | undefined): VendorAnswer => {
  const read = readJsonObject(request);
  if ('refusal' in read) return read.refusal;
  const fields = Object.fromEntries(
    Object.entries(read.body).filter(([name]) => !READ_ONLY_CUSTOMER_FIELDS.includes(name)),
  );
  const merged: Record<string, unknown> = { ...known, ...withPaymentTermAlias(fields) };
  if (!merged.last_name && !merged.company_name) return missingFields(['last_name', 'company_name']);
  const accepted = easybillCustomer
    .omit({ id: true, created_at: true, updated_at: true, display_name: true })
    .extend({ login_id: easybillCustomer.shape.login_id.default(account.logins[0]?.id ?? 0) })
    .safeParse(merged);
  if (!accepted.success) return invalidFields(accepted.error);
  const customer = account.upsertCustomer({ ...accepted.data, ...(known === undefined ? {} : { id }) });
  return ok(account.presentCustomer(customer), known === undefined ? 201 : 200);
};

/** `POST /customers`: last name or company name is enough, whatever the API description says. */
export const createCustomer = (call: Call): VendorAnswer => save(call, undefined);

/** `PUT /customers/{id}`: fields left out keep their value. */
export const updateCustomer = (call: Call): VendorAnswer => {
  const known = call.account.customers.get(call.id);
  return known === undefined ? notFound('Customer', call.id) : save(call, known);
};

/** `DELETE /customers/{id}` */
export const deleteCustomer = ({ account, id }: Call): VendorAnswer =>
  account.deleteCustomer(id) ? noContent() : notFound('Customer', id);
