import type { VendorAnswer } from '../../vendor-request.ts';
import { invalidFields, missingFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import {
  easybillCustomer,
  READ_ONLY_CUSTOMER_FIELDS,
  withPaymentTermAlias,
  type EasybillCustomer,
} from '../records/customer-record.ts';
import { listPage, listQuery, matching, type Filters } from './lists.ts';
import type { Call } from './call.ts';

const FILTERS: Filters<EasybillCustomer> = {
  number: (customer) => customer.number,
  group_id: (customer) => String(customer.group_id),
  additional_group_id: (customer) => customer.additional_groups_ids.map(String),
  country: (customer) => customer.country,
  zip_code: (customer) => customer.zip_code,
  emails: (customer) => customer.emails,
  first_name: (customer) => customer.first_name,
  last_name: (customer) => customer.last_name,
  company_name: (customer) => customer.company_name,
};
const DAY_FILTERS: Filters<EasybillCustomer> = { created_at: (customer) => customer.created_at };

/** Query parameters `GET /customers` knows. */
export const CUSTOMER_QUERY: readonly string[] = listQuery({ ...FILTERS, ...DAY_FILTERS });

/** `GET /customers` */
export const listCustomers = ({ account, request, behaviour }: Call): VendorAnswer =>
  listPage(
    matching(account.customers.values(), request, FILTERS, DAY_FILTERS),
    request.query,
    behaviour,
    (customer) => account.presentCustomer(customer),
  );

/** `GET /customers/{id}` */
export const getCustomer = ({ account, id }: Call): VendorAnswer => {
  const customer = account.customers.get(id);
  return customer === undefined ? notFound('Customer', id) : ok(account.presentCustomer(customer));
};

const save = ({ account, request, id }: Call, known: EasybillCustomer | undefined): VendorAnswer => {
  const read = readJsonObject(request);
  if ('refusal' in read) return read.refusal;
  for (const field of Object.keys(read.body)) {
    const isKnown =
      Object.hasOwn(easybillCustomer.shape, field) && !READ_ONLY_CUSTOMER_FIELDS.includes(field);
    if (!isKnown) account.report(`Customer with undocumented field ${field}`);
  }
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
