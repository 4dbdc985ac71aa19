import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createOutsmartClient,
  deactivateEmployee,
  deactivateHourType,
  deactivateRelation,
  deleteMaterial,
  deleteMaterialCategories,
  getRelation,
  hideCategory,
  listCategories,
  listContactPersons,
  listEmployees,
  listHourTypes,
  listMaterialCategories,
  listMaterials,
  listRelations,
  postCategories,
  postContactPersons,
  postEmployees,
  postHourTypes,
  postMaterialCategories,
  postMaterials,
  postRelations,
  type OutsmartClient,
  type UpsertReport,
} from '../../../shared/outsmart/index.ts';
import { RecordRejectedError, RetryableError } from '../../../shared/vendor-errors/index.ts';
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
/** Where a call is to run out of time, and where a busy machine must not make it. */
const IMPATIENT_MS = 150;
const PATIENT_MS = 10_000;
const CODE = 'canary-code';
const relation = {
  debtor_number: 'canary-debtor',
  name: VENDOR_TEXT,
  street: 'Beispielweg 7',
  postal_code: '10115',
  city: 'Berlin',
};
const contactPerson = { cpn_code: CODE, cpn_debtor_nr: CODE, cpn_name: VENDOR_TEXT };
const material = { code: CODE, description: VENDOR_TEXT, price: '1.00', unit: 'Stk' };
const category = { cat_code: CODE, cat_name: VENDOR_TEXT, cat_display: 1 } as const;
const link = { mct_mat_code: CODE, mct_cat_code: CODE };
const hourType = {
  code: CODE,
  name: VENDOR_TEXT,
  cost_booking: 0,
  sale_booking: 1,
  sale_price: '70.00',
  cost_price: '',
  active: 1,
} as const;
const employee = { number: CODE, firstname: 'Erika', lastname: VENDOR_TEXT };

/** An upsert reports what ends it instead of throwing; turned into a rejection, it must be the same. */
const ending = async (upsert: Promise<UpsertReport<unknown>>): Promise<never> => {
  const { failure, rejected } = await upsert;
  throw failure ?? rejected[0]!.error;
};

type Call = (client: OutsmartClient) => Promise<unknown>;
const calls: [operation: string, what: string, call: Call][] = [
  ['GET /relations', 'listRelations', listRelations],
  ['GET /relations', 'getRelation', (client) => getRelation(client, 'canary-debtor')],
  ['GET /relations', 'deactivateRelation', (client) => deactivateRelation(client, 'canary-debtor')],
  ['POST /relations', 'postRelations', (client) => ending(postRelations(client, [relation]))],
  ['GET /contactpersons', 'listContactPersons', listContactPersons],
  [
    'POST /contactpersons',
    'postContactPersons',
    (client) => ending(postContactPersons(client, [contactPerson])),
  ],
  ['GET /materials', 'listMaterials', listMaterials],
  ['POST /materials', 'postMaterials', (client) => ending(postMaterials(client, [material]))],
  ['GET /DeleteEntity', 'deleteMaterial', (client) => deleteMaterial(client, CODE)],
  ['GET /categories', 'listCategories', listCategories],
  ['POST /categories', 'postCategories', (client) => ending(postCategories(client, [category]))],
  ['GET /categories', 'hideCategory', (client) => hideCategory(client, CODE)],
  ['GET /material_categories', 'listMaterialCategories', listMaterialCategories],
  [
    'POST /material_categories',
    'postMaterialCategories',
    (client) => ending(postMaterialCategories(client, [link])),
  ],
  [
    'GET /material_categories',
    'deleteMaterialCategories',
    (client) => ending(deleteMaterialCategories(client, [link])),
  ],
  ['GET /hourtypes', 'listHourTypes', listHourTypes],
  ['POST /hourtypes', 'postHourTypes', (client) => ending(postHourTypes(client, [hourType]))],
  ['GET /hourtypes', 'deactivateHourType', (client) => deactivateHourType(client, CODE)],
  ['GET /employees', 'listEmployees', listEmployees],
  ['POST /employees', 'postEmployees', (client) => ending(postEmployees(client, [employee]))],
  ['GET /employees', 'deactivateEmployee', (client) => deactivateEmployee(client, CODE)],
];

/** A refused filter is a reason for one more call, for the whole collection. So is a refused deletion, to see whether the record is there. */
const callsWhenRefused: Readonly<Record<string, number>> = {
  getRelation: 2,
  deactivateRelation: 2,
  hideCategory: 2,
  deactivateHourType: 2,
  deactivateEmployee: 2,
  deleteMaterial: 3,
};

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
const clientOf = (baseUrl: string, timeoutMs = PATIENT_MS): OutsmartClient =>
  createOutsmartClient({ baseUrl, token: 'canary-token', softwareToken: 'canary-software', timeoutMs });

beforeEach(async () => {
  server = await startVendorServer();
});
afterEach(() => server.close());

describe.each(calls)('outsmart %s by %s', (operation, what, call) => {
  it.each(retryable)('ends after one call as retryable on %s', async (_what, answer, expected) => {
    // Prepare
    server.answerWith(answer);
    const timeoutMs = expected.reason === 'timeout' ? IMPATIENT_MS : PATIENT_MS;

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
    const isRefused = error instanceof RecordRejectedError;
    expect(error).toMatchObject({ ...expected, call: { vendor: 'outsmart' } });
    expect(server.requests).toHaveLength(isRefused ? (callsWhenRefused[what] ?? 1) : 1);
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
