import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import type { EasybillAccount } from './account.ts';
import { failure, notFound } from './answers.ts';
import type { EasybillBehaviour } from './behaviour.ts';
import * as customers from './customers.ts';
import * as documents from './documents.ts';
import * as logins from './logins.ts';
import type { EasybillPositionRecord } from './record-kinds.ts';
import { recordCalls, type RecordCalls } from './record-calls.ts';
import * as webhooks from './webhooks.ts';

/** One call that was let in. */
export interface Call {
  readonly account: EasybillAccount;
  readonly request: VendorRequest;
  readonly behaviour: EasybillBehaviour;
  /** The last id in the path; NaN where the path has none. */
  readonly id: number;
  /** The id of what the record belongs to, where the path has one. */
  readonly parentId: number;
}

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, (call: Call) => VendorAnswer>>;
  /** Query parameters the route knows. */
  readonly query: readonly string[];
}

const PAGING = ['limit', 'page'];

const recordRoutes = (path: string, calls: RecordCalls, filters: readonly string[]): Route[] => [
  {
    path: new RegExp(`^/${path}$`),
    methods: { GET: calls.list, POST: calls.create },
    query: [...PAGING, ...filters.flatMap((name) => [name, `${name}[]`])],
  },
  {
    path: new RegExp(String.raw`^/${path}/(\d+)$`),
    methods: { GET: calls.get, PUT: calls.update, DELETE: calls.remove },
    query: [],
  },
];

const positionCalls = recordCalls<EasybillPositionRecord>(
  ({ account }) => ({ store: account.positions }),
  ['type', 'number'],
);
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
  ...recordRoutes('positions', positionCalls, ['type', 'number']),
  ...recordRoutes('position-groups', positionGroupCalls, []),
  ...recordRoutes(String.raw`customers/(\d+)/contacts`, contactCalls, []),
  { path: /^\/logins$/, methods: { GET: logins.listLogins }, query: PAGING },
  { path: /^\/logins\/(\d+)$/, methods: { GET: logins.getLogin }, query: [] },
  {
    path: /^\/webhooks$/,
    methods: { GET: webhooks.listWebhooks, POST: webhooks.createWebhook },
    query: PAGING,
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
    const ids = match.slice(1).map(Number);
    return handler({ ...call, id: ids.at(-1) ?? Number.NaN, parentId: ids[0] ?? Number.NaN });
  }
  return failure(404, `${path} not found.`);
};
