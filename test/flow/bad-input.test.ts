import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  connect,
  connectRequest,
  importEnded,
  rows,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customer } from '../support/customers.ts';

// Functions that start, and machines that are busy.
jest.setTimeout(30_000);

const JSON_TYPE = 'application/json';
const NASTY = '<script>alert("x")</script> 🥨 \u0000';
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const large = JSON.stringify({ plan: 'plus', settings: { notifyEmail: 'x'.repeat(256 * 1024) } });

/** A request and how it is refused; `{id}` stands for the connection that exists. */
interface Bad {
  readonly what: string;
  readonly request: string;
  readonly body?: unknown;
  readonly type?: string;
  readonly status: number;
  /** The fields named, with what is said about them. */
  readonly errors?: Readonly<Record<string, unknown>>;
}

const patch = 'PATCH /connections/{id}/settings';
const unknown = (nearest: string): string => `Unknown field. Did you mean "${nearest}"?`;
const noSetting = expect.stringMatching(/^Unknown field\. Did you mean "\w+"\?$/);

const unreadable: Bad[] = [
  { what: 'invalid JSON', request: 'POST /connections', body: '{"plan":', status: 400 },
  { what: 'JSON with a comma too many', request: patch, body: '{"language":"de",}', status: 400 },
  { what: 'a body that is no text', request: patch, body: '\u0000\u0001', status: 400 },
  { what: 'a body over 256 KiB', request: 'POST /connections', body: large, status: 413 },
  { what: 'a list nested 10,000 deep', request: patch, body: '['.repeat(10_000), status: 400 },
  {
    what: 'a form',
    request: patch,
    body: 'language=en',
    type: 'application/x-www-form-urlencoded',
    status: 415,
  },
  {
    what: 'JSON declared as text',
    request: patch,
    body: '{"language":"en"}',
    type: 'text/plain',
    status: 415,
  },
  {
    what: 'XML',
    request: 'POST /connections',
    body: '<plan>plus</plan>',
    type: 'application/xml',
    status: 415,
  },
];

const wrongBodies: Bad[] = [
  {
    what: 'wrong types in settings',
    request: patch,
    body: {
      language: 5,
      budgetShare: '1',
      imports: { customers: { enabled: 'yes', groupIds: [1, 'x', 1.5] } },
    },
    status: 422,
    errors: {
      language: 'Must be one of: "de", "en".',
      budgetShare: 'Must be a number.',
      'imports.customers.enabled': 'Must be true or false.',
      'imports.customers.groupIds.1': 'Must be a number.',
      'imports.customers.groupIds.2': 'Must be a whole number.',
    },
  },
  {
    what: 'values out of range',
    request: patch,
    body: {
      budgetShare: 0,
      notifyEmail: 'nobody@example.com',
      exports: { dueInDays: -1, hours: { rounding: 7 }, pdfTemplate: '' },
    },
    status: 422,
    errors: {
      budgetShare: 'Must be at least 0.01.',
      notifyEmail: 'Nothing reads this setting yet. Leave it out.',
      'exports.dueInDays': 'Must be at least 0.',
      'exports.hours.rounding': 'Must be one of: 0, 5, 15, 30.',
      'exports.pdfTemplate': 'Must not be empty.',
    },
  },
  {
    what: 'unknown settings beside a good one',
    request: patch,
    body: { language: 'en', langauge: 'en', imports: { customer: {}, customers: { groupIDs: [] } } },
    status: 422,
    errors: {
      langauge: unknown('language'),
      'imports.customer': unknown('customers'),
      'imports.customers.groupIDs': unknown('groupIds'),
    },
  },
  {
    what: 'keys of prototypes',
    request: patch,
    body: '{"__proto__":{"language":"en"},"constructor":{},"imports":{"__proto__":{"x":1}}}',
    status: 422,
    errors: { ['__proto__']: noSetting, constructor: noSetting, 'imports.__proto__': noSetting },
  },
  {
    what: 'an object nested 20,000 deep',
    request: patch,
    body: `{"language":"en","imports":${nested(20_000)}}`,
    status: 422,
    errors: { 'imports.a': noSetting },
  },
  {
    what: 'a list for settings',
    request: patch,
    body: [],
    status: 422,
    errors: { body: 'Must be an object.' },
  },
  {
    what: 'null for settings',
    request: patch,
    body: 'null',
    status: 422,
    errors: { body: 'Must be an object.' },
  },
  {
    what: 'HTML and emoji for choices',
    request: patch,
    body: { language: NASTY, notifyEmail: NASTY, [NASTY]: NASTY },
    status: 422,
    errors: { language: expect.anything(), notifyEmail: expect.anything(), [NASTY]: noSetting },
  },
  {
    what: 'nothing at all to connect',
    request: 'POST /connections',
    status: 422,
    errors: { plan: expect.anything(), easybill: 'Is required.', outsmart: 'Is required.' },
  },
  {
    what: 'keys that cannot travel in a header',
    request: 'POST /connections',
    body: {
      ...connectRequest('new'),
      easybill: { apiKey: `a\r\nb` },
      outsmart: { token: NASTY, softwareToken: 'x y' },
    },
    status: 422,
    errors: {
      'easybill.apiKey': expect.anything(),
      'outsmart.token': expect.anything(),
      'outsmart.softwareToken': expect.anything(),
    },
  },
  {
    what: 'a status that nobody can set',
    request: 'PATCH /connections/{id}',
    body: { plan: 'business', status: 'disconnected' },
    status: 422,
    errors: { status: 'Must be one of: "active", "paused".' },
  },
  {
    what: 'an import of nothing',
    request: 'POST /connections/{id}/imports',
    body: { entities: [], verify: 'yes' },
    status: 422,
    errors: { entities: 'Must not be empty.', verify: 'Must be true or false.' },
  },
  {
    what: 'a body where none belongs',
    request: 'POST /connections/{id}/records/customer/5000001/sync',
    body: { force: true },
    status: 422,
    errors: { force: 'Unknown field.' },
  },
];

