import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { json } from '../../../support/vendor-server.ts';
import { BuildingWorld, frame, lacking, page, positions, usual } from './building-world.ts';
import { exportOrder } from '../export-fixtures.ts';

/** The only article of the work order that is known. */
const HOUR_TYPE = { 'product H1': positions['product H1'] };
const MADE = { id: 30, number: 'M1', sale_price: 1010, vat_percent: 19 };

let world: BuildingWorld;

beforeEach(async () => {
  world = await BuildingWorld.start();
});

afterEach(() => world.server.close());

describe('what easybill lacks for an invoice', () => {
  it('is a customer that is made after looking for exactly its number', async () => {
    world.server.answerWith((response, request) => {
      const other = { id: 5, number: '100021' };
      (request.method === 'GET' ? page([other]) : json(201, { id: 8 }))(response, request);
    });
    const built = await world.builder(positions)(exportOrder(), frame);
    expect(built).toMatchObject({ invoice: { document: { customer_id: 8 } } });
    expect(world.server.requests.map(({ method, path, query }) => [method, path, query.number])).toEqual([
      ['GET', '/base/v1/customers', '10002'],
      ['POST', '/base/v1/customers', undefined],
    ]);
    expect(JSON.parse(world.server.requests[1]!.body)).toMatchObject({
      number: '10002',
      company_name: 'Zahler AG',
    });
    expect(world.logged).toEqual([
      {
        code: 'exportCustomerMade',
        entity: 'customer',
        easybillId: 8,
        outsmartKey: '10002',
        workOrderId: '4711',
        params: { workOrder: 'A-1', customerNumber: '10002' },
      },
    ]);
  });

  it('is looked for again before it is made, when the last look is long ago', async () => {
    world.server.answerWith(lacking(MADE));
    await world.builder({ ...usual, ...HOUR_TYPE })(exportOrder(), frame);
    world.now += 31 * 60_000;
    const built = await world.builder({ ...usual, ...HOUR_TYPE }, { createMissingProduct: true })(
      exportOrder(),
      frame,
    );
    expect(built).toMatchObject({ invoice: { document: { items: [{ position_id: 30 }, {}] } } });
    expect(world.server.requests.map(({ method }) => method)).toEqual(['GET', 'GET', 'POST']);
  });

  it('is a product that is made if the settings say so, after one look', async () => {
    world.server.answerWith(lacking(MADE));
    const built = await world.builder({ ...usual, ...HOUR_TYPE }, { createMissingProduct: true })(
      exportOrder(),
      frame,
    );
    expect(built).toMatchObject({
      invoice: { document: { items: [{ position_id: 30 }, {}] }, warnings: [] },
    });
    expect(world.logged).toMatchObject([
      { code: 'exportProductMade', entity: 'product', easybillId: 30, outsmartKey: 'M1' },
    ]);
    const [, ...posts] = world.server.requests;
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
  ])('is not made for an invoice that is refused for %s', async (_, code, of, looks) => {
    world.server.answerWith(page([]));
    const built = await world.builder(HOUR_TYPE, { createMissingProduct: true })(exportOrder(of), frame);
    expect(built).toMatchObject({ problem: { code } });
    expect(built).not.toHaveProperty('problem.others');
    expect(world.server.requests.map(({ method }) => method)).toEqual(Array(looks).fill('GET'));
  });

  it('is made in the end, however few calls each attempt has', async () => {
    const materials = ['M1', 'M2', 'M3', 'M4'].map((MaterialCode) => ({
      MaterialCode,
      MaterialName: 'Rohr',
      MaterialNr: '1',
      MaterialPrice: '1',
    }));
    const order = exportOrder({ Materials: materials, Workperiods: [] });
    const posts = () => world.server.requests.filter(({ method }) => method === 'POST').length;
    let attempts = 0;
    let built: unknown;
    while (built === undefined && attempts < 9) {
      let calls = 3;
      world.server.answerWith((response, request) => {
        calls -= 1;
        const made = { id: 30, number: request.query.number ?? 'M1', sale_price: 100, vat_percent: 19 };
        const answer = request.method === 'GET' ? page([]) : json(201, made);
        (calls < 0 ? json(429, {}) : answer)(response, request);
      });
      built = await world
        .builder(usual, { createMissingProduct: true })(order, frame)
        .catch(() => undefined);
      attempts += 1;
      world.now += 60_000;
    }
    expect(built).toHaveProperty('invoice');
    expect(posts()).toBeGreaterThanOrEqual(4);
    expect(attempts).toBeLessThanOrEqual(6);
  });

  it('is not made in a dry run, which says what it would make', async () => {
    world.server.answerWith(page([]));
    const dry = world.builder(HOUR_TYPE, { createMissingProduct: true }, { isDry: true });
    expect(await dry(exportOrder(), frame)).toMatchObject({
      invoice: {
        document: { items: [{ number: 'M1', single_price_net: 1010, vat_percent: 19 }, {}] },
        warnings: [
          { code: 'exportCustomerToMake', params: { customerNumber: '10002' } },
          { code: 'exportProductToMake', params: { article: 'M1' } },
        ],
      },
    });
    expect(world.server.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });
});
