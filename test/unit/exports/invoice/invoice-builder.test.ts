import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BuildingWorld, frame, page, positions, usual } from './building-world.ts';
import { exportOrder } from '../export-fixtures.ts';

let world: BuildingWorld;

beforeEach(async () => {
  world = await BuildingWorld.start();
});

afterEach(() => world.server.close());

const customer = {
  ...usual,
  'customer 10002': { easybillId: 7, facts: { v: 2, taxOption: 'revc', dueInDays: 30 } },
};

describe('the invoice of a work order', () => {
  it('goes to the invoice customer, at the prices of the work order and of the hour type, without a call', async () => {
    const built = await world.builder({ ...usual, ...positions })(exportOrder(), frame);
    expect(world.server.requests).toEqual([]);
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
    const built = await world.builder({ ...customer, ...positions })(exportOrder(), frame);
    expect(built).toMatchObject({
      invoice: { document: { vat_option: 'revc', due_in_days: 30, items: [{ vat_percent: 0 }, {}] } },
    });
    expect(world.server.requests).toEqual([]);
  });

  it('asks for the customer where none is to be made', async () => {
    world.server.answerWith(page([]));
    const built = await world.builder(positions, { createMissingCustomer: false })(exportOrder(), frame);
    expect(built).toEqual({
      problem: { code: 'invoiceCustomerUnknown', params: { workOrder: 'A-1', customerNumber: '10002' } },
    });
    expect(world.server.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('looks up a customer that was withdrawn', async () => {
    world.server.answerWith(page([{ id: 9, number: '10002' }]));
    const withdrawn = {
      'customer 10002': { easybillId: 7, withdrawn: true as const, facts: { v: 2 } },
    };
    expect(await world.builder({ ...withdrawn, ...positions })(exportOrder(), frame)).toMatchObject({
      invoice: { document: { customer_id: 9 } },
    });
  });

  it('reads anew what is not imported any more: tax option and prices may have changed', async () => {
    world.server.answerWith((response, { path, query: { number } }) => {
      const changed = path.endsWith('customers')
        ? { id: 7, number, tax_options: 'IG', company_name: 'Muster', vat_identifier: 'ATU12345678' }
        : { id: number === 'H1' ? 21 : 20, number, sale_price: 6000, vat_percent: 19, unit: 'Std' };
      page([changed])(response, { path, query: { number } } as never);
    });
    const off = {
      customers: { enabled: false },
      products: { enabled: false },
      hourTypes: { enabled: false },
    };
    const built = await world.builder(
      { ...customer, ...positions },
      {},
      { imports: off },
    )(exportOrder(), frame);
    expect(built).toMatchObject({
      invoice: { document: { vat_option: 'IG', items: [{}, { single_price_net: 6000 }] } },
    });
  });

  it('has articles that no import took, found by their numbers', async () => {
    world.server.answerWith((response, request) => {
      const article = { id: 31, number: request.query.number, sale_price: 100, vat_percent: 19 };
      page([article])(response, request);
    });
    const built = await world.builder(usual)(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { document: { items: [{ position_id: 31 }, {}] } } });
    expect(world.server.requests.map(({ method, query }) => [method, query.number])).toEqual([
      ['GET', 'M1'],
      ['GET', 'H1'],
    ]);
  });

  it('is not looked up for again in further attempts, only in work that was queued later', async () => {
    world.server.answerWith((response, request) => {
      const article = { id: 31, number: request.query.number, sale_price: 100, vat_percent: 19 };
      page(request.query.number === 'M1' ? [article] : [])(response, request);
    });
    const first = await world.builder(usual)(exportOrder(), frame);
    expect(await world.builder(usual)(exportOrder(), frame)).toEqual(first);
    expect(world.server.requests).toHaveLength(2);
    for (const [key, lookup] of world.lookups) world.lookups.set(key, { ...lookup, lookedAt: 999 });
    expect(await world.builder(usual)(exportOrder(), frame)).toEqual(first);
    expect(world.server.requests).toHaveLength(4);
  });

  it('names all that is missing at once', async () => {
    world.server.answerWith(page([]));
    expect(await world.builder(usual)(exportOrder(), frame)).toMatchObject({
      problem: { code: 'invoiceMaterialUnknown', others: [{ code: 'invoiceHourTypeUnknown' }] },
    });
  });

  it('is a problem without a customer number, and without lines', async () => {
    const nobody = exportOrder({ CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' });
    expect(await world.builder(positions)(nobody, frame)).toMatchObject({
      problem: { code: 'invoiceNoCustomerNumber' },
    });
    const empty = exportOrder({ Materials: [], Workperiods: [] });
    expect(await world.builder(usual)(empty, frame)).toMatchObject({ problem: { code: 'invoiceEmpty' } });
  });
});