const noCredentials: Bad = {
  what: 'keys for a connection that does not exist',
  request: 'PUT /connections/c0/credentials',
  body: { easybill: { apiKey: 'key' } },
  status: 404,
};

const badQueries: Bad[] = [
  ['a limit of zero', 'GET /connections?limit=0', { limit: 'Must be at least 1.' }],
  ['a limit that is no number', 'GET /connections?limit=ten', { limit: 'Must be a number.' }],
  ['a limit given twice', 'GET /connections?limit=1&limit=2', { limit: 'Must be a number.' }],
  ['a wrong cursor', 'GET /connections?cursor=abc', { cursor: 'Not a cursor of this list.' }],
  ['an unknown parameter', 'GET /connections?limt=1', { limt: unknown('limit') }],
  ['a parameter where none belongs', 'GET /connections/{id}?verbose=1', { verbose: 'Unknown field.' }],
  [
    'a level given twice',
    'GET /connections/{id}/activity?level=info&level=error',
    { level: expect.anything() },
  ],
  [
    'a purge that is neither yes nor no',
    'DELETE /connections/{id}?purge=maybe',
    { purge: 'Must be one of: "true", "false".' },
  ],
  ['a day for a time', 'GET /connections/{id}/activity?since=2026-01-31', { since: expect.anything() }],
  [
    'HTML for a language',
    'GET /connections/{id}/activity?lang=%3Cb%3E',
    { lang: 'Must be one of: "de", "en".' },
  ],
].map(([what, request, errors]) => ({ what, request, errors, status: 422 }) as Bad);

const unknownIds: Bad[] = [
  'GET /connections/c01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'GET /connections/%F0%9F%A5%A8',
  'GET /connections/..%2F..%2Fetc',
  `GET /connections/${'x'.repeat(3_000)}`,
  'PATCH /connections/c0/settings',
  'DELETE /connections/c0',
  'POST /connections/c0/imports',
  'GET /connections/{id}/imports/01ARZ3NDEKTSV4RRFFQ69G5FAV',
  'POST /connections/{id}/imports/none/confirm',
  'POST /connections/{id}/records/invoice/5000001/sync',
  'POST /connections/{id}/records/customer/abc/sync',
  'POST /connections/{id}/records/customer/-1/sync',
  'POST /connections/{id}/records/customer/1e3/sync',
  'POST /connections/{id}/records/customer/99999999999999999999/sync',
].map((request) => ({ what: request.slice(0, 70), request, status: 404 }));

describe('bad input', () => {
  let connector: Connector;
  let connectionId: string;
  let before: unknown;

  beforeAll(async () => {
    connector = await startConnector({
      accounts: { bad: { plan: 'business', customers: [customer()] }, new: {} },
    });
    connectionId = await connect(connector.stack, { plan: 'business' }, 'bad');
    await importEnded(connector.stack, connectionId);
    before = await everything();
  }, 60_000);
  afterAll(() => connector.stop());

  /** All that a request could change: every table, and what the vendors were asked. */
  async function everything(): Promise<unknown> {
    const { stack, easybill, outsmart } = connector;
    const tables = ['Connections', 'Mappings', 'Permits', 'Activity'];
    return {
      rows: await Promise.all(tables.map((table) => rows(stack, table))),
      easybill: easybill.requests.length,
      outsmart: outsmart.requests.length,
    };
  }

  it.each([...unreadable, ...wrongBodies, ...badQueries, ...unknownIds, noCredentials])(
    'answers $status to $what and changes nothing',
    async ({ request, body, type = JSON_TYPE, status, errors }) => {
      const [method = '', path = ''] = request.replace('{id}', connectionId).split(' ');
      const response = await fetch(`${connector.stack.apiUrl}${path}`, {
        method,
        ...(body !== undefined && {
          body: typeof body === 'string' ? body : JSON.stringify(body),
          headers: { 'content-type': type },
        }),
      });
      const problem = (await response.json()) as Record<string, any>;

      expect({ status: response.status, type: response.headers.get('content-type') }).toEqual({
        status,
        type: 'application/problem+json',
      });
      expect(problem).toMatchObject({
        status,
        title: expect.any(String),
        detail: expect.stringMatching(/\.$/),
      });
      const named = Object.fromEntries(
        (problem.errors ?? []).map(({ field, message }: any) => [field, message]),
      );
      expect(named).toEqual(errors ?? {});
      expect(await everything()).toEqual(before);
    },
  );
});
