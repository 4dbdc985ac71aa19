import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, type Answer } from './calls.ts';

describe('the simulated easybill, as strict as the API description', () => {
  let easybill: EasybillSimulator;
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(method, `${easybill.url}${path}`, { body, headers: { authorization: 'Bearer key' } });

  beforeEach(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', plan: 'business', apiKeys: ['key'], customers: [{ id: 7, last_name: 'M' }] },
      ],
    });
  });
  afterEach(() => easybill.close());

  const hook = {
    url: 'https://x.example/a',
    content_type: 'json',
    secret: 's',
    events: ['customer.create'],
    description: 'd',
  };
  it.each([
    ['/customers', { last_name: 'N', nickname: 'x' }, 'Customer with undocumented field nickname'],
    ['/customers', { last_name: 'N', display_name: 'x' }, 'Customer with undocumented field display_name'],
    [
      '/positions',
      { number: '1', description: 'd', sale_price: 1, stock_count: 3 },
      'Position with undocumented field stock_count',
    ],
    [
      '/customers/7/contacts',
      { city: 'B', street: 'S', customer_id: 7 },
      'Contact with undocumented field customer_id',
    ],
    ['/webhooks', { ...hook, retries: 3 }, 'WebHook with undocumented field retries'],
  ])('reports what %s does not know', async (path, body, violation) => {
    expect((await send('POST', path, body)).status).toBe(201);
    expect(easybill.violations).toEqual([`alpha: ${violation}`]);
  });

  it.each([
    '/documents?edited_at=01.11.2026',
    '/documents?edited_at=2026-11-01T00:00:00',
    '/documents?document_date=2026-11-01,2026-11-02,2026-11-03',
    '/documents?is_draft=true',
    '/documents?customer_id=K1',
    '/customers?created_at=heute',
    '/customers?limit=1001',
    '/customers?page=0',
  ])('refuses %s', async (path) => {
    expect((await send('GET', path)).status).toBe(400);
  });

  it.each(['/documents?edited_at=2026-11-01', '/documents?edited_at=2026-11-01,2026-11-02&customer_id=7'])(
    'takes %s',
    async (path) => {
      expect((await send('GET', path)).status).toBe(200);
    },
  );

  it('refuses a request line of more than 4094 bytes', async () => {
    expect((await send('GET', `/customers?number=${'1,'.repeat(3_000)}`)).status).toBe(414);
  });
});
