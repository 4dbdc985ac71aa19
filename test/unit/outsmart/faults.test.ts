import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createOutsmartClient,
  deactivateHourType,
  deactivateRelation,
  deleteMaterial,
  listCategories,
  listContactPersons,
  getWorkOrder,
  listCompletedWorkOrders,
  listEmployees,
  listHourTypes,
  listMaterialCategories,
  listMaterials,
  listRelations,
  markWorkOrderHandled,
  postRelations,
  removeMaterialCategories,
  type OutsmartClient,
} from '../../../shared/outsmart/index.ts';
import { RecordRejectedError, RetryableError } from '../../../shared/vendor-http/errors/index.ts';
import { expose, rejection } from '../../support/expose.ts';
import {
  hangUp,
  hangUpInsideTheBody,
  json,
  neverAnswer,
  refusingBaseUrl,
  startVendorServer,
  status,
  stopInsideTheBody,
  text,
  type Answer,
  type VendorServer,
} from '../../support/vendor-server.ts';

const VENDOR_TEXT = 'Erika Mustermann';
const relation = {
  debtor_number: 'canary-debtor',
  name: VENDOR_TEXT,
  street: 'Beispielweg 7',
  postal_code: '10115',
  city: 'Berlin',
};

const link = { mct_mat_code: 'canary-material', mct_cat_code: 'canary-category' };

const calls: [operation: string, what: string, call: (client: OutsmartClient) => Promise<unknown>][] = [
  ['GET /relations', 'listRelations', listRelations],
  ['GET /relations', 'deactivateRelation', (client) => deactivateRelation(client, 'canary-debtor')],
  ['GET /employees', 'listEmployees', listEmployees],
  ['GET /materials', 'listMaterials', listMaterials],
  ['GET /DeleteEntity', 'deleteMaterial', (client) => deleteMaterial(client, 'canary-material')],
  ['GET /categories', 'listCategories', listCategories],
  ['GET /material_categories', 'listMaterialCategories', listMaterialCategories],
  [
    'GET /material_categories',
    'removeMaterialCategories',
    (client) => removeMaterialCategories(client, [link]),
  ],
  ['GET /hourtypes', 'listHourTypes', listHourTypes],
  ['GET /hourtypes', 'deactivateHourType', (client) => deactivateHourType(client, 'canary-hour-type')],
  ['GET /contactpersons', 'listContactPersons', listContactPersons],
  ['GET /GetWorkorders', 'listCompletedWorkOrders', listCompletedWorkOrders],
  ['GET /GetWorkorder', 'getWorkOrder', (client) => getWorkOrder(client, '4711')],
  ['GET /GetWorkorder', 'markWorkOrderHandled', (client) => markWorkOrderHandled(client, '4711')],
  // Reports what ends it instead of throwing; turned into a rejection, it must be the same.
  [
    'POST /relations',
    'postRelations',
    async (client) => {
      const { failure, rejected } = await postRelations(client, [relation]);
      throw failure ?? rejected[0]!.error;
    },
  ],
];

const retryable: [what: string, answer: Answer, expected: Partial<RetryableError>][] = [
  ['a lost answer', hangUp, { reason: 'network', outcome: 'unknown' }],
  ['a connection lost inside the body', hangUpInsideTheBody, { reason: 'network', outcome: 'unknown' }],
  ['no answer in time', neverAnswer, { reason: 'timeout', outcome: 'unknown' }],
  ['a body that does not end in time', stopInsideTheBody, { reason: 'timeout', outcome: 'unknown' }],
  ['HTTP 429', status(429, { 'Retry-After': '17' }), { reason: 'rateLimited', retryAfterSeconds: 17 }],
  ['HTTP 429 with an absurd wait', status(429, { 'Retry-After': '9999' }), { retryAfterSeconds: 60 }],
  ['HTTP 500', text(500, VENDOR_TEXT), { reason: 'server', outcome: 'unknown' }],
  ['HTTP 404', json(404, { message: VENDOR_TEXT }), { reason: 'unreadable' }],
  ['HTTP 201 with a good envelope', json(201, { code: 200, response: [] }), { reason: 'unreadable' }],
  ['HTML with 200', text(200, `<html>${VENDOR_TEXT}</html>`, 'text/html'), { reason: 'unreadable' }],
  ['an empty body', text(200, ''), { reason: 'unreadable' }],
  ['garbage instead of JSON', text(200, `{"name":"${VENDOR_TEXT}`), { reason: 'unreadable' }],
  ['no code', json(200, { messages: [], response: [] }), { reason: 'unreadable' }],
  ['an odd code', json(200, { code: 'ok', response: [] }), { reason: 'unreadable' }],
  ['a response of another kind', json(200, { code: 200, response: true }), { reason: 'unreadable' }],
  ['code 1007', json(200, { code: 1007, messages: [VENDOR_TEXT], response: null }), { reason: 'server' }],
  ['code "1007"', json(200, { code: '1007', response: null }), { reason: 'server' }],
  ['a code of a proxy', json(200, { code: 502, messages: VENDOR_TEXT }), { reason: 'server' }],
];

