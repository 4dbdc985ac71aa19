import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import {
  createOutsmartClient,
  postEmployees,
  removeMaterialCategories,
  type OutsmartClient,
} from '../../../shared/outsmart/index.ts';

const link = (category: string) => ({ mct_mat_code: 'A-1', mct_cat_code: category });

let outsmart: OutsmartSimulator;
let client: OutsmartClient;

beforeEach(async () => {
  outsmart = await startOutsmartSimulator({
    accounts: [
      {
        name: 'alpha',
        token: 'tok',
        softwareToken: 'soft',
        rows: { '/material_categories': [link('old'), link('new')] },
        employees: [{ number: '7', firstname: 'Erika', lastname: 'Alt', active: '1', mobile: '0170' }],
      },
    ],
  });
  client = createOutsmartClient({ baseUrl: outsmart.url, token: 'tok', softwareToken: 'soft' });
});
afterEach(() => outsmart.close());

describe('calls in the form that OutSmart documents', () => {
  it('delete a link by `key[]` and `value[]`', async () => {
    await removeMaterialCategories(client, [link('old')]);

    const [{ query } = { query: {} }] = outsmart.requests.filter(({ path }) => path === '/DeleteEntity');
    expect(Object.keys(query)).toEqual(['delete_all', 'entity', 'key[]', 'value[]']);
    expect([...outsmart.account('alpha').collection('/material_categories').rows.values()]).toEqual([
      link('new'),
    ]);
  });

  it('post of an employee what is documented for posts, though more of it can be read', async () => {
    const stored = outsmart.account('alpha').collection('/employees').rows.get('7');

    const report = await postEmployees(client, [
      { ...stored, number: '7', firstname: 'Erika', lastname: 'Neu' },
    ]);

    expect(report.stored).toHaveLength(1);
    expect(outsmart.requests.at(-1)?.body).toEqual([{ number: '7', firstname: 'Erika', lastname: 'Neu' }]);
  });
});
