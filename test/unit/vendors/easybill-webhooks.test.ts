import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillAccount,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { call, idsOf, type Answer } from './calls.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const NOON = Date.UTC(2026, 6, 1, 10, 0, 0);

describe('webhooks of the simulated easybill', () => {
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

  it('creates a webhook that is inactive and unused, and shows it in the list', async () => {
    const fields = hook();
    delete fields.is_active;

    const created = await send('POST', '/webhooks', fields);
    const listed = await send('GET', '/webhooks');
    const read = await send('GET', '/webhooks/5000001');

    expect(created.status).toBe(201);
    expect(created.json).toEqual({ id: 5000001, ...fields, is_active: false, last_response: null });
    expect(idsOf(listed)).toEqual([5000001]);
    expect(read.json.last_response).toEqual([]);
  });

  it.each([
    ['nothing', {}, 20000, ['url', 'content_type', 'secret', 'events', 'description']],
    ['no secret', { secret: undefined }, 20000, ['secret']],
    ['no URL in url', { url: 'here' }, 400, ['url']],
    ['an unknown content type', { content_type: 'xml' }, 400, ['content_type']],
    ['an event easybill does not know', { events: ['customer.create', 'task.create'] }, 400, ['events']],
    ['an event twice', { events: ['customer.create', 'customer.create'] }, 400, ['events']],
    ['no events', { events: [] }, 400, ['events']],
  ])('refuses a webhook with %s', async (name, change, code, fields) => {
    const answer = await send('POST', '/webhooks', name === 'nothing' ? {} : hook(change));

    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ code, arguments: fields, message: expect.any(String) });
    expect(account.webhooks.size).toBe(0);
  });

  it('changes what a PUT holds, and deletes', async () => {
    await send('POST', '/webhooks', hook());

    const changed = await send('PUT', '/webhooks/5000001', { is_active: false });
    const deleted = await send('DELETE', '/webhooks/5000001');
    const gone = await send('GET', '/webhooks/5000001');

    expect(changed.json).toMatchObject({ ...hook(), is_active: false });
    expect([deleted.status, gone.status]).toEqual([204, 404]);
  });
});
