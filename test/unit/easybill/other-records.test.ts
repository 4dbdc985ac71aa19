import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createEasybillClient,
  getContact,
  getLogin,
  getPosition,
  getPositionGroup,
  listContacts,
  listLoginPage,
  listPositionGroups,
  listPositions,
  type EasybillClient,
} from '../../../shared/easybill/index.ts';
import { rejection } from '../../support/expose.ts';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';

/** Shaped like the documented record, values made up. */
const recorded = {
  id: 4711,
  number: 'A-100',
  description: 'Filter\nG 1/2"',
  type: 'PRODUCT',
  document_note: '',
  note: null,
  unit: '',
  export_identifier: '8400',
  export_identifier_extended: [],
  login_id: 1,
  price_type: 'BRUTTO',
  vat_percent: 7,
  sale_price: 1450.25,
  sale_price2: null,
  cost_price: null,
  group_id: null,
  quantity: null,
  stock: 'NO',
  archived: false,
};
const page = (...items: unknown[]) =>
  json(200, { page: 1, pages: 1, limit: 1000, total: items.length, items });

let server: VendorServer;
let client: EasybillClient;

beforeEach(async () => {
  server = await startVendorServer();
  client = createEasybillClient({
    baseUrl: server.baseUrl,
    apiKey: 'key',
    gate: { run: (send) => send() },
  });
});
afterEach(() => server.close());

describe('positions', () => {
  it('are read with what an import needs', async () => {
    server.answerWith(json(200, recorded));

    expect(await getPosition(client, 4711)).toEqual({
      id: 4711,
      number: 'A-100',
      description: 'Filter\nG 1/2"',
      type: 'PRODUCT',
      price_type: 'BRUTTO',
      vat_percent: 7,
      sale_price: 1450.25,
      export_identifier: '8400',
      archived: false,
    });
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/base/v1/positions/4711', query: {} }]);
  });

  it.each([
    [
      'prices as text',
      { sale_price: '1450.25', cost_price: '-0.5' },
      { sale_price: 1450.25, cost_price: -0.5 },
    ],
    ['a type from the future', { type: 'BUNDLE' }, { type: 'PRODUCT' }],
    ['no type', { type: null }, { type: 'PRODUCT' }],
    ['no price type', { price_type: null }, { price_type: 'NETTO' }],
    ['no VAT rate', { vat_percent: undefined }, { vat_percent: 19 }],
    ['an empty VAT rate', { vat_percent: '' }, { vat_percent: 19 }],
    ['a VAT rate of 0', { vat_percent: 0 }, { vat_percent: 0 }],
    ['a number as number', { number: 1234 }, { number: '1234' }],
    ['a group as text', { group_id: '7' }, { group_id: 7 }],
    ['archived as 1', { archived: 1 }, { archived: true }],
  ])('tolerate %s', async (_what, change, expected) => {
    server.answerWith(json(200, { ...recorded, ...change }));

    expect(await getPosition(client, 4711)).toMatchObject(expected);
  });

  it.each([
    ['no price', { sale_price: null }],
    ['a price in words', { sale_price: 'auf Anfrage' }],
    ['a price with a comma', { sale_price: '14,50' }],
    ['a price type from the future', { price_type: 'MARGE' }],
    ['a negative VAT rate', { vat_percent: -100 }],
  ])('are not read wrongly with %s', async (_what, change) => {
    server.answerWith(json(200, { ...recorded, ...change }));
    expect(await rejection(getPosition(client, 4711))).toMatchObject({ reason: 'unreadable' });

    server.answerWith(page({ ...recorded, ...change }, { ...recorded, id: 4712 }));
    expect(await listPositions(client, 1)).toMatchObject({
      items: [{ id: 4712 }],
      unreadable: [{ id: 4711, fields: Object.keys(change) }],
    });
  });
});

describe('position groups', () => {
  it('are read with number and name', async () => {
    const group = { id: 7, number: '001', name: 'Heizung', description: null, display_name: '001 - Heizung' };
    server.answerWith(json(200, group));
    expect(await getPositionGroup(client, 7)).toEqual({ id: 7, number: '001', name: 'Heizung' });

    server.answerWith(page(group, { id: 8, number: '', name: null }));
    expect((await listPositionGroups(client, 1)).items).toEqual([
      { id: 7, number: '001', name: 'Heizung' },
      { id: 8 },
    ]);
  });
});

describe('contacts', () => {
  const contact = {
    id: 5501,
    first_name: 'Erika',
    last_name: 'Muster',
    title: '',
    company_name: '',
    emails: ['erika@muster.example'],
    phone_1: '+49 30 5550100',
    mobile: '',
    street: 'Beispielweg 7',
    city: 'Berlin',
    updated_at: '2026-11-20 08:15:00',
  };

  it('are listed for one customer, page by page', async () => {
    server.answerWith(page(contact));

    expect(await listContacts(client, 987, 2)).toMatchObject({ items: [{ id: 5501, last_name: 'Muster' }] });
    expect(server.requests).toMatchObject([
      { path: '/base/v1/customers/987/contacts', query: { limit: '1000', page: '2' } },
    ]);
  });

  it('are undefined when the customer is gone', async () => {
    server.answerWith(json(404, { code: 404, message: 'Customer#987 not found.' }));

    expect(await listContacts(client, 987, 1)).toBeUndefined();
    expect(await getContact(client, 987, 5501)).toBeUndefined();
  });

  it('are read under their customer', async () => {
    server.answerWith(json(200, contact));

    expect(await getContact(client, 987, 5501)).toEqual({
      id: 5501,
      first_name: 'Erika',
      last_name: 'Muster',
      emails: ['erika@muster.example'],
      phone_1: '+49 30 5550100',
      updated_at: '2026-11-20 08:15:00',
    });
    expect(server.requests).toMatchObject([{ path: '/base/v1/customers/987/contacts/5501' }]);
  });
});

describe('logins', () => {
  it('are read by page, unreadable ones aside', async () => {
    server.answerWith(page({ id: 9, first_name: 'Änne', last_name: 'Größler', security: null }, { id: 'x' }));

    expect(await listLoginPage(client, 1)).toMatchObject({
      items: [{ id: 9, first_name: 'Änne', last_name: 'Größler' }],
      unreadable: [{ fields: ['id'] }],
    });
  });

  it('are read one by one', async () => {
    server.answerWith(json(200, { id: 9, first_name: '', last_name: 'Größler' }));

    expect(await getLogin(client, 9)).toEqual({ id: 9, last_name: 'Größler' });
    expect(server.requests).toMatchObject([{ path: '/base/v1/logins/9' }]);
  });
});
