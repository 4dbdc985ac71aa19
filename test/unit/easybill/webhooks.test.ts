import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createEasybillClient,
  createWebhook,
  deleteWebhook,
  listLogins,
  listWebhooks,
  updateWebhook,
  type EasybillClient,
} from '../../../shared/easybill/index.ts';
import { rejection } from '../../support/expose.ts';
import { inTurn, json, startVendorServer, status, type VendorServer } from '../../support/vendor-server.ts';

const subscription = {
  url: 'https://example.org/webhooks/easybill/c1/token',
  secret: 'secret',
  events: ['customer.create', 'customer.update', 'customer.delete'],
  description: 'OutSmart connector',
};
const stored = { ...subscription, id: 7, content_type: 'json', is_active: true, last_response: null };
const sent = { ...subscription, content_type: 'json', is_active: true };

let server: VendorServer;
let client: EasybillClient;

beforeEach(async () => {
  server = await startVendorServer();
  client = createEasybillClient({ baseUrl: server.baseUrl, apiKey: 'key', gate: { run: (send) => send() } });
});
afterEach(() => server.close());

describe('webhooks', () => {
  it('lists all pages, with whatever last response they had', async () => {
    // Prepare
    const page = { pages: 2, limit: 1000, total: 4 };
    server.answerWith(
      inTurn(
        json(200, { ...page, page: 1, items: [stored, { ...stored, id: 8, last_response: [] }] }),
        json(200, {
          ...page,
          page: 2,
          items: [
            { ...stored, id: 9, is_active: false, last_response: { date: '2026-11-20 08:15:00', code: 404 } },
            { ...stored, id: 10, last_response: 'odd' },
          ],
        }),
      ),
    );

    // Act
    const webhooks = await listWebhooks(client);

    // Assess
    expect(server.requests.map(({ query }) => query)).toEqual([
      { limit: '1000', page: '1' },
      { limit: '1000', page: '2' },
    ]);
    expect(webhooks.map(({ id, is_active, last_response }) => ({ id, is_active, last_response }))).toEqual([
      { id: 7, is_active: true, last_response: undefined },
      { id: 8, is_active: true, last_response: undefined },
      { id: 9, is_active: false, last_response: { date: '2026-11-20 08:15:00', code: 404 } },
      { id: 10, is_active: true, last_response: undefined },
    ]);
    expect(JSON.stringify(webhooks)).not.toContain('"secret"');
  });

  it('refuses a list it can read only in part, since ours might be the unreadable one', async () => {
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 2, items: [stored, { id: 'x' }] }));

    expect(await rejection(listWebhooks(client))).toMatchObject({ reason: 'unreadable' });
  });

  it.each([200, 201])('registers an active JSON webhook and accepts %d', async (success) => {
    server.answerWith(json(success, stored));

    expect(await createWebhook(client, subscription)).toMatchObject({ id: 7, url: subscription.url });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /base/v1/webhooks',
    ]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(sent);
  });

  it('updates all settings and switches the webhook on', async () => {
    server.answerWith(json(200, stored));

    expect(await updateWebhook(client, 7, subscription)).toMatchObject({ id: 7 });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'PUT /base/v1/webhooks/7',
    ]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(sent);
  });

  it('says when the webhook to update no longer exists', async () => {
    server.answerWith(json(404, { code: 404 }));

    expect(await updateWebhook(client, 7, subscription)).toBeUndefined();
  });

  it.each([
    ['removed', status(204), true],
    ['removed, with a body', json(200, {}), true],
    ['gone already', json(404, { code: 404 }), false],
  ])('tells whether a deleted webhook was %s', async (_what, answer, removed) => {
    server.answerWith(answer);

    expect(await deleteWebhook(client, 7)).toBe(removed);
    expect(server.requests).toMatchObject([{ method: 'DELETE', path: '/base/v1/webhooks/7', body: '' }]);
  });
});

describe('logins', () => {
  it('lists ids and names', async () => {
    const items = [{ id: 12, first_name: 'Max', last_name: null, login_type: 'FUTURE', security: null }];
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 1, items }));

    expect(await listLogins(client)).toEqual([{ id: 12, first_name: 'Max', last_name: undefined }]);
  });
});
