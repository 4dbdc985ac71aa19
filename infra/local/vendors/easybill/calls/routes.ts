import type { VendorAnswer } from '../../vendor-request.ts';
import { failure, notFound } from './answers.ts';
import type { Call } from './call.ts';
import * as customers from './customers.ts';
import * as documents from './documents.ts';
import * as logins from './logins.ts';
import type { EasybillPositionRecord } from '../records/record-kinds.ts';
import { refuseQuery } from './filter-values.ts';
import { listQuery, type Filters } from './lists.ts';
import { recordCalls, type RecordCalls } from './record-calls.ts';
import * as webhooks from './webhooks.ts';

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, (call: Call) => VendorAnswer>>;
  /** Query parameters the route knows. */
  readonly query: readonly string[];
}

const recordRoutes = (path: string, calls: RecordCalls, filters: Filters<never> = {}): Route[] => [
  {
    path: new RegExp(`^/${path}$`),
    methods: { GET: calls.list, POST: calls.create },
    query: listQuery(filters),
  },
  {
    path: new RegExp(String.raw`^/${path}/(\d+)$`),
    methods: { GET: calls.get, PUT: calls.update, DELETE: calls.remove },
    query: [],
  },
];

const POSITION_FILTERS: Filters<EasybillPositionRecord> = {
  type: ({ type }) => type,
  number: ({ number }) => number,
};
const positionCalls = recordCalls(({ account }) => ({ store: account.positions }), POSITION_FILTERS);
const positionGroupCalls = recordCalls(({ account }) => ({ store: account.positionGroups }));
const contactCalls = recordCalls(({ account, parentId }) => ({
  store: account.contacts,
  refusal: account.customers.has(parentId) ? undefined : notFound('Customer', parentId),
  holds: ({ id }) => account.customerOfContact.get(id) === parentId,
  created: ({ id }) => account.customerOfContact.set(id, parentId),
  told: account.toldOfContact(parentId),
}));

const routes: readonly Route[] = [
  {
    path: /^\/customers$/,
    methods: { GET: customers.listCustomers, POST: customers.createCustomer },
    query: customers.CUSTOMER_QUERY,
  },
  {
    path: /^\/customers\/(\d+)$/,
    methods: {
      GET: customers.getCustomer,
      PUT: customers.updateCustomer,
      DELETE: customers.deleteCustomer,
    },
    query: [],
  },
  ...recordRoutes('positions', positionCalls, POSITION_FILTERS),
  ...recordRoutes('position-groups', positionGroupCalls),
  ...recordRoutes(String.raw`customers/(\d+)/contacts`, contactCalls),
  { path: /^\/logins$/, methods: { GET: logins.listLogins }, query: listQuery() },
  { path: /^\/logins\/(\d+)$/, methods: { GET: logins.getLogin }, query: [] },
  {
    path: /^\/webhooks$/,
    methods: { GET: webhooks.listWebhooks, POST: webhooks.createWebhook },
    query: listQuery(),
  },
  {
    path: /^\/webhooks\/(\d+)$/,
    methods: { GET: webhooks.getWebhook, PUT: webhooks.updateWebhook, DELETE: webhooks.deleteWebhook },
    query: [],
  },
  {
    path: /^\/documents$/,
    methods: { GET: documents.listDocuments, POST: documents.createDocument },
    query: documents.DOCUMENT_QUERY,
  },
  {
    path: /^\/documents\/(?<id>\d+)$/,
    methods: {
      GET: documents.getDocument,
      PUT: documents.updateDocument,
      DELETE: documents.deleteDocument,
    },
    query: [],
  },
  {
    path: /^\/documents\/(?<id>\d+)\/done$/,
    methods: { PUT: documents.finishDocument },
    query: ['reason_for_change'],
  },
];

/** Answers one call. A query parameter the route does not know changes nothing at easybill, which is reported. */
export const answerCall = (
  call: Omit<Call, 'id' | 'parentId'>,
  report: (violation: string) => void,
): VendorAnswer => {
  const { method, path, query } = call.request;
  for (const route of routes) {
    const match = route.path.exec(path);
    if (match === null) continue;
    const handler = route.methods[method];
    if (handler === undefined) {
      return failure(405, 'Method Not Allowed', {
        headers: { allow: Object.keys(route.methods).join(', ') },
      });
    }
    for (const name of new Set(query.keys())) {
      if (!route.query.includes(name)) report(`${method} ${path}: unknown query parameter ${name}`);
    }
    const refusal = refuseQuery(method, path, query);
    if (refusal !== undefined) return refusal;
    const ids = match.slice(1).map(Number);
    return handler({ ...call, id: ids.at(-1) ?? Number.NaN, parentId: ids[0] ?? Number.NaN });
  }
  return failure(404, `${path} not found.`);
};
