import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import type { RegisteredWebhook } from '../../../shared/connections/connection.ts';
import { createEasybillClient, type EasybillClient } from '../../../shared/easybill/index.ts';
import {
  hasWebhook,
  isOutdated,
  keepWebhook,
  removeWebhooks,
  type WebhookFinding,
} from '../../../shared/lifecycle/keep-webhook.ts';

const connectionId = 'c01ARZ3NDEKTSV4RRFFQ69G5FAV';
const now = Date.parse('2026-03-01T12:00:00Z');
const target = {
  signingKey: { kid: 'k1', key: 'a signing key of more than 32 characters' },
  publicBaseUrl: 'https://api.example.org',
};

let simulator: EasybillSimulator;
let easybill: EasybillClient;
let known: RegisteredWebhook | undefined;

beforeEach(async () => {
  simulator = await startEasybillSimulator({ accounts: [{ name: 'first', apiKeys: ['key'] }] });
  easybill = createEasybillClient({
    baseUrl: simulator.url,
    apiKey: 'key',
    gate: { run: (send) => send() },
  });
  known = undefined;
});
afterEach(() => simulator.close());

const hooks = () => [...simulator.account('first').webhooks.values()];

/** Looks after the webhook; answers what was found and which calls that took. */
async function keep(
  changes: Partial<typeof target> = {},
  tokenGeneration = 1,
): Promise<{ finding: WebhookFinding; calls: string[] }> {
  const before = simulator.requests.length;
  const connection = { connectionId, tokenGeneration, webhook: known };
  const { webhook, finding } = await keepWebhook(easybill, { ...target, ...changes }, connection, now);
  known = webhook;
  return { finding, calls: simulator.requests.slice(before).map(({ method }) => method) };
}

/** Another program's webhook, and one of another connection. */
function addForeign(): void {
  for (const url of ['https://other.example.org/hook', 'https://api.example.org/webhooks/easybill/cX/t']) {
    const id = simulator.account('first').newId();
    simulator.account('first').webhooks.set(id, { ...hooks()[0]!, id, url });
  }
}

describe('our webhook at easybill', () => {
  it('is registered once, and looked at with one call from then on', async () => {
    expect(await keep()).toEqual({ finding: 'registered', calls: ['GET', 'POST'] });
    expect(await keep()).toEqual({ finding: 'asWanted', calls: ['GET'] });
    expect(hooks()).toEqual([
      expect.objectContaining({
        url: expect.stringMatching(`^https://api.example.org/webhooks/easybill/${connectionId}/k1.1.`),
        is_active: true,
        content_type: 'json',
      }),
    ]);
    expect(known).toMatchObject({ kid: 'k1', generation: 1, checkedAt: now, wasHealthy: true });
  });

  it.each<[string, WebhookFinding, Partial<typeof target>, number, boolean]>([
    ['the address', 'renewed', { publicBaseUrl: 'https://moved.example.org' }, 1, true],
    [
      'the key',
      'renewed',
      { signingKey: { kid: 'k2', key: 'another key of more than 32 characters' } },
      1,
      true,
    ],
    ['the generation', 'renewed', {}, 2, true],
  ])('follows %s', async (_, finding, changes, generation, wasHealthy) => {
    await keep();
    const before = hooks()[0]!.url;

    expect(await keep(changes, generation)).toEqual({ finding, calls: ['GET', 'PUT'] });

    expect(hooks()).toHaveLength(1);
    expect(hooks()[0]!.url).not.toBe(before);
    expect(known!.wasHealthy).toBe(wasHealthy);
  });

  it.each<[string, WebhookFinding, string[], () => unknown]>([
    [
      'is missing',
      'repaired',
      ['GET', 'POST'],
      () => {
        simulator.account('first').webhooks.clear();
      },
    ],
    ['is switched off', 'repaired', ['GET', 'PUT'], () => (hooks()[0]!.is_active = false)],
    ['sends forms', 'repaired', ['GET', 'PUT'], () => (hooks()[0]!.content_type = 'form')],
    ['has lost an event', 'renewed', ['GET', 'PUT'], () => (hooks()[0]!.events = ['customer.create'])],
  ])('is put right when it %s', async (_, finding, calls, breakIt) => {
    await keep();
    breakIt();

    expect(await keep()).toEqual({ finding, calls });

    expect(hooks()).toHaveLength(1);
    expect(await keep()).toEqual({ finding: 'asWanted', calls: ['GET'] });
  });

  it('tells of a failed delivery once', async () => {
    await keep();
    hooks()[0]!.last_response = { date: '2026-03-01 12:59:00', code: 500, response: '' };

    expect(await keep()).toEqual({ finding: 'missedDeliveries', calls: ['GET'] });
    expect(known).toMatchObject({ wasHealthy: false, lastDelivery: { status: 500 } });
    expect((await keep()).finding).toBe('asWanted');
    hooks()[0]!.last_response = { date: '2026-03-02 08:00:00', code: 200, response: '' };
    expect((await keep()).finding).toBe('asWanted');
  });

  it('is alone, and leaves the webhooks of others alone', async () => {
    await keep();
    addForeign();
    const double = { ...hooks()[0]!, id: simulator.account('first').newId() };
    simulator.account('first').webhooks.set(double.id, { ...double, url: `${double.url}x` });

    expect((await keep()).calls).toEqual(['GET', 'DELETE']);

    expect(hooks().map(({ url }) => url.includes(connectionId))).toEqual([true, false, false]);
    expect(await hasWebhook(easybill, connectionId)).toBe(true);
    await removeWebhooks(easybill, connectionId);
    expect(hooks()).toHaveLength(2);
    expect(await hasWebhook(easybill, connectionId)).toBe(false);
  });

  it('is known to be outdated without a call', async () => {
    await keep();
    const current = { kid: 'k1', publicBaseUrl: 'https://api.example.org' };
    const connection = { webhook: known, tokenGeneration: 1 };

    expect(isOutdated(connection, current)).toBe(false);
    expect(isOutdated({ webhook: undefined, tokenGeneration: 1 }, current)).toBe(true);
    expect(isOutdated({ ...connection, tokenGeneration: 2 }, current)).toBe(true);
    expect(isOutdated(connection, { ...current, kid: 'k2' })).toBe(true);
    expect(isOutdated(connection, { ...current, publicBaseUrl: 'https://moved.example.org' })).toBe(true);
    expect(isOutdated({ ...connection, webhook: { ...known!, events: 'customer.create' } }, current)).toBe(
      true,
    );
  });
});
