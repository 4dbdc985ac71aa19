import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createOutsmartClient,
  deactivateEmployee,
  deactivateHourType,
  hideCategory,
  listCategories,
  listContactPersons,
  listEmployees,
  listHourTypes,
  listMaterials,
  postCategories,
  postContactPersons,
  postEmployees,
  postHourTypes,
  postMaterials,
  type OutsmartClient,
  type SwitchedOff,
} from '../../../shared/outsmart/index.ts';
import {
  inTurn,
  json,
  startVendorServer,
  type Answer,
  type VendorServer,
} from '../../support/vendor-server.ts';

const ok = (response: unknown): Answer => json(200, { code: 200, messages: [], response });

let server: VendorServer;
let client: OutsmartClient;

beforeEach(async () => {
  server = await startVendorServer();
  client = createOutsmartClient({ baseUrl: server.baseUrl, token: 't', softwareToken: 's' });
});
afterEach(() => server.close());

type SwitchOff = (client: OutsmartClient, key: string) => Promise<SwitchedOff>;
const switched: [endpoint: string, switchOff: SwitchOff, key: string, flag: string, row: object][] = [
  ['hourtypes', deactivateHourType, 'code', 'active', { name: 'Monteur', sale_price: '68.50', unknown: 'x' }],
  ['employees', deactivateEmployee, 'number', 'active', { firstname: 'Erika', vehicle: 'B-X 1' }],
  ['categories', hideCategory, 'cat_code', 'cat_display', { cat_name: 'Heizung', cat_cat_code: '000' }],
];

describe.each(switched)('a row of %s that is offered no longer', (endpoint, switchOff, key, flag, row) => {
  const stored = { [key]: 'K-1', ...row, [flag]: '1' };

  it('is posted back whole, with the flag at 0', async () => {
    server.answerWith(inTurn(ok([{ ...stored, [key]: 'K-2' }, stored]), ok(1)));

    expect(await switchOff(client, 'K-1')).toBe('deactivated');
    expect(server.requests).toMatchObject([
      { method: 'GET', path: `/base/v1/${endpoint}/`, query: { key, value: 'K-1', operator: 'eq' } },
      { method: 'POST', path: `/base/v1/${endpoint}/` },
    ]);
    expect(JSON.parse(server.requests[1]!.body)).toEqual([{ ...stored, [flag]: 0 }]);
  });

  it('is not written again, nor made up', async () => {
    server.answerWith(ok([{ ...stored, [flag]: '0' }]));
    expect(await switchOff(client, 'K-1')).toBe('alreadyInactive');
    server.answerWith(ok([]));
    expect(await switchOff(client, 'K-1')).toBe('absent');

    expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
  });
});

describe('rows', () => {
  const contactPerson = { cpn_code: '5501', cpn_debtor_nr: '10042', cpn_name: 'Erika Muster' };
  const material = { code: 'A-1', description: 'Filter', price: '14.50', unit: 'Stk' };
  const category = { cat_code: '001', cat_name: 'Heizung', cat_display: 1 } as const;
  const employee = { number: '12', firstname: 'Erika', lastname: 'Muster' };
  const hourType = {
    code: 'MON',
    name: 'Monteur',
    cost_booking: 0,
    sale_booking: 1,
    sale_price: '68.50',
    cost_price: '0.00',
    active: 1,
  } as const;

  it.each([
    ['contactpersons', () => postContactPersons(client, [contactPerson]), listContactPersons, contactPerson],
    ['materials', () => postMaterials(client, [material]), listMaterials, material],
    ['categories', () => postCategories(client, [category]), listCategories, category],
    ['employees', () => postEmployees(client, [employee]), listEmployees, employee],
    ['hourtypes', () => postHourTypes(client, [hourType]), listHourTypes, hourType],
  ])('of %s are posted as an array and listed with all their fields', async (endpoint, post, list, row) => {
    server.answerWith(ok(1));
    expect(await post()).toEqual({ stored: [row], rejected: [], unknown: [], notSent: [] });
    expect(server.requests).toMatchObject([{ method: 'POST', path: `/base/v1/${endpoint}/` }]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual([row]);

    server.answerWith(ok([{ ...row, unknown: 'x' }, { unknown: 'y' }]));
    expect(await list(client)).toMatchObject({
      items: [{ ...row, unknown: 'x' }],
      unreadable: [{ position: 1 }],
    });
  });
});
