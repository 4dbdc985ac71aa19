import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type CollectionName,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import { call } from './calls.ts';

const TOKENS = 'token=tok-a&software_token=soft-a';
const relation = {
  debtor_number: '10042',
  name: 'Muster',
  street: 'Weg',
  postal_code: '10115',
  city: 'Berlin',
};
const contactPerson = { cpn_debtor_nr: '10042', cpn_code: '5501', cpn_name: 'Erika Muster' };
const material = { code: 'A-1', description: 'Filter', price: '14.50', unit: 'Stk' };
const category = { cat_code: '001', cat_name: 'Heizung', cat_display: 1 };
const link = { mct_mat_code: 'A-1', mct_cat_code: '001' };
const hourType = { code: 'MON', name: 'Monteur', cost_booking: 0, sale_booking: 1, sale_price: '0.00' };
const employee = { number: '12', firstname: 'Erika', lastname: 'Muster' };

type Row = Record<string, unknown>;
const known: [path: string, name: CollectionName, identity: string, row: Row, missingCode: number][] = [
  ['/contactpersons/', 'contactPersons', '5501', contactPerson, 2901],
  ['/employees/', 'employees', '12', employee, 1101],
  ['/materials/', 'materials', 'A-1', material, 1201],
  ['/categories/', 'categories', '001', category, 2401],
  ['/material_categories/', 'materialCategories', '["A-1","001"]', link, 2501],
  ['/hourtypes/', 'hourTypes', 'MON', hourType, 1801],
];

describe('the collections of the simulated OutSmart', () => {
  let outsmart: OutsmartSimulator;
  const post = async (path: string, body: unknown): Promise<Row> =>
    (await call('POST', `${outsmart.url}${path}?${TOKENS}`, { body })).json;
  const get = async (path: string, query = ''): Promise<Row> =>
    (await call('GET', `${outsmart.url}${path}?${TOKENS}${query}`)).json;
  const remove = (entity: string, key: string, value: string): Promise<Row> =>
    get('/DeleteEntity/', `&delete_all=false&entity=${entity}&key=${key}&value=${value}`);
  const identities = (name: CollectionName): string[] => [...outsmart.account('alpha').rows(name).keys()];
  const start = async (more: Partial<Record<CollectionName, readonly Row[]>>): Promise<void> => {
    await outsmart.close();
    outsmart = await startOutsmartSimulator({
      accounts: [{ name: 'alpha', token: 'tok-a', softwareToken: 'soft-a', relations: [relation], ...more }],
    });
  };

  beforeEach(async () => {
    outsmart = await startOutsmartSimulator({
      accounts: [
        {
          name: 'alpha',
          token: 'tok-a',
          softwareToken: 'soft-a',
          relations: [relation],
          materials: [material],
          categories: [category],
        },
      ],
    });
  });
  afterEach(() => outsmart.close());

  it.each(known)('%s takes rows by identity and gives them back', async (path, name, identity, row) => {
    const answers = [await post(path, [row]), await post(path, [row])];

    expect(answers).toEqual(Array(2).fill({ code: 200, messages: [], response: 1 }));
    expect(identities(name)).toEqual([identity]);
    const texts = Object.fromEntries(Object.entries(row).map(([field, value]) => [field, String(value)]));
    expect((await get(path)).response).toMatchObject([texts]);
  });

  it.each(known)('%s refuses a row that lacks a required field', async (path, name, _identity, row, code) => {
    const before = identities(name);

    for (const field of Object.keys(row)) {
      const message = `Required field missing: ${field}`;
      expect(await post(path, [{ ...row, [field]: '' }])).toEqual({
        code,
        messages: [message],
        response: null,
      });
    }
    expect(identities(name)).toEqual(before);
  });

  it.each([
    ['/contactpersons/', { ...contactPerson, cpn_debtor_nr: 'nobody' }, 2900],
    ['/material_categories/', { ...link, mct_mat_code: 'nothing' }, 2500],
    ['/material_categories/', { ...link, mct_cat_code: 'nothing' }, 2500],
    ['/materials/', { ...material, price: 'fourteen' }, 1200],
    ['/materials/', { ...material, description: 'x'.repeat(65_536) }, 1200],
    ['/categories/', { ...category, cat_display: 2 }, 2400],
    ['/hourtypes/', { ...hourType, active: 'ja' }, 1801],
    ['/hourtypes/', { ...hourType, sale_price: '1.234,56' }, 1801],
  ])('%s refuses %j', async (path, row, code) => {
    expect(await post(path, [row])).toMatchObject({ code, response: null });
  });

  it.each(known)('starts with rows of %s', async (_path, name, identity, row) => {
    await start({ [name]: [row] });

    expect(identities(name)).toEqual([identity]);
  });

  it.each([
    ['contactperson', 'code', '5501', 'contactPersons'],
    ['employee', 'number', '12', 'employees'],
    ['material', 'code', 'A-1', 'materials'],
    ['material', 'description', 'Filter', 'materials'],
    ['category', 'code', '001', 'categories'],
    ['hourtype', 'code', 'MON', 'hourTypes'],
  ] as const)('deletes a %s by %s', async (entity, key, value, name) => {
    await start(Object.fromEntries(known.map(([, collection, , row]) => [collection, [row]])));

    expect([
      (await remove(entity, key, value)).response,
      (await remove(entity, key, value)).response,
    ]).toEqual([1, 0]);
    expect(identities(name)).toEqual([]);
  });

  it.each([
    ['mct_mat_code', 'A-1', ['["B-1","001"]']],
    ['mct_cat_code', '001', ['["A-1","002"]']],
  ])('deletes every link with that %s', async (key, value, left) => {
    const links = [link, { ...link, mct_cat_code: '002' }, { ...link, mct_mat_code: 'B-1' }];
    await start({ materialCategories: links });

    expect((await remove('material_category', key, value)).response).toBe(2);
    expect(identities('materialCategories')).toEqual(left);
  });

  it('deletes regardless of case only when told to', async () => {
    expect((await remove('material', 'code', 'a-1')).response).toBe(0);
    outsmart.behaviour.deleteMatching = 'ignoringCase';
    expect((await remove('material', 'code', 'a-1')).response).toBe(1);
  });

  it.each([
    ['contactperson', 'cpn_code'],
    ['category', 'cat_code'],
    ['hourtype', 'name'],
    ['material_category', 'code'],
  ])('refuses to delete a %s by %s', async (entity, key) => {
    expect(await remove(entity, key, 'x')).toMatchObject({
      code: 1600,
      messages: [`Key: ${key} not allowed for entity: ${entity}`],
    });
  });

  it('reports writes of one entity at once, posted or deleted', async () => {
    await outsmart.close();
    outsmart = await startOutsmartSimulator({
      accounts: [{ name: 'alpha', token: 'tok-a', softwareToken: 'soft-a' }],
      latencyMs: 50,
    });

    await Promise.all([
      post('/material_categories/', []),
      remove('material_category', 'mct_mat_code', 'A-1'),
    ]);

    expect(outsmart.violations).toEqual(['alpha: 2 writes of material_category at once']);
  });
});
