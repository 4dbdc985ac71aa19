import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, idsOf, type Answer } from './calls.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const headers = { authorization: 'Bearer key' };
const NEW_POSITION = { number: 'A-1', description: 'Filter', sale_price: 1450 };

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
        positionGroups: [{ id: 7, number: '001', name: 'Heizung' }],
        positions: [
          { ...NEW_POSITION, group_id: 7 },
          { ...NEW_POSITION, number: 'B,2', type: 'SERVICE', unit: 'Std.' },
          { ...NEW_POSITION, number: 'T', type: 'TEXT' },
        ],
      },
    ],
  });
});
afterEach(() => easybill.close());

describe('positions of the simulated easybill', () => {
  it.each([
    ['', [5000001, 5000002, 5000003]],
    ['?limit=2&page=2', [5000003]],
    ['?type=SERVICE', [5000002]],
    ['?type=SERVICE,TEXT', [5000002, 5000003]],
    ['?number=A-1,T', [5000001, 5000003]],
  ])('are listed by "%s"', async (query, ids) => {
    expect(idsOf(await get(`/positions${query}`))).toEqual(ids);
    expect(easybill.violations).toEqual([]);
  });

  it('report a filter that easybill does not have', async () => {
    await get('/positions?group_id=7');

    expect(easybill.violations).toEqual(['GET /positions: unknown query parameter group_id']);
  });

  it('are created with the defaults of the documentation', async () => {
    const answer = await send('POST', '/positions', { ...NEW_POSITION, id: 1, login_id: 2, stock_count: 9 });

    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({
      id: 5000004,
      type: 'PRODUCT',
      unit: '',
      price_type: 'NETTO',
      vat_percent: 19,
      sale_price: 1450,
      cost_price: null,
      group_id: null,
      export_identifier: null,
      export_identifier_extended: [],
      login_id: 900001,
      stock_count: 0,
      archived: false,
    });
    expect(answer.json).not.toHaveProperty('updated_at');
  });

  it.each([
    [{ number: 'A' }, 20000, ['description', 'sale_price']],
    [{ ...NEW_POSITION, description: '' }, 20000, ['description']],
    [{ ...NEW_POSITION, sale_price: '14,50' }, 400, ['sale_price']],
    [{ ...NEW_POSITION, type: 'HOUR' }, 400, ['type']],
  ])('are not created from %j', async (body, code, fields) => {
    const answer = await send('POST', '/positions', body);

    expect([answer.status, answer.json.code, answer.json.arguments]).toEqual([400, code, fields]);
  });

  it('keep what a PUT leaves out, and are gone after DELETE', async () => {
    const changed = await send('PUT', '/positions/5000001', { sale_price: 0.25, archived: true });
    const deleted = await send('DELETE', '/positions/5000001');

    expect(changed.json).toMatchObject({ number: 'A-1', group_id: 7, sale_price: 0.25, archived: true });
    expect([deleted.status, (await get('/positions/5000001')).status]).toEqual([204, 404]);
    expect((await send('PUT', '/positions/5000001', {})).status).toBe(404);
  });

  it('show fields and values the specification does not know when told to', async () => {
    easybill.behaviour.unfamiliarValues = true;

    expect((await get('/positions/5000001')).json).toMatchObject({ sale_price: '1450', type: 'BUNDLE' });
  });
});

describe('position groups of the simulated easybill', () => {
  it('are listed, created, changed and deleted', async () => {
    const created = await send('POST', '/position-groups', { number: '002', name: 'Sanitär' });
    const changed = await send('PUT', '/position-groups/7', { name: 'Wärme' });

    expect(created.json).toMatchObject({ id: 5000004, display_name: '002 - Sanitär', description: null });
    expect(changed.json).toMatchObject({ id: 7, number: '001', display_name: '001 - Wärme' });
    expect(idsOf(await get('/position-groups'))).toEqual([7, 5000004]);
    expect((await send('DELETE', '/position-groups/7')).status).toBe(204);
    expect((await get('/position-groups/7')).status).toBe(404);
  });

  it('need number and name', async () => {
    const answer = await send('POST', '/position-groups', { description: 'x' });

    expect(answer.json).toMatchObject({ code: 20000, arguments: ['number', 'name'] });
  });
});

describe('events of the simulated easybill', () => {
  let receiver: WebhookReceiver;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    const events = ['create', 'update', 'delete'].map((change) => `position.${change}`);
    await send('POST', '/webhooks', {
      url: receiver.url,
      content_type: 'json',
      secret: '',
      events,
      description: '',
      is_active: true,
    });
  });
  afterEach(() => receiver.close());

  it('tell each change of a position, and none of a group', async () => {
    const { json } = await send('POST', '/positions', NEW_POSITION);
    await easybill.idle();
    await send('PUT', `/positions/${Number(json.id)}`, { sale_price: 1 });
    await easybill.idle();
    await send('DELETE', `/positions/${Number(json.id)}`);
    await send('POST', '/position-groups', { number: '002', name: 'Sanitär' });
    await easybill.idle();

    expect(receiver.received.map(({ headers: { 'x-easybill-event': event } }) => event)).toEqual([
      'position.create',
      'position.update',
      'position.delete',
    ]);
    expect(JSON.parse(receiver.received[1]!.body)).toMatchObject({ id: json.id, sale_price: 1 });
  });
});
