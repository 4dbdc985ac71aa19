import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillAccount,
  type EasybillDocument,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, type Answer } from './calls.ts';
import { startWebhookReceiver } from './webhook-receiver.ts';

const NOON = Date.UTC(2026, 10, 20, 11, 0, 0);
const line = { description: 'Filter', quantity: 23, single_price_net: 123, vat_percent: 19 };

describe('documents of the simulated easybill', () => {
  let easybill: EasybillSimulator;
  let account: EasybillAccount;
  const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
    call(method, `${easybill.url}${path}`, { body, headers: { authorization: 'Bearer key' } });
  const create = async (fields: Record<string, unknown> = {}): Promise<number> => {
    const answer = await send('POST', '/documents', { items: [line], ...fields });
    expect(answer.status).toBe(201);
    return answer.json.id as number;
  };
  const stored = (id: number): EasybillDocument | undefined => account.documents.records.get(id);

  beforeEach(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', apiKeys: ['key'], customers: [{ id: 7, last_name: 'Muster', due_in_days: 14 }] },
      ],
      now: () => NOON,
    });
    account = easybill.account('alpha');
  });
  afterEach(() => easybill.close());

  it.each([
    [{}, 1450, 0],
    [{ articleLines: 'articleWins' }, 1000, 7],
    [{ zeroVat: 'ignored' }, 1450, 7],
  ] as const)('have lines with the price and rate that count: %j', async (behaviour, price, vat) => {
    account.positions.seed([{ id: 11, number: 'A', description: 'A', sale_price: 1000, vat_percent: 7 }]);
    Object.assign(easybill.behaviour, behaviour);
    const named = { ...line, position_id: 11, single_price_net: 1450, vat_percent: 0 };
    const id = await create({ items: [named, { ...line, vat_percent: 0 }] });
    expect(stored(id)!.items).toMatchObject([
      { single_price_net: price, vat_percent: vat },
      { single_price_net: 123, vat_percent: 'zeroVat' in behaviour ? 19 : 0 },
    ]);
  });

  it('are made as drafts, with totals as recorded', async () => {
    const answer = await send('POST', '/documents', {
      customer_id: 7,
      external_id: 'os-a-1-1',
      items: [{ type: 'TEXT', description: 'Heizung gewartet' }, line],
    });

    expect(answer.json).toMatchObject({
      type: 'INVOICE',
      is_draft: true,
      number: null,
      due_date: null,
      due_in_days: 14,
      external_id: 'os-a-1-1',
      document_date: '2026-11-20',
      created_at: '2026-11-20 12:00:00',
      edited_at: '2026-11-20 12:00:00',
      amount: 3367,
      amount_net: 2829,
      items: [
        { type: 'TEXT', position: 1, total_price_net: 0 },
        {
          position: 2,
          single_price_gross: 146.37,
          total_price_net: 2829,
          total_price_gross: 3366.51,
          total_vat: 537.51,
        },
      ],
    });
    expect((await send('GET', `/documents/${answer.json.id as number}`)).json).toEqual(answer.json);
    expect(easybill.violations).toEqual([]);
  });

  it.each([
    ['half up', [{ ...line, quantity: 1, single_price_net: 150, vat_percent: 7 }], 161],
    [
      'negative halves away from zero',
      [{ ...line, quantity: -1, single_price_net: 150, vat_percent: 7 }],
      -161,
    ],
    [
      'with a discount',
      [{ ...line, quantity: 2, single_price_net: 1000, discount: 10, discount_type: 'PERCENT' }],
      2142,
    ],
    ['without lines that are not added up', [{ ...line, type: 'POSITION_NOCALC' }], 0],
    ['with small fractions', [{ ...line, quantity: 1e-7, single_price_net: 5e6, vat_percent: 0 }], 1],
  ])('are added up %s', async (_what, items, amount) => {
    expect(stored(await create({ items }))).toMatchObject({ amount });
  });

  it('get number and due date when they are finished', async () => {
    const first = await create({ customer_id: 7, document_date: '2026-12-24' });
    const second = await create({ number: 'SELBST-1' });

    expect((await send('PUT', `/documents/${first}/done`, {})).json).toMatchObject({
      is_draft: false,
      number: 'RE-1001',
      due_date: '2027-01-07',
    });
    expect((await send('PUT', `/documents/${second}/done`, {})).json).toMatchObject({ number: 'SELBST-1' });
  });

  it.each([
    ['accepted', 200],
    ['refused', 400],
  ] as const)('may be finished again: %s', async (finishedAgain, status) => {
    const id = await create();
    account.documents.finish(id);
    easybill.behaviour.finishedAgain = finishedAgain;

    expect((await send('PUT', `/documents/${id}/done`, {})).status).toBe(status);
    expect(stored(id)).toMatchObject({ number: 'RE-1001' });
  });

  it('can be locked', async () => {
    const id = await create();
    easybill.behaviour.documentsLocked = true;

    expect((await send('PUT', `/documents/${id}/done`, {})).status).toBe(409);
    expect((await send('PUT', `/documents/${id}`, { title: 'x' })).status).toBe(409);
    expect((await send('DELETE', `/documents/${id}`)).status).toBe(409);
    expect(stored(id)).toMatchObject({ is_draft: true, title: null });
  });

  it('are changed and deleted as drafts only', async () => {
    const draft = await create();
    const final = await create();
    account.documents.finish(final);

    expect((await send('PUT', `/documents/${draft}`, { title: 'neu' })).json).toMatchObject({
      title: 'neu',
      amount: 3367,
    });
    expect((await send('DELETE', `/documents/${draft}`)).status).toBe(204);
    expect(easybill.violations).toEqual([]);
    expect((await send('PUT', `/documents/${final}`, { title: 'neu' })).status).toBe(400);
    expect((await send('DELETE', `/documents/${final}`)).status).toBe(400);
    expect(easybill.violations).toEqual([
      `alpha: final document ${final} was to be changed`,
      `alpha: final document ${final} was to be deleted`,
    ]);
    expect([stored(draft), stored(final)]).toMatchObject([undefined, { is_draft: false, title: null }]);
  });

  it.each(['GET', 'PUT', 'DELETE'])('that are not there answer 404 to %s', async (method) => {
    const body = method === 'PUT' ? {} : undefined;

    expect((await send(method, '/documents/99', body)).json).toMatchObject({
      message: 'Document#99 not found.',
    });
  });

  it('are cancelled by another document, once', async () => {
    const id = await create();

    expect(account.documents.cancel(id)).toBeUndefined();
    account.documents.finish(id);
    const cancellation = account.documents.cancel(id);

    expect(cancellation).toMatchObject({ type: 'STORNO', ref_id: id, amount: -3367, is_draft: false });
    expect(stored(id)).toMatchObject({ cancel_id: cancellation?.id });
    expect(account.documents.cancel(id)).toBeUndefined();
  });

  it.each([
    ['a customer that is not there', { customer_id: 99 }, 'customer_id'],
    ['a date that is none', { document_date: '20.11.2026' }, 'document_date'],
    ['a price as text', { items: [{ ...line, single_price_net: '1.23' }] }, 'items'],
    [
      'a service date that says two things',
      { service_date: { type: 'SERVICE', date: '2026-11-01', text: 'x' } },
      'service_date',
    ],
  ])('are refused with %s', async (_what, fields, field) => {
    expect(await send('POST', '/documents', fields)).toMatchObject({
      status: 400,
      json: { arguments: [field] },
    });
    expect(account.documents.records.size).toBe(0);
  });

  it('report lines without a VAT rate, and fields nobody knows', async () => {
    await create({ items: [{ description: 'ohne' }, { type: 'TEXT' }], customer: 7 });

    expect(easybill.violations).toEqual([
      'alpha: document with unknown field customer',
      'alpha: document with a line without vat_percent',
    ]);
  });

  it('raise an event for each change', async () => {
    const receiver = await startWebhookReceiver();
    const events = ['create', 'update', 'completed', 'deleted'].map((change) => `document.${change}`);
    await send('POST', '/webhooks', {
      url: receiver.url,
      content_type: 'json',
      secret: 's',
      description: 'connector',
      is_active: true,
      events,
    });

    const id = await create();
    await send('PUT', `/documents/${id}`, { title: 'x' });
    await send('PUT', `/documents/${id}/done`, {});
    await send('PUT', `/documents/${id}/done`, {});
    account.documents.remove(await create());
    await easybill.idle();
    await receiver.close();

    expect(receiver.received.map(({ headers }) => headers['x-easybill-event']).sort()).toEqual(
      [...events, 'document.create'].sort(),
    );
    expect(receiver.received.map(({ body }) => body)).toContain(
      JSON.stringify(account.documents.present(stored(id)!)),
    );
  });
});
