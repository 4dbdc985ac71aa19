import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exportOrder } from '../export-fixtures.ts';
import { BuildingWorld, frame, page, positions, usual } from './building-world.ts';

let world: BuildingWorld;
beforeEach(async () => {
  world = await BuildingWorld.start();
});
afterEach(() => world.server.close());

const customer = (id: number, changes = {}) => ({
  id,
  number: '10002',
  company_name: 'Muster',
  ...changes,
});

describe('a customer that is looked up', () => {
  it('is an error naming both where two in use have the number', async () => {
    world.server.answerWith(page([customer(8), customer(5)]));
    expect(await world.builder(positions)(exportOrder(), frame)).toMatchObject({
      problem: {
        code: 'invoiceCustomerAmbiguous',
        params: { customerNumber: '10002', first: 5, second: 8 },
      },
    });
  });

  it('is the one in use beside an archived one', async () => {
    world.server.answerWith(page([customer(5, { archived: true }), customer(8)]));
    expect(await world.builder(positions)(exportOrder(), frame)).toMatchObject({
      invoice: { document: { customer_id: 8 }, warnings: [] },
    });
  });

  it('is taken with a warning where it is archived', async () => {
    world.server.answerWith(page([customer(5, { archived: true })]));
    expect(await world.builder(positions)(exportOrder(), frame)).toMatchObject({
      invoice: { document: { customer_id: 5 }, warnings: [{ code: 'invoiceCustomerArchived' }] },
    });
  });

  it('is one whose facts are of an earlier version, once', async () => {
    world.server.answerWith(page([customer(7, { tax_options: 'revc' })]));
    const former = { ...positions, 'customer 10002': { easybillId: 7, facts: {} } };
    const build = world.builder(former);
    expect(await build(exportOrder(), frame)).toMatchObject({
      invoice: { document: { customer_id: 7, vat_option: 'revc' } },
    });
    await build(exportOrder(), frame);
    expect(world.server.requests).toHaveLength(1);
  });

  it('is read anew before an invoice that nobody looks at, at most once an hour', async () => {
    world.server.answerWith((response, request) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(customer(7, { tax_options: 'revc' })));
      expect(request.path).toMatch(/\/customers\/7$/);
    });
    const build = world.builder({ ...usual, ...positions }, { document: 'final' });
    expect(await build(exportOrder(), frame)).toMatchObject({
      invoice: { document: { vat_option: 'revc' } },
    });
    await build(exportOrder(), frame);
    expect(world.server.requests).toHaveLength(1);
    world.now += 61 * 60_000;
    await build(exportOrder(), frame);
    expect(world.server.requests).toHaveLength(2);
  });
});

describe('an article that is looked up', () => {
  it('is an error naming both where two in use have the number', async () => {
    const article = (id: number) => ({ id, number: 'M1', sale_price: 100, vat_percent: 19 });
    world.server.answerWith(page([article(4), article(9)]));
    const known = { ...usual, 'product H1': positions['product H1'] };
    expect(await world.builder(known)(exportOrder(), frame)).toMatchObject({
      problem: { code: 'invoiceArticleAmbiguous', params: { article: 'M1', first: 4, second: 9 } },
    });
  });
});
