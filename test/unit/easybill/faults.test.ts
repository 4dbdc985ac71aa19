import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CallGate } from '../../../shared/budget/call-gate.ts';
import {
  createCustomer,
  createDraft,
  createEasybillClient,
  createPosition,
  createWebhook,
  deleteDraft,
  deleteWebhook,
  findCustomersByNumber,
  findPositionsByNumber,
  finishDocument,
  getContact,
  getCustomer,
  getDocument,
  getLogin,
  getPosition,
  getPositionGroup,
  listContacts,
  listCustomers,
  listInvoicesEditedBetween,
  listLoginPage,
  listLogins,
  listPositionGroups,
  listPositions,
  listWebhooks,
  updateWebhook,
  type EasybillClient,
  type NewEasybillPosition,
  type NewInvoice,
} from '../../../shared/easybill/index.ts';
import { RetryableError } from '../../../shared/vendor-http/errors/index.ts';
import { expose, rejection } from '../../support/expose.ts';
import {
  json,
  refusingBaseUrl,
  startVendorServer,
  status,
  type VendorServer,
} from '../../support/vendor-server.ts';
import { permanent, retryable, VENDOR_TEXT } from './fault-answers.ts';

const API_KEY = 'canary-api-key';
const subscription = {
  url: 'https://example.org/canary-url',
  secret: 'canary-secret',
  events: [],
  description: '',
};

const invoice: NewInvoice = {
  type: 'INVOICE',
  customer_id: 7,
  external_id: 'canary-external',
  document_date: '2026-11-20',
  currency: 'EUR',
  calc_vat_from: 0,
  vat_option: null,
  items: [{ type: 'TEXT', description: VENDOR_TEXT }],
};
const position: NewEasybillPosition = {
  number: 'canary-number',
  description: VENDOR_TEXT,
  type: 'PRODUCT',
  price_type: 'NETTO',
  sale_price: 1450,
  vat_percent: 19,
};

const calls: [operation: string, call: (client: EasybillClient) => Promise<unknown>][] = [
  ['GET /customers', (client) => listCustomers(client, 1)],
  ['GET /customers/{id}', (client) => getCustomer(client, 4711)],
  ['GET /customers/{customerId}/contacts', (client) => listContacts(client, 4711, 1)],
  ['GET /customers/{customerId}/contacts/{id}', (client) => getContact(client, 4711, 4712)],
  ['GET /positions', (client) => listPositions(client, 1)],
  ['GET /positions/{id}', (client) => getPosition(client, 4711)],
  ['GET /position-groups', (client) => listPositionGroups(client, 1)],
  ['GET /position-groups/{id}', (client) => getPositionGroup(client, 4711)],
  ['GET /customers', (client) => findCustomersByNumber(client, 'canary-number')],
  [
    'POST /customers',
    (client) => createCustomer(client, { number: 'canary-number', last_name: VENDOR_TEXT }),
  ],
  ['GET /positions', (client) => findPositionsByNumber(client, 'canary-number')],
  ['POST /positions', (client) => createPosition(client, position)],
  ['POST /documents', (client) => createDraft(client, invoice)],
  ['GET /documents/{id}', (client) => getDocument(client, 4711)],
  ['PUT /documents/{id}/done', (client) => finishDocument(client, 4711)],
  ['DELETE /documents/{id}', (client) => deleteDraft(client, { id: 4711, is_draft: true })],
  ['GET /documents', (client) => listInvoicesEditedBetween(client, '2026-11-19', '2026-11-20', {})],
  ['GET /logins', listLogins],
  ['GET /logins', (client) => listLoginPage(client, 1)],
  ['GET /logins/{id}', (client) => getLogin(client, 4711)],
  ['GET /webhooks', listWebhooks],
  ['POST /webhooks', (client) => createWebhook(client, subscription)],
  ['PUT /webhooks/{id}', (client) => updateWebhook(client, 4711, subscription)],
  ['DELETE /webhooks/{id}', (client) => deleteWebhook(client, 4711)],
];

let server: VendorServer;
let gateOutcomes: unknown[];
const gate: CallGate = {
  run: async (send) => {
    try {
      const answer = await send();
      gateOutcomes.push('answered');
      return answer;
    } catch (error) {
      gateOutcomes.push(error);
      throw error;
    }
  },
};
/** Long enough that a machine that is busy is not taken for a vendor that does not answer. */
const AMPLE_MS = 60_000;
const clientOf = (baseUrl: string, timeoutMs = AMPLE_MS): EasybillClient =>
  createEasybillClient({ baseUrl, apiKey: API_KEY, gate, timeoutMs });

