import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEasybillClient } from '../../../shared/easybill/index.ts';
import { invoiceBuilder } from '../../../shared/exports/invoice-builder.ts';
import type { Lookup } from '../../../shared/exports/lookup-store.ts';
import type { Mapping } from '../../../shared/imports/mapping.ts';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';
import { exportingConnection, exportOrder } from './export-fixtures.ts';

const frame = { externalId: 'os-1', documentDate: '2026-11-24' };

let server: VendorServer;
let lookups: Map<string, Lookup>;
let now: number;

beforeEach(async () => {
  server = await startVendorServer();
  lookups = new Map();
  now = 1_000;
});

afterEach(async () => {
  await server.close();
});

/** A builder with these mappings by lane and key. */
function builder(
  known: Record<string, Mapping>,
  settings: Record<string, unknown> = {},
  isDry = false,
  imports: Record<string, unknown> = {},
) {
  return invoiceBuilder(
    {
      connection: exportingConnection(settings, imports),
      mappings: (lane) => ({
        ownerOf: (key) => Promise.resolve(known[`${lane} ${key}`]?.easybillId),
        get: (id) => Promise.resolve(Object.values(known).find(({ easybillId }) => easybillId === id)),
      }),
      easybill: createEasybillClient({
        baseUrl: server.baseUrl,
        apiKey: 'key',
        gate: { run: (send) => send() },
      }),
      lookups: {
        get: (_, kind, key) => Promise.resolve(lookups.get(`${kind} ${key}`)),
        put: (_, kind, key, lookup) => Promise.resolve(void lookups.set(`${kind} ${key}`, lookup)),
      },
      lookedSince: 1_000,
      now: () => now,
    },
    isDry
      ? undefined
      : {
          makings: {
            get: () => Promise.resolve({}),
            begin: () => Promise.resolve(true),
            end: () => Promise.resolve(),
          },
          now: () => now,
          attemptUntil: now + 1,
        },
  );
}

const customer = {
  'customer 10002': { easybillId: 7, facts: { taxOption: 'revc', dueInDays: 30 } },
  'customer 10001': { easybillId: 6, facts: {} },
};
const positions = {
  'product M1': { easybillId: 20, facts: { number: 'M1', vatPercent: '7', priceCents: '900' } },
  'product H1': {
    easybillId: 21,
    facts: { number: 'H1', name: 'Montage', vatPercent: '19', priceCents: '5550', unit: 'Std' },
  },
};
const usual = { ...customer, 'customer 10002': { easybillId: 7, facts: {} } };
const page = (items: unknown[]) => json(200, { page: 1, pages: 1, total: items.length, limit: 1000, items });

