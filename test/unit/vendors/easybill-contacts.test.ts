import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, idsOf, type Answer } from './calls.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

const headers = { authorization: 'Bearer key' };
const address = { street: 'Lindenstraße 7', city: 'Berlin' };
const [FIRST, SECOND] = [5_000_001, 5_000_002];

describe('contacts of the simulated easybill', () => {
  let easybill: EasybillSimulator;
  const get = (path: string): Promise<Answer> => call('GET', `${easybill.url}${path}`, { headers });
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(method, `${easybill.url}${path}`, { body, headers });

  beforeEach(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        {
          name: 'alpha',
          apiKeys: ['key'],
          customers: [{ last_name: 'Eins' }, { last_name: 'Zwei' }],
          contacts: [
            { ...address, customer_id: FIRST, last_name: 'Muster' },
            { ...address, customer_id: SECOND, last_name: 'Beispiel' },
            { ...address, customer_id: FIRST, last_name: 'Probe' },
          ],
        },
      ],
      now: () => Date.UTC(2026, 6, 1, 10, 0, 0),
    });
  });
  afterEach(() => easybill.close());

  it('are listed by customer only, and do not say whose they are', async () => {
    const list = await get(`/customers/${FIRST}/contacts?limit=1000&page=1`);

    expect(idsOf(list)).toEqual([5000003, 5000005]);
    expect(list.json).toMatchObject({ page: 1, pages: 1, total: 2 });
    expect(list.text).not.toContain('customer_id');
    expect((await get('/contacts')).status).toBe(404);
  });

  it('are found under their own customer only', async () => {
    expect((await get(`/customers/${FIRST}/contacts/5000003`)).json).toMatchObject({
      id: 5000003,
      last_name: 'Muster',
      first_name: '',
      created_at: '2026-07-01 12:00:00',
    });
    expect((await get(`/customers/${SECOND}/contacts/5000003`)).status).toBe(404);
    expect((await send('PUT', `/customers/${SECOND}/contacts/5000003`, {})).status).toBe(404);
    expect((await send('DELETE', `/customers/${SECOND}/contacts/5000003`)).status).toBe(404);
  });

  it('need a street and a city, and a customer that exists', async () => {
    const incomplete = await send('POST', `/customers/${FIRST}/contacts`, { last_name: 'Neu' });
    const orphan = await send('POST', '/customers/1/contacts', address);

    expect(incomplete.json).toMatchObject({ code: 20000, arguments: ['street', 'city'] });
    expect([orphan.status, (await get('/customers/1/contacts')).status]).toEqual([404, 404]);
  });

  it('belong to the customer of the path, whatever the body says', async () => {
    const { json } = await send('POST', `/customers/${FIRST}/contacts`, { ...address, customer_id: SECOND });

    expect((await get(`/customers/${FIRST}/contacts/${Number(json.id)}`)).status).toBe(200);
  });

  it('go with their customer', async () => {
    await send('DELETE', `/customers/${FIRST}`);

    expect((await get(`/customers/${FIRST}/contacts`)).status).toBe(404);
    expect([...easybill.account('alpha').contacts.records.keys()]).toEqual([5000004]);
  });

  it.each([false, true])('are told of in events that name the customer: %p', async (named) => {
    // Prepare
    const receiver = await startWebhookReceiver();
    easybill.behaviour.contactEventsNameCustomer = named;
    const events = ['contact.create', 'contact.update', 'contact.delete'];
    const hook = { url: receiver.url, content_type: 'json', secret: '', events, description: '' };
    await send('POST', '/webhooks', { ...hook, is_active: true });

    // Act
    const { json } = await send('POST', `/customers/${FIRST}/contacts`, address);
    await easybill.idle();
    await send('PUT', `/customers/${FIRST}/contacts/${Number(json.id)}`, { last_name: 'Neu' });
    await easybill.idle();
    await send('DELETE', `/customers/${FIRST}/contacts/${Number(json.id)}`);
    await easybill.idle();
    await receiver.close();

    // Assess
    expect(receiver.received.map((delivery) => delivery.headers['x-easybill-event'])).toEqual(events);
    for (const { body } of receiver.received) {
      const record = JSON.parse(body) as Record<string, unknown>;
      expect([record.id, record.customer_id]).toEqual([json.id, named ? FIRST : undefined]);
    }
  });
});
