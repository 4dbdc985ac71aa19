import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call } from './calls.ts';

const bearer = { authorization: 'Bearer key-alpha' };

describe('access to the simulated easybill', () => {
  let easybill: EasybillSimulator;

  beforeAll(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', apiKeys: ['key-alpha'], customers: [{ last_name: 'Alpha' }] },
        { name: 'beta', apiKeys: ['key-beta'] },
      ],
    });
  });
  afterAll(() => easybill.close());

  it.each([
    ['none', undefined],
    ['an unknown key', 'Bearer nobody'],
    ['another scheme', 'Token key-alpha'],
    ['an unknown login', `Basic ${btoa('stranger@beispiel.example:key-alpha')}`],
  ])('refuses authorization with %s as easybill does', async (_name, authorization) => {
    const answer = await call('GET', `${easybill.url}/logins`, {
      headers: authorization === undefined ? {} : { authorization },
    });

    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Basic realm="API Key"');
    expect(answer.json).toEqual({ code: 401, message: 'Wrong or missing Authorization header.' });
  });

  it.each([['Bearer key-alpha'], [`Basic ${btoa('andrea@beispiel.example:key-alpha')}`]])(
    'lets %s in',
    async (authorization) => {
      const answer = await call('GET', `${easybill.url}/logins`, { headers: { authorization } });

      expect(answer.json).toMatchObject({ page: 1, pages: 1, limit: 100, total: 1 });
    },
  );

  it('keeps accounts apart, although their ids are the same', async () => {
    easybill.account('beta').seedCustomers([{ last_name: 'Beta' }]);

    const alpha = await call('GET', `${easybill.url}/customers/5000001`, { headers: bearer });
    const beta = await call('GET', `${easybill.url}/customers/5000001`, {
      headers: { authorization: 'Bearer key-beta' },
    });

    expect([alpha.json.last_name, beta.json.last_name]).toEqual(['Alpha', 'Beta']);
    expect(easybill.requests.slice(-2).map(({ account }) => account)).toEqual(['alpha', 'beta']);
  });

  it('no longer accepts a revoked key', async () => {
    easybill.account('beta').apiKeys.delete('key-beta');

    const answer = await call('GET', `${easybill.url}/logins`, {
      headers: { authorization: 'Bearer key-beta' },
    });

    expect(answer.status).toBe(401);
  });

  it.each([
    ['GET', '/customers/1', 404, 'Customer#1 not found.'],
    ['GET', '/logins/1', 404, 'Login#1 not found.'],
    ['DELETE', '/webhooks/1', 404, 'WebHook#1 not found.'],
    ['GET', '/nothing', 404, '/nothing not found.'],
    ['PATCH', '/customers/1', 405, 'Method Not Allowed'],
    ['GET', '/customers?limit=1001', 400, 'limit must be between 1 and 1000.'],
    ['GET', '/customers?limit=0', 400, 'limit must be between 1 and 1000.'],
    ['GET', '/customers?page=0', 400, 'page must be at least 1.'],
  ])('answers %s %s with %d', async (method, path, status, message) => {
    const answer = await call(method, `${easybill.url}${path}`, { headers: bearer });

    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ code: status, message });
  });

  it('answers 404 outside its base path', async () => {
    const answer = await call('GET', easybill.url.replace('/rest/v1', '/customers'), { headers: bearer });

    expect(answer.status).toBe(404);
  });

  it('refuses a request line over 4094 bytes, and no shorter one', async () => {
    const lineOf = (bytes: number): string =>
      `?number=${'1'.repeat(bytes - Buffer.byteLength('GET /rest/v1/customers?number= HTTP/1.1'))}`;

    const longest = await call('GET', `${easybill.url}/customers${lineOf(4094)}`, { headers: bearer });
    const longer = await call('GET', `${easybill.url}/customers${lineOf(4095)}`, { headers: bearer });

    expect([longest.status, longer.status]).toEqual([200, 414]);
  });

  it.each([
    ['without a content type', 415, { body: '{}', headers: { ...bearer, 'content-type': '' } }],
    [
      'as a form',
      415,
      { body: 'a=b', headers: { ...bearer, 'content-type': 'application/x-www-form-urlencoded' } },
    ],
    ['that is not JSON', 400, { body: '{"last_name":', headers: bearer }],
    ['that is an array', 400, { body: [], headers: bearer }],
  ])('refuses a POST body %s', async (_name, status, request) => {
    const answer = await call('POST', `${easybill.url}/customers`, request);

    expect(answer.status).toBe(status);
  });

  it('reports a query parameter easybill does not know', async () => {
    const before = easybill.violations.length;

    await call('GET', `${easybill.url}/customers?updated_at=2026-01-01`, { headers: bearer });

    expect(easybill.violations.slice(before)).toEqual(['GET /customers: unknown query parameter updated_at']);
  });

  it('logs method, path, query, body, account and status of a request', async () => {
    await call('POST', `${easybill.url}/customers/?type=CUSTOMER`, {
      body: { first_name: 'Erika' },
      headers: bearer,
    });

    expect(easybill.requests.at(-1)).toMatchObject({
      method: 'POST',
      path: '/customers',
      query: { type: 'CUSTOMER' },
      body: { first_name: 'Erika' },
      account: 'alpha',
      status: 400,
    });
  });
});