describe('the invoice of a work order', () => {
  it('goes to the invoice customer, at the prices of the work order and of the hour type, without a call', async () => {
    const built = await builder({ ...usual, ...positions })(exportOrder(), frame);
    expect(server.requests).toEqual([]);
    expect(built).toMatchObject({
      invoice: {
        document: {
          type: 'INVOICE',
          external_id: 'os-1',
          customer_id: 7,
          document_date: '2026-11-24',
          vat_option: null,
          items: [
            {
              position_id: 20,
              number: 'M1',
              quantity: 2.5,
              unit: 'm',
              single_price_net: 1010,
              vat_percent: 7,
            },
            { position_id: 21, quantity: 1.5, unit: 'Std', single_price_net: 5550, vat_percent: 19 },
          ],
        },
        // 2701.75 and 9906.75 cents: half a cent is rounded up, once.
        total: { netCents: 10850, grossCents: 12609 },
        warnings: [],
      },
    });
  });

  it('follows what the import knows of its customer: tax option and days until it is due', async () => {
    const built = await builder({ ...customer, ...positions })(exportOrder(), frame);
    expect(built).toMatchObject({
      invoice: { document: { vat_option: 'revc', due_in_days: 30, items: [{ vat_percent: 0 }, {}] } },
    });
    expect(server.requests).toEqual([]);
  });

  it('is of a customer that easybill lacked, made after looking for exactly its number', async () => {
    server.answerWith((response, request) => {
      const other = { id: 5, number: '100021' };
      (request.method === 'GET' ? page([other]) : json(201, { id: 8 }))(response, request);
    });
    const built = await builder(positions)(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { document: { customer_id: 8 } } });
    expect(server.requests.map(({ method, path, query }) => [method, path, query.number])).toEqual([
      ['GET', '/base/v1/customers', '10002'],
      ['POST', '/base/v1/customers', undefined],
    ]);
    expect(JSON.parse(server.requests[1]!.body)).toMatchObject({
      number: '10002',
      company_name: 'Zahler AG',
    });
  });

  it('asks for the customer where none is to be made', async () => {
    server.answerWith(page([]));
    const built = await builder(positions, { createMissingCustomer: false })(exportOrder(), frame);
    expect(built).toEqual({
      problem: { code: 'invoiceCustomerUnknown', params: { workOrder: 'A-1', customerNumber: '10002' } },
    });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('looks up a customer that was withdrawn', async () => {
    server.answerWith(page([{ id: 9, number: '10002' }]));
    const withdrawn = { 'customer 10002': { easybillId: 7, withdrawn: true as const, facts: {} } };
    expect(await builder({ ...withdrawn, ...positions })(exportOrder(), frame)).toMatchObject({
      invoice: { document: { customer_id: 9 } },
    });
  });

  it('reads anew what is not imported any more: tax option and prices may have changed', async () => {
    server.answerWith((response, { path, query: { number } }) => {
      const changed = path.endsWith('customers')
        ? { id: 7, number, tax_options: 'IG' }
        : { id: number === 'H1' ? 21 : 20, number, sale_price: 6000, vat_percent: 19, unit: 'Std' };
      page([changed])(response, { path, query: { number } } as never);
    });
    const off = {
      customers: { enabled: false },
      products: { enabled: false },
      hourTypes: { enabled: false },
    };
    const built = await builder({ ...customer, ...positions }, {}, false, off)(exportOrder(), frame);
    expect(built).toMatchObject({
      invoice: { document: { vat_option: 'IG', items: [{}, { single_price_net: 6000 }] } },
    });
  });

  it('has articles that no import took, found by their numbers', async () => {
    server.answerWith((response, request) => {
      const article = { id: 31, number: request.query.number, sale_price: 100, vat_percent: 19 };
      page([article])(response, request);
    });
    const built = await builder(usual)(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { document: { items: [{ position_id: 31 }, {}] } } });
    expect(server.requests.map(({ method, query }) => [method, query.number])).toEqual([
      ['GET', 'M1'],
      ['GET', 'H1'],
    ]);
  });

  it('is not looked up for again in further attempts, only in work that was queued later', async () => {
    server.answerWith((response, request) => {
      const article = { id: 31, number: request.query.number, sale_price: 100, vat_percent: 19 };
      page(request.query.number === 'M1' ? [article] : [])(response, request);
    });
    const first = await builder(usual)(exportOrder(), frame);
    expect(await builder(usual)(exportOrder(), frame)).toEqual(first);
    expect(server.requests).toHaveLength(2);
    for (const [key, lookup] of lookups) lookups.set(key, { ...lookup, lookedAt: 999 });
    expect(await builder(usual)(exportOrder(), frame)).toEqual(first);
    expect(server.requests).toHaveLength(4);
  });

  it('makes what was missing at a look before, after another look right before', async () => {
    server.answerWith((response, request) => {
      const made = { id: 30, number: 'M1', sale_price: 1010, vat_percent: 19 };
      (request.method === 'GET' ? page([]) : json(201, made))(response, request);
    });
    const hourType = { 'product H1': positions['product H1'] };
    await builder({ ...usual, ...hourType })(exportOrder(), frame);
    now += 31 * 60_000;
    const built = await builder({ ...usual, ...hourType }, { createMissingProduct: true })(
      exportOrder(),
      frame,
    );
    expect(built).toMatchObject({ invoice: { document: { items: [{ position_id: 30 }, {}] } } });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('names all that is missing at once', async () => {
    server.answerWith(page([]));
    expect(await builder(usual)(exportOrder(), frame)).toMatchObject({
      problem: { code: 'invoiceMaterialUnknown', others: [{ code: 'invoiceHourTypeUnknown' }] },
    });
  });

  it('makes a missing product if the settings say so, after one look', async () => {
    server.answerWith((response, request) => {
      const made = { id: 30, number: 'M1', sale_price: 1010, vat_percent: 19 };
      (request.method === 'GET' ? page([]) : json(201, made))(response, request);
    });
    const hourType = { 'product H1': positions['product H1'] };
    const built = await builder({ ...usual, ...hourType }, { createMissingProduct: true })(
      exportOrder(),
      frame,
    );
    expect(built).toMatchObject({
      invoice: { document: { items: [{ position_id: 30 }, {}] }, warnings: [] },
    });
    const [, ...posts] = server.requests;
    expect(posts.map(({ method, body }): unknown => [method, JSON.parse(body)])).toEqual([
      [
        'POST',
        {
          number: 'M1',
          description: 'Rohr',
          type: 'PRODUCT',
          price_type: 'NETTO',
          sale_price: 1010,
          unit: 'm',
          vat_percent: 19,
        },
      ],
    ]);
  });

  it.each<[string, string, Record<string, unknown>, number]>([
    [
      'an hour type that easybill lacks and the settings do not replace',
      'invoiceHourTypeUnknown',
      { Workperiods: [{ WorkDate: '20-11-2026', HourType: 'H9', TotalTime: '01:30' }] },
      3,
    ],
    [
      'a quantity that is missing',
      'invoiceMaterialQuantityMissing',
      { Materials: [{ MaterialCode: 'M1', MaterialName: 'Rohr', MaterialNr: '', MaterialPrice: '1' }] },
      2,
    ],
  ])(
    'makes neither customer nor product of an invoice that is refused for %s',
    async (_, code, of, looks) => {
      server.answerWith(page([]));
      const hourType = { 'product H1': positions['product H1'] };
      const built = await builder(hourType, { createMissingProduct: true })(exportOrder(of), frame);
      expect(built).toMatchObject({ problem: { code } });
      expect(built).not.toHaveProperty('problem.others');
      expect(server.requests.map(({ method }) => method)).toEqual(Array(looks).fill('GET'));
    },
  );

  it('gets on with each attempt, however few calls one has', async () => {
    const materials = ['M1', 'M2', 'M3', 'M4'].map((MaterialCode) => ({
      MaterialCode,
      MaterialName: 'Rohr',
      MaterialNr: '1',
      MaterialPrice: '1',
    }));
    const order = exportOrder({ Materials: materials, Workperiods: [] });
    const posts = () => server.requests.filter(({ method }) => method === 'POST').length;
    let attempts = 0;
    let built: unknown;
    while (built === undefined && attempts < 9) {
      let calls = 3;
      server.answerWith((response, request) => {
        calls -= 1;
        const made = { id: 30, number: request.query.number ?? 'M1', sale_price: 100, vat_percent: 19 };
        const answer = request.method === 'GET' ? page([]) : json(201, made);
        (calls < 0 ? json(429, {}) : answer)(response, request);
      });
      built = await builder(usual, { createMissingProduct: true })(order, frame).catch(() => undefined);
      attempts += 1;
      now += 60_000;
    }
    expect(built).toHaveProperty('invoice');
    expect(posts()).toBeGreaterThanOrEqual(4);
    expect(attempts).toBeLessThanOrEqual(6);
  });

  it('is a problem without a customer number, and without lines', async () => {
    const nobody = exportOrder({ CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' });
    expect(await builder(positions)(nobody, frame)).toMatchObject({
      problem: { code: 'invoiceNoCustomerNumber' },
    });
    const empty = exportOrder({ Materials: [], Workperiods: [] });
    expect(await builder(usual)(empty, frame)).toMatchObject({ problem: { code: 'invoiceEmpty' } });
  });

  it('makes nothing in a dry run, and says what it would', async () => {
    server.answerWith(page([]));
    const hourType = { 'product H1': positions['product H1'] };
    const dry = builder(hourType, { createMissingProduct: true }, true);
    expect(await dry(exportOrder(), frame)).toMatchObject({
      invoice: {
        document: { items: [{ number: 'M1', single_price_net: 1010, vat_percent: 19 }, {}] },
        warnings: [
          { code: 'exportCustomerToMake', params: { customerNumber: '10002' } },
          { code: 'exportProductToMake', params: { article: 'M1' } },
        ],
      },
    });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });
});
