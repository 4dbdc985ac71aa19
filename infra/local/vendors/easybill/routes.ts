import type { VendorAnswer, VendorRequest } from '../vendor-request.ts';
import type { EasybillAccount } from './account.ts';
import { failure } from './answers.ts';
import type { EasybillBehaviour } from './behaviour.ts';
import { contactRoutes } from './contacts.ts';
import * as customers from './customers.ts';
import * as logins from './logins.ts';
import { positionGroupRoutes } from './position-groups.ts';
import { POSITION_QUERY, positionRoutes } from './positions.ts';
import * as webhooks from './webhooks.ts';

/** One call that was let in. */
export interface Call {
  readonly account: EasybillAccount;
  readonly request: VendorRequest;
  readonly behaviour: EasybillBehaviour;
  /** The id at the end of the path; NaN where the path has none. */
  readonly id: number;
  /** The customer a nested path goes through; NaN where it goes through none. */
  readonly customerId: number;
}

interface Route {
  readonly path: RegExp;
  readonly methods: Readonly<Record<string, (call: Call) => VendorAnswer>>;
  /** Query parameters the route knows. */
  readonly query: readonly string[];
}

const PAGING = ['limit', 'page'];

const routes: readonly Route[] = [
  {
    path: /^\/customers$/,
    methods: { GET: customers.listCustomers, POST: customers.createCustomer },
    query: customers.CUSTOMER_QUERY,
  },
  {
    path: /^\/customers\/(?<id>\d+)$/,
    methods: {
      GET: customers.getCustomer,
      PUT: customers.updateCustomer,
      DELETE: customers.deleteCustomer,
    },
    query: [],
  },
  {
    path: /^\/customers\/(?<customerId>\d+)\/contacts$/,
    methods: { GET: contactRoutes.list, POST: contactRoutes.create },
    query: PAGING,
  },
  {
    path: /^\/customers\/(?<customerId>\d+)\/contacts\/(?<id>\d+)$/,
    methods: { GET: contactRoutes.get, PUT: contactRoutes.update, DELETE: contactRoutes.remove },
    query: [],
  },
  {
    path: /^\/positions$/,
    methods: { GET: positionRoutes.list, POST: positionRoutes.create },
    query: POSITION_QUERY,
  },
  {
    path: /^\/positions\/(?<id>\d+)$/,
    methods: { GET: positionRoutes.get, PUT: positionRoutes.update, DELETE: positionRoutes.remove },
    query: [],
  },
  {
    path: /^\/position-groups$/,
    methods: { GET: positionGroupRoutes.list, POST: positionGroupRoutes.create },
    query: PAGING,
  },
  {
    path: /^\/position-groups\/(?<id>\d+)$/,
    methods: {
      GET: positionGroupRoutes.get,
      PUT: positionGroupRoutes.update,
      DELETE: positionGroupRoutes.remove,
    },
    query: [],
  },
  { path: /^\/logins$/, methods: { GET: logins.listLogins }, query: PAGING },
  { path: /^\/logins\/(?<id>\d+)$/, methods: { GET: logins.getLogin }, query: [] },
  {
    path: /^\/webhooks$/,
    methods: { GET: webhooks.listWebhooks, POST: webhooks.createWebhook },
    query: PAGING,
  },
  {
    path: /^\/webhooks\/(?<id>\d+)$/,
    methods: { GET: webhooks.getWebhook, PUT: webhooks.updateWebhook, DELETE: webhooks.deleteWebhook },
    query: [],
  },
];

/** Answers one call. A query parameter the route does not know changes nothing at easybill, which is reported. */
export const answerCall = (
  call: Omit<Call, 'id' | 'customerId'>,
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
    return handler({ ...call, id: Number(match.groups?.id), customerId: Number(match.groups?.customerId) });
  }
  return failure(404, `${path} not found.`);
};
