import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createEasybillClient,
  getCustomer,
  listCustomers,
  type EasybillClient,
} from '../../../shared/easybill/index.ts';
import { rejection } from '../../support/expose.ts';
import { json, startVendorServer, status, type VendorServer } from '../../support/vendor-server.ts';

/** Shaped like the documented record, values made up. */
const recorded = {
  id: 987654,
  number: '10042',
  company_name: 'Muster Haustechnik GmbH',
  first_name: 'Erika',
  last_name: 'Muster',
  title: '',
  salutation: 2,
  personal: false,
  street: 'Beispielweg 7',
  zip_code: '10115',
  city: 'Berlin',
  state: 'BE',
  country: 'DE',
  emails: ['info@muster.example'],
  phone_1: '+49 30 5550100',
  phone_2: null,
  mobile: '',
  delivery_city: 'Hamburg',
  delivery_salutation: 0,
  vat_identifier: 'DE000000000',
  tax_options: 'NULL',
  group_id: null,
  additional_groups_ids: [3, 5],
  document_pdf_type: 'zugferd9_from_the_future',
  payment_link_enabled: true,
  note: null,
  archived: false,
  login_id: 1,
  created_at: '2026-01-02',
  updated_at: '2026-11-20 08:15:00',
  display_name: 'Muster Haustechnik GmbH',
};

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

describe('getCustomer', () => {
  it('reads what an import needs and tolerates unknown fields and enum values', async () => {
    server.answerWith(json(200, recorded));

    const customer = await getCustomer(client, 987654);

    expect(server.requests).toMatchObject([{ method: 'GET', path: '/base/v1/customers/987654', query: {} }]);
    expect(customer).toMatchObject({
      id: 987654,
      number: '10042',
      company_name: 'Muster Haustechnik GmbH',
      salutation: 2,
      emails: ['info@muster.example'],
      delivery_city: 'Hamburg',
      additional_groups_ids: [3, 5],
      archived: false,
      updated_at: '2026-11-20 08:15:00',
    });
    expect(customer).not.toHaveProperty('login_id');
  });

  it.each([null, '', '  ', undefined])('takes %p for empty', async (nothing) => {
    server.answerWith(
      json(200, {
        ...recorded,
        number: nothing,
        street: nothing,
        group_id: nothing === '  ' ? null : nothing,
        emails: nothing === '  ' ? [nothing, null, ''] : nothing,
        additional_groups_ids: nothing === '  ' ? null : nothing,
        archived: nothing === '  ' ? null : nothing,
      }),
    );

    const customer = await getCustomer(client, 987654);

    expect(customer?.number).toBeUndefined();
    expect(customer?.street).toBeUndefined();
    expect(customer?.group_id).toBeUndefined();
    expect(customer).toMatchObject({ emails: [], additional_groups_ids: [], archived: false });
  });

  it.each([
    [
      'numbers as strings',
      { id: '987654', salutation: '3', group_id: '9' },
      { id: 987654, salutation: 3, group_id: 9 },
    ],
    ['a salutation in words', { salutation: 'Frau' }, { salutation: undefined }],
    ['a customer number as number', { number: 10042 }, { number: '10042' }],
    ['archived as 1', { archived: 1 }, { archived: true }],
    ['archived as "0"', { archived: '0' }, { archived: false }],
  ])('tolerates %s', async (_what, change, expected) => {
    server.answerWith(json(200, { ...recorded, ...change }));

    expect(await getCustomer(client, 987654)).toMatchObject(expected);
  });

  it.each([
    ['with a body', json(404, { code: 404, message: 'Customer#987654 not found.' })],
    ['without a body', status(404)],
  ])('is undefined when easybill says 404 %s', async (_what, answer) => {
    server.answerWith(answer);

    expect(await getCustomer(client, 987654)).toBeUndefined();
  });

  it('does not take an odd archived flag for no', async () => {
    server.answerWith(json(200, { ...recorded, archived: 'ja' }));

    expect(await rejection(getCustomer(client, 987654))).toMatchObject({ reason: 'unreadable' });
  });
});

describe('listCustomers', () => {
  it('asks for the largest page and follows the echoed page count, not the echoed limit', async () => {
    server.answerWith(json(200, { page: 2, pages: 5, limit: 100, total: 450, items: [recorded] }));

    const page = await listCustomers(client, 2);

    expect(server.requests).toMatchObject([
      { path: '/base/v1/customers', query: { limit: '1000', page: '2' } },
    ]);
    expect(page).toMatchObject({ page: 2, pages: 5, total: 450, items: [{ id: 987654 }], unreadable: [] });
  });

  it('reads an empty list', async () => {
    server.answerWith(json(200, { page: 1, pages: 0, limit: 1000, total: 0, items: [] }));

    expect(await listCustomers(client, 1)).toEqual({
      page: 1,
      pages: 0,
      total: 0,
      items: [],
      unreadable: [],
    });
  });

  it('sets unreadable records aside with their id and fields, and keeps the rest of the page', async () => {
    const items = [
      { ...recorded, id: 1 },
      { ...recorded, id: 2, archived: 'ja', city: ['Berlin'] },
      { ...recorded, id: 'none' },
      'Erika Muster',
      null,
      { ...recorded, id: 3 },
    ];
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 6, items }));

    const page = await listCustomers(client, 1);

    expect(page.items.map(({ id }) => id)).toEqual([1, 3]);
    expect(page.unreadable).toEqual([
      { id: 2, fields: ['city', 'archived'] },
      { id: undefined, fields: ['id'] },
      { id: undefined, fields: [] },
      { id: undefined, fields: [] },
    ]);
  });

  it('gives a record that is twice on a page once', async () => {
    const items = [
      { ...recorded, id: 1 },
      { ...recorded, id: 2 },
      { ...recorded, id: 1 },
    ];
    server.answerWith(json(200, { page: 1, pages: 1, limit: 1000, total: 3, items }));

    expect((await listCustomers(client, 1)).items.map(({ id }) => id)).toEqual([1, 2]);
  });

  it('refuses a page that would make paging go round for ever', async () => {
    server.answerWith(json(200, { page: 1, pages: 3, limit: 1000, total: 3000, items: [recorded] }));

    expect(await rejection(listCustomers(client, 2))).toMatchObject({ reason: 'unreadable' });
  });

  it('takes an earlier page for the last one when the list became shorter', async () => {
    server.answerWith(json(200, { page: 2, pages: 2, limit: 1000, total: 1500, items: [] }));

    expect(await listCustomers(client, 3)).toMatchObject({ page: 2, pages: 2 });
  });
});
