import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createDraft,
  createEasybillClient,
  deleteDraft,
  finishDocument,
  getDocument,
  listInvoicesEditedBetween,
  type EasybillClient,
  type NewInvoice,
} from '../../../shared/easybill/index.ts';
import { rejection } from '../../support/expose.ts';
import { inTurn, json, startVendorServer, status, type VendorServer } from '../../support/vendor-server.ts';

/** Shaped like the documented record, values made up. */
const draft = {
  id: 9_876_543_210,
  type: 'INVOICE',
  is_draft: true,
  number: null,
  external_id: 'os-abc-4711-1',
  customer_id: 7,
  document_date: '2026-11-20',
  amount: 3367,
  amount_net: 2829,
  paid_amount: 0,
  paid_at: null,
  cancel_id: null,
  created_at: '2026-11-20 10:12:35',
  edited_at: '2026-11-20 10:12:36',
  items: [{ id: 1, description: 'Filter', single_price_net: 123 }],
  customer_snapshot: { last_name: 'Muster' },
  vat_option: 'from_the_future',
};
const invoice: NewInvoice = {
  type: 'INVOICE',
  customer_id: 7,
  external_id: 'os-abc-4711-1',
  document_date: '2026-11-20',
  currency: 'EUR',
  calc_vat_from: 0,
  vat_option: null,
  items: [
    { type: 'POSITION', description: 'Filter', quantity: 23, single_price_net: 123, vat_percent: 19 },
    { type: 'TEXT', description: 'Heizung gewartet' },
  ],
};

let server: VendorServer;
let client: EasybillClient;

beforeEach(async () => {
  server = await startVendorServer();
  client = createEasybillClient({ baseUrl: server.baseUrl, apiKey: 'key', gate: { run: (send) => send() } });
});
afterEach(() => server.close());

const sent = () => server.requests.map(({ method, path, query }) => ({ method, path, query }));

describe('a document', () => {
  it.each([200, 201])('is made as it was built, and answered with %d', async (success) => {
    server.answerWith(json(success, draft));

    const made = await createDraft(client, invoice);

    expect(sent()).toEqual([{ method: 'POST', path: '/base/v1/documents', query: {} }]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(invoice);
    expect(made).toEqual({
      id: 9_876_543_210,
      type: 'INVOICE',
      is_draft: true,
      number: undefined,
      external_id: 'os-abc-4711-1',
      customer_id: 7,
      document_date: '2026-11-20',
      amount: 3367,
      amount_net: 2829,
      paid_amount: 0,
      paid_at: undefined,
      cancel_id: undefined,
      created_at: '2026-11-20 10:12:35',
      edited_at: '2026-11-20 10:12:36',
      vat_option: 'from_the_future',
      items: [{ single_price_net: 123 }],
    });
  });

  it('of another type may lack everything but its kind', async () => {
    server.answerWith(json(200, { id: 5, type: 'DUNNING', is_draft: false }));

    expect(await getDocument(client, 5)).toMatchObject({ id: 5, type: 'DUNNING', is_draft: false });
    expect(sent()).toEqual([{ method: 'GET', path: '/base/v1/documents/5', query: {} }]);
  });

  it.each([
    [1, true],
    ['1', true],
    [0, false],
    ['0', false],
  ])('with is_draft %p is a draft: %p', async (given, expected) => {
    server.answerWith(json(200, { ...draft, is_draft: given }));

    expect(await getDocument(client, 5)).toMatchObject({ is_draft: expected });
  });

  it.each([null, undefined, 'ja', ''])('with is_draft %p is neither draft nor final', async (given) => {
    server.answerWith(json(200, { ...draft, is_draft: given }));

    expect(await rejection(getDocument(client, 5))).toMatchObject({ reason: 'unreadable' });
  });

  it('is finished by id alone', async () => {
    server.answerWith(json(200, { ...draft, is_draft: false, number: 'RE-1001' }));

    expect(await finishDocument(client, 5)).toMatchObject({ is_draft: false, number: 'RE-1001' });
    expect(sent()).toEqual([{ method: 'PUT', path: '/base/v1/documents/5/done', query: {} }]);
    expect(server.requests[0]!.body).toBe('{}');
  });

  it('that is gone can be neither read nor finished', async () => {
    server.answerWith(json(404, { code: 404, message: 'Document#5 not found.' }));

    expect(await getDocument(client, 5)).toBeUndefined();
    expect(await finishDocument(client, 5)).toBeUndefined();
  });

  it.each([
    ['deleted', status(204), true],
    ['gone already', json(404, { code: 404 }), false],
  ])('tells whether a draft was %s', async (_what, answer, deleted) => {
    server.answerWith(answer);

    expect(await deleteDraft(client, { id: 5, is_draft: true })).toBe(deleted);
    expect(sent()).toEqual([{ method: 'DELETE', path: '/base/v1/documents/5', query: {} }]);
  });

  it('that is final is never deleted', async () => {
    expect(await rejection(deleteDraft(client, { id: 5, is_draft: false }))).toBeInstanceOf(TypeError);
    expect(server.requests).toEqual([]);
  });
});

describe('invoices edited on some days', () => {
  const page = (number: number) =>
    json(200, { page: number, pages: 2, limit: 1000, total: 1001, items: [{ ...draft, id: number }] });

  it.each([
    ['of all customers', {}, {}],
    ['of one customer', { customerId: 7 }, { customer_id: '7' }],
  ])('are listed %s', async (_what, narrowed, expected) => {
    server.answerWith(inTurn(page(1), page(2)));

    const found = await listInvoicesEditedBetween(client, '2026-11-19', '2026-11-20', narrowed);

    const sentPage = (number: string) => ({
      method: 'GET',
      path: '/base/v1/documents',
      query: {
        type: 'INVOICE',
        edited_at: '2026-11-19,2026-11-20',
        ...expected,
        limit: '1000',
        page: number,
      },
    });
    expect(sent()).toEqual([sentPage('1'), sentPage('2')]);
    expect(found).toMatchObject([{ id: 1, external_id: 'os-abc-4711-1' }, { id: 2 }]);
  });
});
