import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  activity,
  api,
  connect,
  connectRequest,
  easybillKey,
  eventually,
  importEnded,
  rows,
  secretNames,
  SOFTWARE_TOKEN,
  startConnector,
  type ApiAnswer,
  type Connector,
} from '../support/connector.ts';
import { customers, FIRST_ID } from '../support/customers.ts';
import {
  forgetProbe,
  forgetWebhookCheck,
  lookAtAll,
  rotateSigningKey,
  statusBecomes,
  storedConnection,
} from '../support/time-travel.ts';

// Functions that start, and machines that are busy.
jest.setTimeout(60_000);

const CUSTOMERS = 5;
const NEW_KEY = 'easybill-key-that-is-new';
const NEW_TOKENS = { token: 'outsmart-token-that-is-new', softwareToken: SOFTWARE_TOKEN };

/** Each test goes on where the one before it ended, as a connection's life does. */
describe('the life of a connection', () => {
  let connector: Connector;
  let connectionId: string;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: { first: { customers: customers(CUSTOMERS) }, other: { customers: customers(1) } },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const call = (method: string, path = '', body?: unknown): Promise<ApiAnswer> =>
    api(connector.stack, method, `/connections/${connectionId}${path}`, body);
  const hooks = () => [...connector.easybill.account('first').webhooks.values()];
  const relation = (number: string) => connector.outsmart.account('first').relations.get(number);
  const posts = () =>
    connector.outsmart.requests.filter(({ method, path }) => method === 'POST' && path === '/relations')
      .length;
  const codes = async (): Promise<string[]> =>
    (await activity(connector.stack, connectionId)).map(({ code }) => code);
  const secrets = () => secretNames(connector.stack);
  const rename = (company_name: string): void => {
    connector.easybill.account('first').upsertCustomer({ id: FIRST_ID, company_name });
  };
  const arrives = (name: string) =>
    eventually(
      () => relation('10001')?.name,
      (now) => now === name,
    );

  it('begins with an import of what easybill has', async () => {
    connectionId = await connect(connector.stack, { plan: 'business' });
    await importEnded(connector.stack, connectionId);

    expect(connector.outsmart.account('first').relations.size).toBe(CUSTOMERS);
    expect((await call('GET')).body).toMatchObject({
      status: 'active',
      budget: { callsPerMinute: 60 },
      webhook: { registered: true, healthy: true },
    });
  });

  it('takes up a new signing key with its webhook, and the old URL still opens', async () => {
    const before = hooks()[0]!.url;
    const kid = await rotateSigningKey(connector.stack);
    await lookAtAll(connector.stack);

    const after = await eventually(
      () => hooks()[0]!.url,
      (url) => url !== before,
    );
    expect(hooks()).toHaveLength(1);
    expect(after).toContain(`/${connectionId}/${kid}.1.`);
    for (const url of [before, after]) {
      const answer = await fetch(url, { method: 'POST', body: '{}', headers: { 'x-easybill-event': 'a.b' } });
      expect(answer.status).toBe(200);
    }
    rename('Nach der Rotation GmbH');
    await arrives('Nach der Rotation GmbH');
    expect(await codes()).toContain('webhookRenewed');
  });

  it('takes a new key after easybill accepted it, and no key of another account', async () => {
    const { apiKeys } = connector.easybill.account('first');
    const refused = await call('PUT', '/credentials', { easybill: { apiKey: easybillKey('other') } });
    const unknown = await call('PUT', '/credentials', { easybill: { apiKey: NEW_KEY } });
    apiKeys.add(NEW_KEY);
    const accepted = await call('PUT', '/credentials', { easybill: { apiKey: NEW_KEY } });
    apiKeys.delete(easybillKey('first'));

    expect([refused.status, unknown.status, accepted.status]).toEqual([409, 422, 200]);
    rename('Mit neuem Schlüssel GmbH');
    await arrives('Mit neuem Schlüssel GmbH');
    await lookAtAll(connector.stack);
    await eventually(secrets, (names) => names.length === 1);
    expect(await secrets()).toEqual([`outsmart-easybill/connections/${connectionId}/2`]);
    expect(await codes()).toContain('credentialsReplaced');
  });

  it.each([
    [
      'removed',
      () => {
        connector.easybill.account('first').webhooks.clear();
      },
    ],
    [
      'switched off',
      () => {
        for (const hook of hooks()) hook.is_active = false;
      },
    ],
  ])('has its webhook again after it was %s, and what was missed', async (what, breakIt) => {
    breakIt();
    rename(`Während der Webhook fehlte: ${what}`);
    await forgetWebhookCheck(connector.stack, connectionId);

    await lookAtAll(connector.stack);

    await arrives(`Während der Webhook fehlte: ${what}`);
    await importEnded(connector.stack, connectionId);
    expect(hooks()).toEqual([expect.objectContaining({ is_active: true })]);
    expect((await call('GET')).body.webhook).toMatchObject({ registered: true, healthy: false });
    expect(await codes()).toContain('webhookRepaired');
  });

  it('rests while it is paused and makes up for it afterwards', async () => {
    expect((await call('PATCH', '', { status: 'paused' })).body.status).toBe('paused');
    const before = posts();
    rename('In der Pause geändert GmbH');
    await eventually(
      async () => (await rows(connector.stack, 'Connections', connectionId)).map((row) => row.dirtySince),
      (flags) => flags.some((flag) => flag !== undefined),
    );
    expect(posts()).toBe(before);

    expect((await call('PATCH', '', { status: 'active' })).body.status).toBe('active');

    await arrives('In der Pause geändert GmbH');
    await importEnded(connector.stack, connectionId);
  });

  it('rests when easybill refuses its key, and goes on by itself when it is accepted again', async () => {
    const { apiKeys } = connector.easybill.account('first');
    apiKeys.delete(NEW_KEY);
    rename('Ohne gültigen Schlüssel GmbH');
    await statusBecomes(connector.stack, connectionId, 'reconnect');
    apiKeys.add(NEW_KEY);
    // Asked a moment ago, the vendors are not asked again.
    await lookAtAll(connector.stack);
    await connector.stack.idle();
    expect((await call('GET')).body.status).toBe('reconnect');
    await forgetProbe(connector.stack, connectionId);

    await lookAtAll(connector.stack);

    await statusBecomes(connector.stack, connectionId, 'active');
    await arrives('Ohne gültigen Schlüssel GmbH');
    await importEnded(connector.stack, connectionId);
    expect(await codes()).toEqual(expect.arrayContaining(['credentialsRejected', 'credentialsAccepted']));
  });

  it('moves to a replaced token of OutSmart and is found by it', async () => {
    const account = connector.outsmart.account('first');
    const before = await storedConnection(connector.stack, connectionId);
    account.token = NEW_TOKENS.token;

    const replaced = await call('PUT', '/credentials', { outsmart: NEW_TOKENS });
    const again = await api(connector.stack, 'POST', '/connections', {
      plan: 'business',
      easybill: { apiKey: NEW_KEY },
      outsmart: NEW_TOKENS,
    });

    expect([replaced.status, again.status]).toEqual([200, 200]);
    expect(again.body.connectionId).toBe(connectionId);
    await importEnded(connector.stack, connectionId);
    // Invoices at easybill are called by the one, and whoever connects again is found by the other.
    const after = await storedConnection(connector.stack, connectionId);
    expect(after?.firstOutsmartAccount).toBe(before?.firstOutsmartAccount);
    expect(after?.outsmartAccount).not.toBe(before?.outsmartAccount);
  });

  it('ends with nothing of it left at easybill, and drops what still comes', async () => {
    const { url } = hooks()[0]!;

    const { status, body } = await call('DELETE');

    expect([status, body.status]).toEqual([202, 'disconnected']);
    await eventually(secrets, (names) => names.length === 0);
    expect(hooks()).toEqual([]);
    const before = posts();
    rename('Nach dem Trennen GmbH');
    const late = await fetch(url, {
      method: 'POST',
      body: JSON.stringify({ id: FIRST_ID }),
      headers: { 'x-easybill-event': 'customer.update' },
    });
    expect(late.status).toBe(200);
    await connector.stack.idle();
    expect(posts()).toBe(before);
    expect(await storedConnection(connector.stack, connectionId)).not.toHaveProperty('cleanup');
  });

  it('begins again as the same connection, without writing anything twice, and with another token', async () => {
    const mappings = (await rows(connector.stack, 'Mappings')).length;
    const { relations } = connector.outsmart.account('first');
    const before = relations.size;
    const ended = await storedConnection(connector.stack, connectionId);

    const { status, body } = await api(connector.stack, 'POST', '/connections', {
      ...connectRequest(),
      plan: 'business',
      easybill: { apiKey: NEW_KEY },
      outsmart: NEW_TOKENS,
    });

    expect([status, body.connectionId, body.status]).toEqual([200, connectionId, 'active']);
    const revived = await storedConnection(connector.stack, connectionId);
    expect(revived?.firstOutsmartAccount).toBe(ended?.firstOutsmartAccount);
    const run = await importEnded(connector.stack, connectionId);
    expect(run.counts).toMatchObject({ seen: CUSTOMERS, created: 0, updated: 1, unchanged: CUSTOMERS - 1 });
    expect([relations.size, (await rows(connector.stack, 'Mappings')).length]).toEqual([before, mappings]);
    expect(hooks()).toHaveLength(1);
    expect(hooks()[0]!.url).toMatch(/\.2\.[\w-]{43}$/);
  });

  it('has told its story in both languages', async () => {
    const [german, english] = await Promise.all(
      ['de', 'en'].map(async (lang) => (await call('GET', `/activity?limit=100&lang=${lang}`)).body.items),
    );
    const story = german
      .map(({ code }: any) => code)
      .filter((code: string) => !/^(run|record)/.test(code))
      .reverse();

    expect(story).toEqual([
      'connectionCreated',
      'webhookRenewed',
      'credentialsReplaced',
      'webhookRepaired',
      'webhookRepaired',
      'paused',
      'resumed',
      'credentialsRejected',
      'credentialsAccepted',
      'credentialsReplaced',
      'connectionRevived',
      'connectionDisconnected',
      'connectionRevived',
    ]);
    for (const [i, entry] of german.entries()) {
      expect(entry.text).not.toBe('');
      expect(entry.text).not.toBe(english[i].text);
    }
  });

  it('can be forgotten, at once and wholly, while others stay', async () => {
    const otherId = await connect(connector.stack, {}, 'other');
    await importEnded(connector.stack, otherId);
    const other = await api(connector.stack, 'PATCH', `/connections/${otherId}`, { plan: 'business' });
    expect([other.status, other.body.plan, other.body.budget.callsPerMinute]).toEqual([200, 'business', 60]);

    const { status } = await call('DELETE', '?purge=true');

    expect(status).toBe(202);
    await eventually(
      async () => (await call('GET')).status,
      (now) => now === 404,
    );
    const left = await Promise.all(
      ['Connections', 'Mappings', 'Permits', 'Activity', 'Ledger'].map((table) =>
        rows(connector.stack, table),
      ),
    );
    expect(JSON.stringify(left)).not.toContain(connectionId);
    expect(hooks()).toEqual([]);
    expect(await secrets()).toEqual([`outsmart-easybill/connections/${otherId}/1`]);
    const relationsBefore = connector.outsmart.account('first').relations.size;
    const again = await connect(connector.stack, {
      plan: 'business',
      easybill: { apiKey: NEW_KEY },
      outsmart: NEW_TOKENS,
    });
    await importEnded(connector.stack, again);
    expect(again).not.toBe(connectionId);
    expect(connector.outsmart.account('first').relations.size).toBe(relationsBefore);
  });
});
