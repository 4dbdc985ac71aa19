import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, idsOf, type Answer } from './calls.ts';

const NOON = Date.UTC(2026, 6, 1, 22, 30, 15);
const headers = { authorization: 'Bearer key' };

describe('customers of the simulated easybill', () => {
  let easybill: EasybillSimulator;
  const get = (path: string, more: Record<string, string> = {}): Promise<Answer> =>
    call('GET', `${easybill.url}${path}`, { headers: { ...headers, ...more } });
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(method, `${easybill.url}${path}`, { body, headers });

  beforeEach(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        {
          name: 'alpha',
          apiKeys: ['key'],
          customers: [
            { last_name: 'Alt', number: 'A,1', group_id: 7, created_at: '2020-01-01', updated_at: null },
            { last_name: 'Mittel', number: 'B2', group_id: 8, created_at: '2021-06-30' },
            { company_name: 'Neu GmbH', number: 'C3', group_id: 7, created_at: null },
          ],
        },
      ],
      now: () => NOON,
    });
  });
  afterEach(() => easybill.close());

  it('pages a list in the envelope of the documentation', async () => {
    const first = await get('/customers?limit=2&page=1');
    const second = await get('/customers?limit=2&page=2');
    const beyond = await get('/customers?limit=2&page=3');

    expect(first.json).toMatchObject({ page: 1, pages: 2, limit: 2, total: 3 });
    expect([...idsOf(first), ...idsOf(second)]).toEqual([5000001, 5000002, 5000003]);
    expect(beyond.json.items).toEqual([]);
  });

  it('answers an empty list with no pages', async () => {
    expect((await get('/customers?number=none')).json).toEqual({
      page: 1,
      pages: 0,
      limit: 100,
      total: 0,
      items: [],
    });
  });

  it('shows the smaller limit when it gives less than asked for', async () => {
    easybill.behaviour.pageSizeCap = 1;

    expect((await get('/customers?limit=1000')).json).toMatchObject({ limit: 1, pages: 3, total: 3 });
  });

  it('lists in the order it is told', async () => {
    easybill.account('alpha').seedCustomers(Array.from({ length: 20 }, () => ({ last_name: 'Viel' })));
    const ascending = idsOf(await get('/customers'));

    easybill.behaviour.listOrder = 'descending';
    const descending = idsOf(await get('/customers'));
    easybill.behaviour.listOrder = 'shuffled';
    const pages = [
      ...idsOf(await get('/customers?limit=12')),
      ...idsOf(await get('/customers?limit=12&page=2')),
    ];
    easybill.behaviour.listOrder = 'shuffledPerRequest';
    const once = idsOf(await get('/customers'));
    const again = idsOf(await get('/customers'));

    expect(descending).toEqual(ascending.toReversed());
    expect(pages).not.toEqual(ascending);
    expect(pages.toSorted()).toEqual(ascending);
    expect(again).not.toEqual(once);
    expect(again.toSorted()).toEqual(ascending);
  });

  it.each([
    ['number=B2', [5000002]],
    ['number=B2,C3', [5000002, 5000003]],
    ['number[]=B2&number[]=C3', [5000002, 5000003]],
    ['group_id=7', [5000001, 5000003]],
    ['group_id=7&number=C3', [5000003]],
    ['created_at=2021-06-30', [5000002]],
    ['created_at=2020-01-01,2021-06-30', [5000001, 5000002]],
    ['last_name=Alt', [5000001]],
  ])('filters by %s', async (query, ids) => {
    expect(idsOf(await get(`/customers?${query}`))).toEqual(ids);
  });

  it('takes an escaped comma literally only with the header', async () => {
    const query = `/customers?number=${encodeURIComponent(String.raw`A\,1`)}`;

    expect(idsOf(await get(query))).toEqual([]);
    expect(idsOf(await get(query, { 'X-Easybill-Escape': 'true' }))).toEqual([5000001]);
  });

  it('creates a customer with defaults, a generated number, and dates of Berlin', async () => {
    const answer = await send('POST', '/customers', {
      last_name: 'Größler',
      id: 1,
      created_at: '1999-01-01',
    });

    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      id: 5000004,
      number: '10001',
      last_name: 'Größler',
      company_name: null,
      street: '',
      country: 'DE',
      salutation: 0,
      emails: [],
      archived: false,
      document_pdf_type: 'default',
      cash_allowance_days: 7,
      display_name: 'Größler',
      created_at: '2026-07-02',
      updated_at: '2026-07-02 00:30:15',
    });
    expect(Object.keys(answer.json).length).toBeGreaterThan(70);
  });

  it.each([
    [{ first_name: 'Erika' }, 20000, ['last_name', 'company_name']],
    [{ last_name: 'Muster', emails: ['a', 'b', 'c', 'd'] }, 400, ['emails']],
    [{ last_name: 'Muster', salutation: 9, country: 'Germany' }, 400, ['salutation', 'country']],
  ])('refuses to create %j', async (body, code, fields) => {
    const answer = await send('POST', '/customers', body);

    expect(answer.status).toBe(400);
    expect(answer.json.code).toBe(code);
    expect([...(answer.json.arguments as string[])].toSorted()).toEqual(fields.toSorted());
  });

  it('keeps what a PUT leaves out, and clears what it sets to null', async () => {
    await send('PUT', '/customers/5000001', { due_in_days: 30, note: 'x' });
    const answer = await send('PUT', '/customers/5000001', { note: null, city: 'Köln' });

    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      last_name: 'Alt',
      city: 'Köln',
      note: null,
      due_in_days: 30,
      grace_period: 30,
      created_at: '2020-01-01',
      updated_at: '2026-07-02 00:30:15',
    });
  });

  it('keeps due_in_days and its old name grace_period the same', async () => {
    const old = await send('PUT', '/customers/5000001', { grace_period: 14 });
    const cleared = await send('PUT', '/customers/5000001', { due_in_days: null });

    expect(old.json).toMatchObject({ due_in_days: 14, grace_period: 14 });
    expect(cleared.json).toMatchObject({ due_in_days: null, grace_period: null });
  });

  it('deletes with 204 and no body', async () => {
    const answer = await send('DELETE', '/customers/5000002');

    expect([answer.status, answer.text]).toEqual([204, '']);
    expect((await get('/customers/5000002')).status).toBe(404);
  });

  it('shows fields and values the specification does not know when it is told to', async () => {
    easybill.behaviour.unfamiliarValues = true;

    expect((await get('/customers/5000001')).json).toMatchObject({
      last_name: 'Alt',
      salutation: '0',
      document_pdf_type: 'zugferd2_5_en16931',
      payment_link_enabled: true,
    });
  });
});
