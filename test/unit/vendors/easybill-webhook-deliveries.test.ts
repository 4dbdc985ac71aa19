import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillAccount,
  type EasybillSimulator,
  type WebhookEnvelope,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, type Answer } from './calls.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const NOON = Date.UTC(2026, 6, 1, 10, 0, 0);

describe('webhook deliveries of the simulated easybill', () => {
  let easybill: EasybillSimulator;
  let account: EasybillAccount;
  let receiver: WebhookReceiver;
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(method, `${easybill.url}${path}`, { body, headers: { authorization: 'Bearer key' } });
  const hook = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    url: receiver.url,
    content_type: 'json',
    secret: 's3cret',
    events: ['customer.create', 'customer.update', 'customer.delete'],
    description: 'connector',
    is_active: true,
    ...more,
  });
  const names = (): unknown[] =>
    receiver.received.map(({ body }) => (JSON.parse(body) as { last_name: string }).last_name);

  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    easybill = await startEasybillSimulator({
      accounts: [{ name: 'alpha', apiKeys: ['key'] }],
      now: () => NOON,
    });
    account = easybill.account('alpha');
  });
  afterEach(async () => {
    await easybill.close();
    await receiver.close();
  });

  it('delivers changes made over the API, with event and delivery in the headers', async () => {
    await send('POST', '/webhooks', hook());

    const created = await send('POST', '/customers', { last_name: 'Neu' });
    await easybill.idle();
    await send('PUT', `/customers/${created.json.id as number}`, { last_name: 'Anders' });
    await easybill.idle();
    await send('DELETE', `/customers/${created.json.id as number}`);
    await easybill.idle();

    expect(receiver.received.map(({ headers }) => headers['x-easybill-event'])).toEqual([
      'customer.create',
      'customer.update',
      'customer.delete',
    ]);
    expect(receiver.received[0]?.headers['content-type']).toBe('application/json');
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toEqual(created.json);
    const deliveries = receiver.received.map(({ headers }) => headers['x-easybill-webhook-delivery']);
    expect(deliveries).toEqual(deliveries.toSorted());
    expect(new Set(deliveries).size).toBe(3);
  });

  it('delivers changes made by the test, but not what is seeded', async () => {
    await send('POST', '/webhooks', hook());

    account.seedCustomers([{ last_name: 'Immer schon da' }]);
    const customer = account.upsertCustomer({ last_name: 'Neu' });
    account.deleteCustomer(customer.id);
    await easybill.idle();

    expect(receiver.received.map(({ headers }) => headers['x-easybill-event']).toSorted()).toEqual([
      'customer.create',
      'customer.delete',
    ]);
  });

  it.each([
    ['inactive', { is_active: false }],
    ['not subscribed', { events: ['customer.delete', 'document.create'] }],
  ])('does not deliver to a hook that is %s', async (_name, change) => {
    await send('POST', '/webhooks', hook(change));

    account.upsertCustomer({ last_name: 'Neu' });
    await easybill.idle();

    expect(receiver.received).toEqual([]);
  });

  it('keeps the last answer of the receiver', async () => {
    await send('POST', '/webhooks', hook());
    receiver.status = 503;

    account.upsertCustomer({ last_name: 'Neu' });
    await easybill.idle();
    const answered = await send('GET', '/webhooks/5000001');
    await receiver.close();
    account.upsertCustomer({ last_name: 'Neuer' });
    await easybill.idle();

    expect(answered.json.last_response).toEqual({
      date: '2026-07-01 12:00:00',
      code: 503,
      response: 'noted',
    });
    expect(account.webhooks.get(5000001)?.last_response?.code).toBe(0);
    expect(account.deliveries.attempted.map(({ status }) => status)).toEqual([503, 0]);
  });

  it.each<[WebhookEnvelope, 'json' | 'form', string, (body: string) => unknown, unknown]>([
    ['bare', 'json', 'application/json', JSON.parse, expect.objectContaining({ id: 7, last_name: 'Neu' })],
    [
      'eventAndData',
      'json',
      'application/json',
      JSON.parse,
      { event: 'customer.create', data: expect.objectContaining({ id: 7 }) },
    ],
    [
      'typeAndResource',
      'json',
      'application/json',
      JSON.parse,
      { type: 'customer.create', customer: expect.objectContaining({ id: 7 }) },
    ],
    ['empty', 'json', 'application/json', String, ''],
    [
      'bare',
      'form',
      'application/x-www-form-urlencoded',
      (body) => [...new URLSearchParams(body)],
      expect.arrayContaining([
        ['id', '7'],
        ['emails[0]', 'a@muster.example'],
        ['archived', '0'],
      ]),
    ],
    [
      'typeAndResource',
      'form',
      'application/x-www-form-urlencoded',
      (body) => [...new URLSearchParams(body)],
      expect.arrayContaining([
        ['type', 'customer.create'],
        ['customer[id]', '7'],
      ]),
    ],
    ['form', 'json', 'application/x-www-form-urlencoded', (body) => new URLSearchParams(body).get('id'), '7'],
    [
      'formPayload',
      'form',
      'application/x-www-form-urlencoded',
      (body) => JSON.parse(new URLSearchParams(body).get('payload') ?? '') as unknown,
      expect.objectContaining({ id: 7 }),
    ],
  ])('wraps a delivery as %s for a %s hook', async (envelope, contentType, header, read, expected) => {
    await send('POST', '/webhooks', hook({ content_type: contentType }));
    account.deliveries.envelope = envelope;

    account.upsertCustomer({ id: 7, last_name: 'Neu', emails: ['a@muster.example'] });
    await easybill.idle();

    expect(receiver.received[0]?.headers['content-type']).toBe(header);
    expect(read(receiver.received[0]?.body ?? '')).toEqual(expected);
  });

  it('loses deliveries on demand', async () => {
    await send('POST', '/webhooks', hook());

    account.deliveries.dropNext(1);
    account.upsertCustomer({ last_name: 'Verloren' });
    account.upsertCustomer({ last_name: 'Da' });
    await easybill.idle();

    expect(names()).toEqual(['Da']);
  });

  it('duplicates deliveries on demand, with the same delivery marker', async () => {
    await send('POST', '/webhooks', hook());

    account.deliveries.copies = 3;
    account.upsertCustomer({ last_name: 'Dreifach' });
    await easybill.idle();

    expect(names()).toEqual(['Dreifach', 'Dreifach', 'Dreifach']);
    expect(new Set(receiver.received.map(({ headers }) => headers['x-easybill-webhook-delivery'])).size).toBe(
      1,
    );
  });

  it.each([
    ['asSent' as const, ['A', 'B', 'C']],
    ['reversed' as const, ['C', 'B', 'A']],
    [
      [2, 0, 0],
      ['C', 'A', 'A'],
    ],
  ])('holds deliveries back and releases them in the order %j', async (order, expected) => {
    await send('POST', '/webhooks', hook());
    account.deliveries.hold();
    for (const name of ['A', 'B', 'C']) account.upsertCustomer({ last_name: name });
    await easybill.idle();
    const before = [receiver.received.length, account.deliveries.held];

    await account.deliveries.release(order);

    expect(before).toEqual([0, 3]);
    expect(names()).toEqual(expected);
  });

  it('releases held deliveries shuffled', async () => {
    await send('POST', '/webhooks', hook());
    const sent = Array.from({ length: 20 }, (_, index) => `Kunde ${index}`);
    account.deliveries.hold();
    for (const name of sent) account.upsertCustomer({ last_name: name });

    await account.deliveries.release('shuffled');

    expect(names()).not.toEqual(sent);
    expect(names().toSorted()).toEqual(sent.toSorted());
  });

  it('delivers anything by hand', async () => {
    receiver.status = 404;

    const status = await account.deliveries.deliverByHand(receiver.url, {
      body: '{"broken":',
      headers: { 'x-easybill-event': 'nonsense' },
    });

    expect(status).toBe(404);
    expect(receiver.received).toMatchObject([
      { headers: { 'x-easybill-event': 'nonsense' }, body: '{"broken":' },
    ]);
  });
});
