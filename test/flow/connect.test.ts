import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  activity,
  api,
  connect,
  connectRequest,
  easybillKey,
  importEnded,
  outsmartToken,
  rows,
  secretNames,
  SOFTWARE_TOKEN,
  startConnector,
  type ApiAnswer,
  type Connector,
} from '../support/connector.ts';
import { customer, FIRST_ID } from '../support/customers.ts';

const of = (company_name: string): ReturnType<typeof customer>[] => [customer({ company_name })];

// Functions that start, and machines that are busy.
jest.setTimeout(30_000);

describe('connecting two accounts', () => {
  let connector: Connector;
  const answers: ApiAnswer[] = [];
  beforeAll(async () => {
    connector = await startConnector({
      accounts: {
        refused: {},
        down: {},
        stopped: {},
        again: { customers: of('Erste GmbH') },
        taken: { customers: of('Zweite GmbH') },
        other: { customers: of('Dritte GmbH') },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  /** Posts a connection; all answers are searched for secrets at the end. */
  const post = async (body: unknown): Promise<ApiAnswer> => {
    const answer = await api(connector.stack, 'POST', '/connections', body);
    answers.push(answer);
    return answer;
  };
  const problemsOf = ({ status, headers, body }: ApiAnswer): unknown => ({
    status,
    type: headers.get('content-type'),
    fields: (body.errors ?? []).map(({ field }: any) => field),
  });
  const outsmart = (token: string, softwareToken = SOFTWARE_TOKEN): unknown => ({ token, softwareToken });

  it.each([
    ['easybill.apiKey', { easybill: { apiKey: 'not-a-key-of-anyone' } }],
    ['outsmart.token', { outsmart: outsmart('not-a-token-of-anyone') }],
    ['outsmart.softwareToken', { outsmart: outsmart(outsmartToken('refused'), 'not-a-token-of-anyone') }],
  ])('names %s when its vendor refuses it, and keeps nothing', async (field, wrong) => {
    const answer = await post({ ...connectRequest('refused'), ...wrong });

    expect(problemsOf(answer)).toEqual({ status: 422, type: 'application/problem+json', fields: [field] });
    expect(await rows(connector.stack, 'Connections')).toEqual([]);
    expect(await secretNames(connector.stack)).toEqual([]);
    expect(connector.easybill.account('refused').webhooks.size).toBe(0);
  });

  it.each([
    [503, 'easybill', 'breaks the connection', { kind: 'refuse' }],
    [503, 'easybill', 'answers 500', { kind: 'status', status: 500 }],
    [429, 'easybill', 'answers 429', { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
    [503, 'outsmart', 'shows a web page', { kind: 'html200' }],
    [503, 'outsmart', 'answers 1007', { kind: 'envelope', code: 1007 }],
  ] as const)('answers %i when %s %s', async (status, vendor, _what, fault) => {
    connector[vendor].faults.add({ match: { account: 'down' }, fault });

    const answer = await post(connectRequest('down'));

    expect(problemsOf(answer)).toEqual({ status, type: 'application/problem+json', fields: [] });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(connector[vendor].faults.outstanding).toBe(0);
    expect(connector.easybill.account('down').webhooks.size).toBe(0);
  });

  it('answers 400 to what is not JSON and 422 with the nearest name to unknown fields', async () => {
    expect(problemsOf(await post('{"plan":"plus",'))).toMatchObject({ status: 400 });

    const answer = await post({
      ...connectRequest('refused'),
      easybil: {},
      settings: { imports: { customers: { group_ids: [1] } } },
    });

    expect(answer.status).toBe(422);
    expect(answer.body.errors).toEqual([
      { field: 'settings.imports.customers.group_ids', message: 'Unknown field. Did you mean "groupIds"?' },
      { field: 'easybil', message: 'Unknown field. Did you mean "easybill"?' },
    ]);
    expect(problemsOf(await post({}))).toMatchObject({
      status: 422,
      fields: ['plan', 'easybill', 'outsmart'],
    });
  });

  it('registers one webhook, and finds the same connection when the pair is connected again', async () => {
    const { stack, easybill } = connector;

    const first = await post(connectRequest('again'));
    await importEnded(stack, first.body.connectionId as string);
    const second = await post({ ...connectRequest('again'), plan: 'business' });

    expect([first.status, second.status]).toEqual([201, 200]);
    expect(first.body).toMatchObject({ status: 'active', plan: 'plus', webhook: { registered: true } });
    expect(second.body).toMatchObject({
      connectionId: first.body.connectionId,
      status: 'active',
      plan: 'business',
    });
    const hooks = [...easybill.account('again').webhooks.values()];
    expect(hooks).toHaveLength(1);
    expect(hooks[0]).toMatchObject({
      content_type: 'json',
      is_active: true,
      events: ['customer', 'contact', 'position'].flatMap((kind) =>
        ['create', 'update', 'delete'].map((what) => `${kind}.${what}`),
      ),
    });
    const path = `/webhooks/easybill/${first.body.connectionId}/1.1.`;
    expect(hooks[0]!.url).toMatch(
      new RegExp(`^${stack.apiUrl}${path.replaceAll('.', String.raw`\.`)}[\\w-]{43}$`),
    );
    await importEnded(stack, first.body.connectionId as string);
    const codes = (await activity(stack, first.body.connectionId as string)).map(({ code }) => code);
    expect(codes.filter((code) => code.startsWith('connection'))).toEqual([
      'connectionRevived',
      'connectionCreated',
    ]);
  });

  it('finishes a connect that stopped in between when it is asked for again', async () => {
    const { stack, easybill } = connector;
    easybill.faults.add({
      match: { method: 'POST', path: '/webhooks', account: 'stopped' },
      fault: { kind: 'lostAnswer' },
    });

    const first = await post(connectRequest('stopped'));
    const between = await rows(stack, 'Connections');
    const second = await post(connectRequest('stopped'));

    expect([first.status, second.status]).toEqual([503, 201]);
    expect(between).toContainEqual(
      expect.objectContaining({ connectionId: second.body.connectionId, status: 'connecting' }),
    );
    expect(second.body).toMatchObject({ status: 'active' });
    expect(easybill.account('stopped').webhooks.size).toBe(1);
    expect(await importEnded(stack, second.body.connectionId as string)).toMatchObject({ state: 'complete' });
  });

  it('answers 409 when one of the accounts is joined elsewhere, and changes nothing', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connect(stack, {}, 'taken');
    await importEnded(stack, connectionId);
    const before = await rows(stack, 'Connections', connectionId);

    const otherOutsmart = await post({
      ...connectRequest('taken'),
      outsmart: outsmart(outsmartToken('down')),
    });
    const otherEasybill = await post({
      ...connectRequest('taken'),
      easybill: { apiKey: easybillKey('other') },
    });

    expect(problemsOf(otherOutsmart)).toMatchObject({ status: 409, type: 'application/problem+json' });
    expect(problemsOf(otherEasybill)).toMatchObject({ status: 409, type: 'application/problem+json' });
    expect(await rows(stack, 'Connections', connectionId)).toEqual(before);
    expect(easybill.account('taken').webhooks.size).toBe(1);
    expect(easybill.account('other').webhooks.size).toBe(0);
  });

  it('leaves the budget of a connection alone when connecting again is refused', async () => {
    const { stack } = connector;
    const connectionId = await connect(stack, {}, 'taken');

    const answer = await post({
      ...connectRequest('taken'),
      plan: 'business',
      easybill: { apiKey: 'wrong' },
    });

    expect(answer.status).toBe(422);
    expect(JSON.stringify(await rows(stack, 'Permits', connectionId))).toContain('"callsPerMinute":10');
    await importEnded(stack, connectionId);
  });

  it('keeps two connections apart, though their customers have the same ids and numbers', async () => {
    const { stack, easybill } = connector;
    const otherId = await connect(stack, {}, 'other');
    await importEnded(stack, otherId);
    const mappings = await rows(stack, 'Mappings', `${otherId}#customer`);

    easybill.account('again').deleteCustomer(FIRST_ID);
    await easybill.idle();
    await stack.idle();

    const states = Object.fromEntries(
      ['again', 'taken', 'other'].map((account) => {
        const relation = connector.outsmart.account(account).relations.get('10001');
        return [account, `${relation?.name} ${relation?.active}`];
      }),
    );
    expect(states).toEqual({ again: 'Erste GmbH 0', taken: 'Zweite GmbH 1', other: 'Dritte GmbH 1' });
    expect(await rows(stack, 'Mappings', `${otherId}#customer`)).toEqual(mappings);
    expect((await activity(stack, otherId)).map(({ code }) => code)).not.toContain('recordWithdrawn');
  });

  it('answers 404 to an unknown connection', async () => {
    const unknown = '/connections/c01ARZ3NDEKTSV4RRFFQ69G5FAV';

    for (const path of [unknown, `${unknown}/imports`, `${unknown}/imports/x`, `${unknown}/activity`]) {
      expect(problemsOf(await api(connector.stack, 'GET', path))).toMatchObject({ status: 404 });
    }
    expect(problemsOf(await api(connector.stack, 'POST', `${unknown}/imports`))).toMatchObject({
      status: 404,
    });
  });

  it('shows no secret in any answer, log line or table', async () => {
    const { stack, easybill } = connector;
    const { body } = await api(stack, 'GET', '/connections');
    for (const { connectionId } of body.items) {
      answers.push(await api(stack, 'GET', `/connections/${connectionId}`));
    }
    const tables = await Promise.all(
      ['Connections', 'Mappings', 'Permits', 'Activity'].map((table) => rows(stack, table)),
    );
    const shown = JSON.stringify([answers.map((answer) => answer.body), tables, stack.logs]);

    const secrets = ['again', 'taken', 'other', 'down', 'refused'].flatMap((account) => [
      easybillKey(account),
      outsmartToken(account),
      ...[...easybill.account(account).webhooks.values()].flatMap(({ url, secret }) => [
        secret,
        url.slice(url.lastIndexOf('.') + 1),
      ]),
    ]);
    expect(answers.length).toBeGreaterThan(15);
    expect([...secrets, SOFTWARE_TOKEN, 'of-anyone'].filter((secret) => shown.includes(secret))).toEqual([]);
  });
});