const permanent: [code: number | string, messages: unknown, expected: object][] = [
  [1004, [VENDOR_TEXT], { name: 'CredentialsRejectedError', vendorCode: 1004 }],
  ['1005', [], { name: 'CredentialsRejectedError', vendorCode: 1005 }],
  [
    1301,
    ['Required field missing: city'],
    { name: 'RecordRejectedError', vendorCode: 1301, fields: ['city'] },
  ],
  [
    '1301',
    [
      `Required field missing: ${VENDOR_TEXT}`,
      'Required field missing: name',
      `name ${VENDOR_TEXT}`,
      7,
      null,
    ],
    { name: 'RecordRejectedError', vendorCode: 1301, fields: ['name'] },
  ],
  [1300, 'no array', { name: 'RecordRejectedError', vendorCode: 1300, fields: [] }],
  [9999, [], { name: 'RecordRejectedError', vendorCode: 9999 }],
];

let server: VendorServer;
/** Long enough that a machine that is busy is not taken for a vendor that does not answer. */
const AMPLE_MS = 60_000;
const clientOf = (baseUrl: string, timeoutMs = AMPLE_MS): OutsmartClient =>
  createOutsmartClient({
    baseUrl,
    token: 'canary-token',
    softwareToken: 'canary-software',
    timeoutMs,
    slowTimeoutMs: timeoutMs + 100,
  });

beforeEach(async () => {
  server = await startVendorServer();
});
afterEach(() => server.close());

describe.each(calls)('outsmart %s by %s', (operation, what, call) => {
  it.each(retryable)('ends after one call as retryable on %s', async (_what, answer, expected) => {
    // Prepare
    server.answerWith(answer);
    const timeoutMs = expected.reason === 'timeout' ? 500 : AMPLE_MS;

    // Act
    const error = await rejection(call(clientOf(server.baseUrl, timeoutMs)));

    // Assess
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({ ...expected, call: { vendor: 'outsmart', operation } });
    expect(server.requests).toHaveLength(1);
    expectNothingConfidential(error);
  });

  it.each(permanent)('ends for good on code %p', async (code, messages, expected) => {
    // Prepare
    server.answerWith(json(200, { code, messages, response: null }));

    // Act
    const error = await rejection(call(clientOf(server.baseUrl)));

    // Assess
    expect(error).toMatchObject({ ...expected, call: { vendor: 'outsmart', operation } });
    // Only a refused filter is a reason for one more call: for the whole collection.
    const looksFurther = what === 'deactivateRelation';
    const filterRefused = looksFurther && error instanceof RecordRejectedError;
    expect(server.requests).toHaveLength(filterRefused ? 2 : 1);
    expectNothingConfidential(error);
  });

  it.each([1000, 1001, 1002, 1003, 1006, 1008, 1009])('is misused on code %d', async (code) => {
    server.answerWith(json(200, { code, messages: [VENDOR_TEXT], response: null }));

    const error = await rejection(call(clientOf(server.baseUrl)));

    expect(error).toMatchObject({ name: 'OutsmartMisuseError', vendorCode: code });
    expect(server.requests).toHaveLength(1);
    expectNothingConfidential(error);
  });

  it('says that a refused connection was never executed', async () => {
    const error = await rejection(call(clientOf(await refusingBaseUrl())));

    expect(error).toMatchObject({ name: 'RetryableError', reason: 'refused', outcome: 'notDone' });
    expectNothingConfidential(error);
  });

  it('does not carry the tokens along a redirect', async () => {
    // Prepare
    const elsewhere = await startVendorServer();
    server.answerWith(status(307, { Location: `${elsewhere.baseUrl}/stolen` }));

    // Act
    const error = await rejection(call(clientOf(server.baseUrl)));
    await elsewhere.close();

    // Assess
    expect(error).toMatchObject({ name: 'RetryableError', reason: 'unreadable' });
    expect(elsewhere.requests).toEqual([]);
    expect(server.requests).toHaveLength(1);
    expectNothingConfidential(error);
  });

  it('sends both tokens in the query and no bearer header', async () => {
    await rejection(call(clientOf(server.baseUrl)));

    const [request] = server.requests;
    expect(`${request!.method} ${request!.path}`).toBe(`${operation.replace(' ', ' /base/v1')}/`);
    expect(request!.query).toMatchObject({ token: 'canary-token', software_token: 'canary-software' });
    expect(request!.headers).not.toHaveProperty('authorization');
    expect(request!.headers).toMatchObject({ 'content-type': 'application/json' });
  });

  it('tells the observer before and after the call', async () => {
    // Prepare
    const seen: string[] = [];
    const client = createOutsmartClient({
      baseUrl: server.baseUrl,
      token: 'token',
      softwareToken: 'software',
      observer: {
        before: (name) => Promise.resolve(void seen.push(`before ${name}, ${server.requests.length} sent`)),
        after: (name) => Promise.resolve(void seen.push(`after ${name}, ${server.requests.length} sent`)),
      },
    });

    // Act
    await rejection(call(client));

    // Assess
    expect(seen).toEqual([`before outsmart ${operation}, 0 sent`, `after outsmart ${operation}, 1 sent`]);
  });
});

it('a malformed base URL is not quoted with the tokens', async () => {
  const error = await rejection(listEmployees(clientOf('no-url-at-all')));

  expect(error).toMatchObject({ name: 'RetryableError' });
  expectNothingConfidential(error);
});

function expectNothingConfidential(error: unknown): void {
  expect(expose(error)).not.toMatch(/canary|Mustermann|no-url|127\.0\.0\.1|https?:/);
  expect(error).not.toHaveProperty('cause');
}
