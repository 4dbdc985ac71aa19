import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createCustomer,
  createEasybillClient,
  createPosition,
  findCustomersByNumber,
  findPositionsByNumber,
  type EasybillClient,
  type NewEasybillPosition,
} from '../../../shared/easybill/index.ts';
import { rejection } from '../../support/expose.ts';
import { inTurn, json, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';

const stored = {
  id: 12,
  number: 'A-100',
  description: 'Filter',
  type: 'PRODUCT',
  unit: '',
  price_type: null,
  sale_price: 1450.25,
  vat_percent: '7',
  archived: false,
};

let server: VendorServer;
let client: EasybillClient;

beforeEach(async () => {
  server = await startVendorServer();
  client = createEasybillClient({ baseUrl: server.baseUrl, apiKey: 'key', gate: { run: (send) => send() } });
});
afterEach(() => server.close());

describe('looking up by number', () => {
  it.each([
    ['customers', '/base/v1/customers', findCustomersByNumber],
    ['positions', '/base/v1/positions', findPositionsByNumber],
  ])('finds only %s with exactly this number, on every page', async (_what, path, find) => {
    // Prepare
    const page = { pages: 2, limit: 1000, total: 4 };
    const others = [
      { ...stored, id: 1, number: 'A-1000' },
      { ...stored, id: 2, number: null },
    ];
    server.answerWith(
      inTurn(
        json(200, { ...page, page: 1, items: [...others, { ...stored, id: 3 }] }),
        json(200, { ...page, page: 2, items: [{ ...stored, id: 4 }] }),
      ),
    );

    // Act
    const found = await find(client, 'A-100');

    // Assess
    expect(found.map(({ id }) => id)).toEqual([3, 4]);
    expect(server.requests).toMatchObject([
      { method: 'GET', path, query: { number: 'A-100', page: '1' } },
      { method: 'GET', path, query: { number: 'A-100', page: '2' } },
    ]);
  });

  it('takes other spellings of the number where nobody has it as it is written', async () => {
    const items = [
      { ...stored, id: 1, number: 'a-100' },
      { ...stored, id: 2, number: 'A-1000' },
    ];
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 2, items }));

    expect(await findCustomersByNumber(client, 'A-100')).toMatchObject([{ id: 1 }]);
    expect(await findCustomersByNumber(client, 'a-100')).toMatchObject([{ id: 1 }]);
  });

  it('does not let a comma in a number stand for a choice', async () => {
    server.answerWith(json(200, { page: 1, pages: 0, limit: 1000, total: 0, items: [] }));

    await findCustomersByNumber(client, 'K 1,5');

    expect(server.requests[0]!.query.number).toBe('K 1\\,5');
    expect(server.requests[0]!.headers).toMatchObject({ 'x-easybill-escape': 'true' });
  });

  it('does not say that nothing is there when a record could not be read', async () => {
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 1, items: [{ id: 'odd' }] }));

    expect(await rejection(findCustomersByNumber(client, 'A-100'))).toMatchObject({ reason: 'unreadable' });
  });

  it('reads prices and rates as decimals', async () => {
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 1, items: [stored] }));

    expect(await findPositionsByNumber(client, 'A-100')).toEqual([
      {
        id: 12,
        number: 'A-100',
        type: 'PRODUCT',
        description: 'Filter',
        unit: undefined,
        price_type: 'NETTO',
        sale_price: '1450.25',
        vat_percent: '7',
        export_identifier_extended: {},
        archived: false,
      },
    ]);
  });
});

describe('creating', () => {
  it('sends a customer as it is', async () => {
    server.answerWith(json(201, { id: 7, number: '10042', last_name: 'Muster', tax_options: 'revc' }));
    const customer = { number: '10042', last_name: 'Muster', city: 'Berlin' };

    expect(await createCustomer(client, customer)).toMatchObject({ id: 7, tax_options: 'revc' });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/base/v1/customers' }]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(customer);
  });

  it('sends a position as it is', async () => {
    server.answerWith(json(201, stored));
    const position: NewEasybillPosition = {
      number: 'A-100',
      description: 'Filter',
      type: 'PRODUCT',
      price_type: 'NETTO',
      sale_price: 1450.25,
      vat_percent: 7,
    };

    expect(await createPosition(client, position)).toMatchObject({ id: 12, sale_price: '1450.25' });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/base/v1/positions' }]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(position);
  });
});