beforeEach(async () => {
  server = await startVendorServer();
  gateOutcomes = [];
});
afterEach(() => server.close());

describe.each(calls)('easybill %s', (operation, call) => {
  it.each(retryable)('ends after one call as retryable on %s', async (_what, answer, expected) => {
    // Prepare
    server.answerWith(answer);
    const timeoutMs = expected.reason === 'timeout' ? 500 : AMPLE_MS;

    // Act
    const error = await rejection(call(clientOf(server.baseUrl, timeoutMs)));

    // Assess
    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({ ...expected, call: { vendor: 'easybill', operation } });
    expect(server.requests).toHaveLength(1);
    expect(gateOutcomes).toEqual([error]);
    expectNothingConfidential(error);
  });

  it.each(permanent)('ends after one call for good on %s', async (_what, answer, expected) => {
    // Prepare
    server.answerWith(answer);

    // Act
    const error = await rejection(call(clientOf(server.baseUrl)));

    // Assess
    const { name, message, ...facts } = expected as Error & Record<string, unknown>;
    expect(error).toMatchObject({ ...facts, name, call: { vendor: 'easybill', operation } });
    expect((error as Error).message).toBe(message.replace('easybill ', `easybill ${operation}`));
    expect(server.requests).toHaveLength(1);
    expect(gateOutcomes).toEqual([error]);
    expectNothingConfidential(error);
  });

  it('says that a refused connection was never executed', async () => {
    const error = await rejection(call(clientOf(await refusingBaseUrl())));

    expect(error).toMatchObject({ name: 'RetryableError', reason: 'refused', outcome: 'notDone' });
    expectNothingConfidential(error);
  });

  it('says that an unknown host was never reached', async () => {
    const error = await rejection(call(clientOf('http://easybill.invalid/rest/v1')));

    expect(error).toMatchObject({ name: 'RetryableError', reason: 'refused', outcome: 'notDone' });
    expectNothingConfidential(error);
  });

  it('does not follow a redirect', async () => {
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

  it('sends the documented headers', async () => {
    await rejection(call(clientOf(server.baseUrl)));

    const [request] = server.requests;
    const path = request!.path
      .replace('/customers/4711/contacts', '/customers/{customerId}/contacts')
      .replace(/471[12]/, '{id}');
    expect(`${request!.method} ${path}`).toBe(operation.replace(' ', ' /base/v1'));
    expect(request!.headers).toMatchObject({
      authorization: `Bearer ${API_KEY}`,
      accept: 'application/json',
      'content-type': 'application/json',
      'x-easybill-escape': 'true',
    });
  });

  it('makes no call when the gate has no permit', async () => {
    // Prepare
    const closed: CallGate = { run: () => Promise.reject(new Error('no permit')) };
    const client = createEasybillClient({ baseUrl: server.baseUrl, apiKey: API_KEY, gate: closed });

    // Act
    const error = await rejection(call(client));

    // Assess
    expect(error).toMatchObject({ message: 'no permit' });
    expect(server.requests).toEqual([]);
  });

  it('tells the observer before and after the call', async () => {
    // Prepare
    const seen: string[] = [];
    const observer = {
      before: (name: string) =>
        Promise.resolve(void seen.push(`before ${name}, ${server.requests.length} sent`)),
      after: (name: string) =>
        Promise.resolve(void seen.push(`after ${name}, ${server.requests.length} sent`)),
    };
    const client = createEasybillClient({ baseUrl: server.baseUrl, apiKey: API_KEY, gate, observer });

    // Act
    await rejection(call(client));

    // Assess
    expect(seen).toEqual([`before easybill ${operation}, 0 sent`, `after easybill ${operation}, 1 sent`]);
  });
});

it.each(calls.filter(([operation]) => !operation.startsWith('DELETE')))(
  'easybill %s is unreadable when a success has another shape',
  async (_operation, call) => {
    server.answerWith(json(200, { message: VENDOR_TEXT }));

    const error = await rejection(call(clientOf(server.baseUrl)));

    expect(error).toMatchObject({ name: 'RetryableError', reason: 'unreadable' });
    expectNothingConfidential(error);
  },
);

it('a list that answers 404 is unreadable, not empty', async () => {
  server.answerWith(json(404, { code: 404 }));

  const error = await rejection(listCustomers(clientOf(server.baseUrl), 1));

  expect(error).toMatchObject({ name: 'RetryableError', reason: 'unreadable' });
});

function expectNothingConfidential(error: unknown): void {
  expect(expose(error)).not.toMatch(/canary|Mustermann|4711|127\.0\.0\.1|https?:/);
  expect(error).not.toHaveProperty('cause');
}
