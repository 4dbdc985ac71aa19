import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEasybillClient } from '../../../shared/easybill/index.ts';
import { invoiceBuilder } from '../../../shared/exports/invoice-builder.ts';
import type { Mapping } from '../../../shared/imports/mapping-store.ts';
import { json, startVendorServer, type VendorServer } from '../../support/vendor-server.ts';
import { exportingConnection, exportOrder } from './export-fixtures.ts';

const frame = { externalId: 'os-1', documentDate: '2026-11-24' };

let server: VendorServer;

beforeEach(async () => {
  server = await startVendorServer();
});

afterEach(async () => {
  await server.close();
});

/** A builder with these mappings by lane and key. */
function builder(known: Record<string, Mapping>, settings: Record<string, unknown> = {}, calls = true) {
  return invoiceBuilder({
    connection: exportingConnection(settings),
    mappings: (lane) => ({
      ownerOf: (key) => Promise.resolve(known[`${lane} ${key}`]?.easybillId),
      get: (id) => Promise.resolve(Object.values(known).find(({ easybillId }) => easybillId === id)),
    }),
    atEasybill: calls
      ? {
          easybill: createEasybillClient({
            baseUrl: server.baseUrl,
            apiKey: 'key',
            gate: { run: (send) => send() },
          }),
          making: {
            makings: {
              get: () => Promise.resolve({}),
              begin: () => Promise.resolve(true),
              end: () => Promise.resolve(),
            },
            now: () => 0,
            attemptUntil: 1,
          },
        }
      : undefined,
  });
}

const customer = { 'customer 10002': { easybillId: 7 }, 'customer 10001': { easybillId: 6 } };
const positions = {
  'product m1': { easybillId: 20, facts: { vatPercent: '7', priceCents: '900', type: 'PRODUCT' } },
  'product h1': {
    easybillId: 21,
    facts: { vatPercent: '19', priceCents: '5550', unit: 'Std', type: 'SERVICE' },
  },
};
const page = (items: unknown[]) => json(200, { page: 1, pages: 1, total: items.length, limit: 1000, items });

describe('the invoice of a work order', () => {
  it('goes to the invoice customer, at the prices of the work order and of the hour type, without a call', async () => {
    const built = await builder({ ...customer, ...positions })(exportOrder(), frame);
    expect(server.requests).toEqual([]);
    expect(built).toMatchObject({
      invoice: {
        customerId: 7,
        document: {
          type: 'INVOICE',
          external_id: 'os-1',
          customer_id: 7,
          document_date: '2026-11-24',
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
      },
    });
  });

  it('has the default VAT rate on lines that no import knows', async () => {
    const built = await builder(customer, { defaultVatPercent: 8.1 })(exportOrder(), frame);
    expect(built).toMatchObject({
      invoice: { document: { items: [{ vat_percent: 8.1 }, { vat_percent: 8.1 }] } },
    });
  });

  it('makes the customer that easybill lacks, after looking for exactly its number', async () => {
    server.answerWith((response, request) => {
      const other = { id: 5, number: '100021' };
      (request.method === 'GET' ? page([other]) : json(201, { id: 8 }))(response, request);
    });
    const built = await builder(positions)(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { customerId: 8 } });
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
    expect(built).toEqual({ problem: { code: 'exportCustomerMissing', params: { number: '10002' } } });
    expect(server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('looks up a customer that was withdrawn', async () => {
    server.answerWith(page([{ id: 9, number: '10002' }]));
    const withdrawn = { 'customer 10002': { easybillId: 7, withdrawn: true as const } };
    expect(await builder(withdrawn)(exportOrder(), frame)).toMatchObject({ invoice: { customerId: 9 } });
  });

  it('makes a missing product only if the settings say so', async () => {
    server.answerWith((response, request) => {
      (request.method === 'GET' ? page([]) : json(201, { id: 30 }))(response, request);
    });
    await builder(customer)(exportOrder(), frame);
    expect(server.requests).toEqual([]);
    const built = await builder(customer, { createMissingProduct: true })(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { document: { items: [{ position_id: 30 }, {}] } } });
    expect(JSON.parse(server.requests[1]!.body)).toEqual({
      number: 'M1',
      description: 'Rohr',
      sale_price: 1010,
      unit: 'm',
      vat_percent: 19,
    });
  });

  it('is a problem without a customer number, and without lines', async () => {
    const nobody = exportOrder({ CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' });
    expect(await builder(customer)(nobody, frame)).toMatchObject({ problem: { code: 'exportNoCustomer' } });
    const empty = exportOrder({ Materials: [], Workperiods: [] });
    expect(await builder(customer)(empty, frame)).toMatchObject({ problem: { code: 'exportEmpty' } });
  });

  it('makes nothing in a dry run', async () => {
    const dry = builder(positions, {}, false);
    expect(await dry(exportOrder(), frame)).toMatchObject({ problem: { code: 'exportCustomerMissing' } });
    expect(server.requests).toEqual([]);
  });
});
