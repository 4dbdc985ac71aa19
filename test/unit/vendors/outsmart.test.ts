import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import { call } from './calls.ts';

const TOKENS = 'token=tok-a&software_token=soft-a';
const relation = (debtorNumber: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  debtor_number: debtorNumber,
  name: `Kunde ${debtorNumber}`,
  street: 'Beispielweg',
  postal_code: '10115',
  city: 'Berlin',
  ...more,
});
const failure = (code: number, ...messages: string[]): unknown => ({ code, messages, response: null });

describe('the simulated OutSmart', () => {
  let outsmart: OutsmartSimulator;
  const get = async (path: string, query = TOKENS): Promise<Record<string, unknown>> => {
    const answer = await call('GET', `${outsmart.url}${path}?${query}`);
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const post = async (body: unknown, path = '/relations/'): Promise<Record<string, unknown>> => {
    const answer = await call('POST', `${outsmart.url}${path}?${TOKENS}`, {
      body,
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).toBe(200);
    return answer.json;
  };
  const stored = (): string[] => [...outsmart.account('alpha').relations.keys()];

  beforeEach(async () => {
    outsmart = await startOutsmartSimulator({
      accounts: [
        {
          name: 'alpha',
          token: 'tok-a',
          softwareToken: 'soft-a',
          employees: [{ number: 12, firstname: 'Erika', lastname: 'Muster', active: true }],
        },
        { name: 'beta', token: 'tok-b', softwareToken: 'soft-b' },
      ],
    });
  });
  afterEach(() => outsmart.close());

  it.each([
    ['', 1002],
    ['software_token=soft-a', 1002],
    ['token=tok-a', 1003],
    ['token=nobody&software_token=soft-a', 1004],
    ['token=tok-a&software_token=soft-b', 1005],
    ['token=tok-a&software_token=nobody', 1005],
  ])('answers tokens "%s" with HTTP 200 and code %d', async (query, code) => {
    expect(await get('/employees/', query)).toMatchObject({ code, response: null });
  });

  it('lets nobody in with a token that was changed', async () => {
    outsmart.account('alpha').token = 'tok-new';

    expect(await get('/employees/')).toMatchObject({ code: 1004 });
  });

  it.each([
    ['/', 1000],
    ['/invoicing/', 1001],
    ['/Relations/', 1001],
  ])('answers the endpoint %s with code %d', async (path, code) => {
    expect(await get(path)).toMatchObject({ code });
  });

  it.each(['/employees/', '/employees'])('reads %s with every scalar as a string', async (path) => {
    expect(await get(path)).toEqual({
      code: 200,
      messages: [],
      response: [
        expect.objectContaining({
          number: '12',
          firstname: 'Erika',
          lastname: 'Muster',
          active: '1',
          email: null,
        }),
      ],
    });
  });

  it('inserts and updates by debtor number and answers the number of rows', async () => {
    const inserted = await post([relation('1'), relation('2', { active: 1, latitude: 52.5 })]);
    const updated = await post([relation('2', { name: 'Anders' }), relation('3')]);

    expect([inserted, updated]).toEqual(Array(2).fill({ code: 200, messages: [], response: 2 }));
    expect(stored()).toEqual(['1', '2', '3']);
    expect(outsmart.account('alpha').relations.get('2')).toMatchObject({ name: 'Anders', active: null });
    expect(outsmart.account('beta').relations.size).toBe(0);
  });

  it('clears on update what is left out, or keeps it when told to merge', async () => {
    await post([relation('1', { email: 'a@muster.example', val_value_3: 7 })]);
    const before = (await get('/relations/')).response;
    outsmart.behaviour.onUpdate = 'merge';
    await post([relation('1', { name: 'Anders' })]);
    const merged = (await get('/relations/')).response;
    outsmart.behaviour.onUpdate = 'replace';
    await post([relation('1')]);
    const replaced = (await get('/relations/')).response;

    expect(before).toMatchObject([{ email: 'a@muster.example', val_value_3: '7' }]);
    expect(merged).toMatchObject([{ name: 'Anders', email: 'a@muster.example', val_value_3: '7' }]);
    expect(replaced).toMatchObject([{ name: 'Kunde 1', email: null }]);
  });

  it.each([
    ['a field that is not documented', '/relations/', relation('1', { unknown_field: 'x' }), 1300],
    ['a JSON flag', '/relations/', relation('1', { active: true }), 1300],
    [
      'a field of employees that is documented for reading only',
      '/employees/',
      { number: '1', firstname: 'A', lastname: 'B', active: 1 },
      1100,
    ],
  ])('refuses %s', async (_, path, row, code) => {
    expect(await post([row], path)).toMatchObject({ code, response: null });
  });

  it('takes an array only, also for one record', async () => {
    expect(await post(relation('1'))).toEqual(failure(1009, 'Unable to parse body'));
  });

  it.each([
    ['', 1008, 'Unable to fetch body'],
    ['[{"debtor_number":', 1009, 'Unable to parse body'],
    ['"text"', 1009, 'Unable to parse body'],
    ['[1]', 1009, 'Unable to parse body'],
  ])('answers the body %j with code %d', async (body, code, message) => {
    expect(await post(body)).toEqual(failure(code, message));
  });

  it.each(['debtor_number', 'name', 'street', 'postal_code', 'city'])(
    'refuses a batch with a row that lacks %s, naming the field but not the row, and stores nothing',
    async (field) => {
      for (const value of [undefined, null, '', '  ']) {
        expect(await post([relation('1'), relation('2', { [field]: value })])).toEqual(
          failure(1301, `Required field missing: ${field}`),
        );
      }
      expect(stored()).toEqual([]);
    },
  );

  it('stores the good rows of a refused batch when told to', async () => {
    outsmart.behaviour.badBatch = 'storesValidRows';

    const answer = await post([relation('1'), relation('2', { city: '' }), relation('3')]);

    expect(answer).toMatchObject({ code: 1301, response: null });
    expect(stored()).toEqual(['1', '3']);
  });

  it.each([
    ['name', 'n'.repeat(256)],
    ['val_value_1', 'v'.repeat(256)],
    ['remark', 'ü'.repeat(32_768)],
    ['active', 'ja'],
    ['latitude', 'north'],
    ['city', ['Berlin']],
  ])('refuses a %s that does not fit', async (field, value) => {
    const answer = await post([relation('1', { [field]: value })]);

    expect(answer).toMatchObject({ code: field === 'city' ? 1301 : 1300, response: null });
    expect(stored()).toEqual([]);
  });

  it('takes texts that just fit, and cuts longer ones when told to', async () => {
    const fitting = await post([relation('1', { name: '🔧'.repeat(255), remark: 'r'.repeat(65_535) })]);
    outsmart.behaviour.overflow = 'truncate';
    const cut = await post([relation('2', { name: 'n'.repeat(300) })]);

    expect([fitting.code, cut.code]).toEqual([200, 200]);
    expect(outsmart.account('alpha').relations.get('2')?.name).toBe('n'.repeat(255));
  });

  it.each([
    ['key=debtor_number&value=2', ['2']],
    ['key=debtor_number&value=2&operator=eq', ['2']],
    ['key=debtor_number&value=2&operator=ne', ['1', '3']],
    ['key=debtor_number&value=2&operator=ge', ['2', '3']],
    ['key=debtor_number&value=2&operator=lt', ['1']],
    ['key=debtor_number&value=%252%25&operator=li', ['2']],
    ['key[]=debtor_number&value[]=1&operator[]=gt&key[]=debtor_number&value[]=3&operator[]=lt', ['2']],
    ['key[]=debtor_number&value[]=3', ['3']],
    ['key[0]=debtor_number&value[0]=3&operator[0]=eq', ['1', '2', '3']],
    ['key=name&value=nobody', ['1', '2', '3']],
  ])('filters relations by %s', async (filter, expected) => {
    await post([relation('1'), relation('2'), relation('3')]);

    const { response } = await get('/relations/', `${TOKENS}&${filter}`);

    expect((response as { debtor_number: string }[]).map((row) => row.debtor_number)).toEqual(expected);
  });

  it('ignores filters when told to', async () => {
    await post([relation('1'), relation('2')]);
    outsmart.behaviour.filters = 'ignored';

    expect((await get('/relations/', `${TOKENS}&key=debtor_number&value=2`)).response).toHaveLength(2);
  });

  it.each([
    ['key=debtor_number&value=2', 1, ['1', '3']],
    ['key=db_row&value=1', 1, ['2', '3']],
    ['key[]=name&value[]=Gleich&key[]=debtor_number&value[]=3', 1, ['1', '2']],
    ['key=name&value=Gleich', 2, ['1']],
    ['key=debtor_number&value=9', 0, ['1', '2', '3']],
  ])('deletes relations by %s', async (selection, affected, left) => {
    await post([relation('1'), relation('2', { name: 'Gleich' }), relation('3', { name: 'Gleich' })]);

    const answer = await get('/DeleteEntity/', `${TOKENS}&delete_all=false&entity=relation&${selection}`);

    expect(answer).toEqual({ code: 200, messages: [], response: affected });
    expect(stored()).toEqual(left);
  });

  it.each([
    ['entity=relation&key=debtor_number&value=1', 'Required field missing: delete_all'],
    ['delete_all=false&key=debtor_number&value=1', 'Required field missing: entity'],
    ['delete_all=false&entity=relation&key=debtor_number', 'Required field missing: value'],
    ['delete_all=false&entity=relation&key[0]=debtor_number&value[0]=1', 'Required field missing: key'],
    ['delete_all=false&entity=planet&key=code&value=1', 'Entity: planet not found'],
    ['delete_all=false&entity=relation&key=city&value=1', 'Key: city not allowed for entity: relation'],
  ])('refuses to delete with %s', async (query, message) => {
    expect(await get('/DeleteEntity/', `${TOKENS}&${query}`)).toEqual(failure(1600, message));
  });

  it('refuses and reports delete_all=true', async () => {
    await post([relation('1')]);

    const query = `${TOKENS}&delete_all=true&entity=relation&key=debtor_number&value=1`;

    expect(await get('/DeleteEntity/', query)).toMatchObject({ code: 1600 });
    expect(stored()).toEqual(['1']);
    expect(outsmart.violations).toEqual(['alpha: DeleteEntity with delete_all=true']);
  });

  it('keeps the tokens out of its request log', async () => {
    await post([relation('1')]);

    expect(outsmart.requests).toMatchObject([
      { method: 'POST', path: '/relations', query: {}, body: [relation('1')], account: 'alpha', status: 200 },
    ]);
    expect(JSON.stringify(outsmart.requests)).not.toMatch(/tok-a|soft-a/);
  });

  it('reports a POST that does not say it is JSON', async () => {
    await fetch(`${outsmart.url}/relations/?${TOKENS}`, { method: 'POST', body: '[]' });

    expect(outsmart.violations).toEqual(['alpha: POST /relations without Content-Type application/json']);
  });

  it('answers a fault with an envelope code once', async () => {
    outsmart.faults.add({ match: { path: '/relations' }, fault: { kind: 'envelope', code: 1007 } });

    expect([(await post([relation('1')])).code, (await post([relation('1')])).code]).toEqual([1007, 200]);
  });
});
