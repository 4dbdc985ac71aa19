import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEasybillClient, type EasybillClient } from '../../../shared/easybill/index.ts';
import {
  createDocument,
  deleteDocument,
  findInvoices,
  finishDocument,
  getDocument,
} from '../../../shared/exports/document-calls.ts';
import { inTurn, json, startVendorServer, status, type VendorServer } from '../../support/vendor-server.ts';

const document = {
  id: 7,
  is_draft: true,
  number: null,
  external_id: 'os-1',
  cancel_id: null,
  created_at: '2026-11-24 10:00:00',
  edited_at: '2026-11-24 10:00:01',
  items: [{ anything: 1 }],
};
const seen = {
  id: 7,
  isDraft: true,
  number: undefined,
  externalId: 'os-1',
  cancelId: undefined,
  createdAt: '2026-11-24 10:00:00',
  editedAt: '2026-11-24 10:00:01',
};

let server: VendorServer;
let easybill: EasybillClient;

beforeEach(async () => {
  server = await startVendorServer();
  easybill = createEasybillClient({
    baseUrl: server.baseUrl,
    apiKey: 'key',
    gate: { run: (send) => send() },
  });
});

afterEach(async () => {
  await server.close();
});

const asked = () => server.requests.map(({ method, path }) => `${method} ${path}`);

describe('calls for documents', () => {
  it('make, read, finish and delete one', async () => {
    server.answerWith(json(200, document));
    expect(await createDocument(easybill, { type: 'INVOICE' })).toEqual(seen);
    expect(await getDocument(easybill, 7)).toEqual(seen);
    server.answerWith(json(200, { ...document, is_draft: false, number: 'R7' }));
    expect(await finishDocument(easybill, 7)).toMatchObject({ isDraft: false, number: 'R7' });
    server.answerWith(status(204));
    await deleteDocument(easybill, 7);
    expect(asked()).toEqual([
      'POST /base/v1/documents',
      'GET /base/v1/documents/7',
      'PUT /base/v1/documents/7/done',
      'DELETE /base/v1/documents/7',
    ]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual({ type: 'INVOICE' });
  });

  it('tell one that is gone from one that cannot be read', async () => {
    server.answerWith(json(404, { code: 404 }));
    expect(await getDocument(easybill, 7)).toBeUndefined();
    expect(await finishDocument(easybill, 7)).toBeUndefined();
    await deleteDocument(easybill, 7);
    server.answerWith(json(200, { id: 'x' }));
    await expect(getDocument(easybill, 7)).rejects.toMatchObject({ reason: 'unreadable' });
  });

  it('list invoices of the days and the customer asked for, page by page', async () => {
    const page = (number: number, id: number) =>
      json(200, { page: number, pages: 2, total: 2, limit: 1000, items: [{ ...document, id }] });
    server.answerWith(inTurn(page(1, 7), page(2, 8)));
    const query = { editedFrom: '2026-11-23', editedTo: '2026-11-24', customerId: 5 };
    expect((await findInvoices(easybill, query)).map(({ id }) => id)).toEqual([7, 8]);
    expect(server.requests.map((request) => request.query)).toEqual(
      ['1', '2'].map((number) => ({
        type: 'INVOICE',
        edited_at: '2026-11-23,2026-11-24',
        customer_id: '5',
        limit: '1000',
        page: number,
      })),
    );
  });

  it('list invoices of all customers unless told', async () => {
    server.answerWith(json(200, { page: 1, pages: 0, total: 0, limit: 1000, items: [] }));
    await findInvoices(easybill, { editedFrom: '2026-11-23', editedTo: '2026-11-24' });
    expect(server.requests[0]!.query).not.toHaveProperty('customer_id');
  });
});
