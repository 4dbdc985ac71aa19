import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  activity,
  connect,
  connectBusiness,
  eventually,
  importEnded,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customers, FIRST_ID } from '../support/customers.ts';
import {
  completedOrder,
  connectExporting,
  documentsOf,
  exportBecomes,
  pollAsScheduled,
  TRADE,
} from '../support/exporting.ts';

const ON = { enabled: true };
const GROUPS = [
  { id: 31, number: 'G-1', name: 'Filter' },
  { id: 32, number: 'G-2', name: 'Rohre' },
];

describe('what changes at the vendors', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        renumbered: {
          customers: customers(2),
          contacts: [
            { id: 801, customerId: FIRST_ID, last_name: 'Erika' },
            { id: 802, customerId: FIRST_ID, last_name: 'Max' },
          ],
        },
        lagging: { customers: customers(1) },
        moved: {
          positionGroups: GROUPS,
          positions: [{ id: 41, number: 'A-1', description: 'Filter', sale_price: 100, group_id: 31 }],
        },
        archived: TRADE,
        slow: TRADE,
        quick: TRADE,
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const rows = (account: string, path: string) => [
    ...connector.outsmart.account(account).collection(path).rows.values(),
  ];

  it('takes contact persons along when their customer gets another number', async () => {
    const { stack, easybill } = connector;
    const settings = { imports: { contacts: ON } };
    await connect(stack, { plan: 'business', settings }, 'renumbered');
    await eventually(
      () => rows('renumbered', '/contactpersons').length,
      (count) => count === 2,
    );

    easybill.account('renumbered').upsertCustomer({ id: FIRST_ID, number: '20001' });

    await eventually(
      () => rows('renumbered', '/contactpersons').map(({ cpn_debtor_nr: number }) => number),
      (numbers) => numbers.join() === '20001,20001',
    );
  }, 60_000);

  it('withdraws nothing for one 404 after an update', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'lagging');
    const path = `/customers/${FIRST_ID}`;
    const fault = { kind: 'status', status: 404, body: '{"code":404,"message":"not found"}' } as const;
    easybill.faults.add({ match: { method: 'GET', path, account: 'lagging' }, fault });

    easybill.account('lagging').upsertCustomer({ id: FIRST_ID, phone_1: '0123' });
    await eventually(
      () => easybill.requests.filter((request) => request.account === 'lagging' && request.path === path),
      (reads) => reads.length === 1,
    );
    await easybill.idle();

    expect(outsmart.account('lagging').relations.get('10001')).toMatchObject({ active: '1' });
    expect((await activity(stack, connectionId)).map(({ code }) => code)).not.toContain('recordWithdrawn');
  }, 60_000);

  it('takes a product that moved out of its former category', async () => {
    const { stack, easybill } = connector;
    const settings = { imports: { customers: { enabled: false }, categories: ON, products: ON } };
    const connectionId = await connect(stack, { plan: 'business', settings }, 'moved');
    await importEnded(stack, connectionId);
    await eventually(
      () => rows('moved', '/material_categories').map(({ mct_cat_code: code }) => code),
      (codes) => codes.join() === 'G-1',
    );

    easybill.account('moved').positions.put({ id: 41, group_id: 32 });

    await eventually(
      () => rows('moved', '/material_categories').map(({ mct_cat_code: code }) => code),
      (codes) => codes.join() === 'G-2',
    );
  }, 60_000);

  it('bills a customer that was archived with a warning', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connectExporting(connector, 'archived');
    easybill.account('archived').upsertCustomer({ id: FIRST_ID, archived: true });
    await eventually(
      async () => (await activity(stack, connectionId)).map(({ code }) => code),
      (codes) => codes.includes('recordWithdrawn'),
    );
    const id = completedOrder(connector, 'archived');
    await pollAsScheduled(connector, connectionId);
    await exportBecomes(connector, connectionId, id, 'handled');

    expect(documentsOf(connector, 'archived')).toHaveLength(1);
    expect(await activity(stack, connectionId)).toContainEqual(
      expect.objectContaining({ code: 'invoiceCustomerArchived', level: 'warning' }),
    );
  }, 90_000);

  it('finds the work orders of one connection while the OutSmart of another is slow', async () => {
    const ids = {
      slow: await connectExporting(connector, 'slow'),
      quick: await connectExporting(connector, 'quick'),
    };
    const orders = { slow: completedOrder(connector, 'slow'), quick: completedOrder(connector, 'quick') };
    const match = { path: '/GetWorkorders', account: 'slow' };
    connector.outsmart.faults.add({ match, fault: { kind: 'slowBody', afterMs: 15_000 } });
    await pollAsScheduled(connector, ids.slow);
    await pollAsScheduled(connector, ids.quick);

    await exportBecomes(connector, ids.quick, orders.quick, 'handled');
    expect(documentsOf(connector, 'slow')).toEqual([]);
    await exportBecomes(connector, ids.slow, orders.slow, 'handled');
  }, 120_000);

  it('has the connector do nothing that a vendor would not like', () => {
    expect([...connector.easybill.violations, ...connector.outsmart.violations]).toEqual([]);
  });
});
