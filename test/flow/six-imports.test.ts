import { afterAll, beforeAll, describe, expect, jest } from '@jest/globals';
import { defaultLogin } from '../../infra/local/vendors/easybill/index.ts';
import {
  activity,
  api,
  connect,
  eventually,
  rows,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customers, FIRST_ID } from '../support/customers.ts';
import { itInFull } from '../support/in-full.ts';

jest.setTimeout(180_000);

/** Two pages of positions; every record of a large account is compared on simulated time. */
const CUSTOMERS = 500;
const POSITIONS = 1_200;
const GROUPS = 40;
const FIRST_GROUP = 7_000_001;
const FIRST_POSITION = 8_000_001;
const FIRST_CONTACT = 9_000_001;
const number = (prefix: string, i: number): string => `${prefix}-${String(i).padStart(4, '0')}`;

const groups = Array.from({ length: GROUPS }, (_, i) => ({
  id: FIRST_GROUP + i,
  number: number('G', i),
  name: `Gruppe ${i}`,
}));
/** Every tenth is an hour type. */
const positions = Array.from({ length: POSITIONS }, (_, i) => ({
  id: FIRST_POSITION + i,
  number: number(i % 10 === 0 ? 'S' : 'A', i),
  description: `Artikel ${i}`,
  sale_price: 1000 + i,
  group_id: FIRST_GROUP + (i % GROUPS),
  unit: i % 10 === 0 ? 'Stunde' : 'Stk',
  type: i % 10 === 0 ? ('SERVICE' as const) : ('PRODUCT' as const),
}));
const logins = Array.from({ length: 6 }, (_, i) => ({
  ...defaultLogin(900_001 + i),
  first_name: `Vorname ${i}`,
  last_name: `Nachname ${i}`,
}));
const contacts = Array.from({ length: 30 }, (_, i) => ({
  id: FIRST_CONTACT + i,
  customerId: FIRST_ID + (i % 12),
  first_name: 'Erika',
  last_name: `Muster ${i}`,
  street: 'Weg 1',
  city: 'Berlin',
  phone_1: `+49 30 ${i}`,
}));
const ON = { enabled: true };
const ALL = { customers: ON, contacts: ON, categories: ON, products: ON, hourTypes: ON, employees: ON };

describe('all six imports', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        large: { customers: customers(CUSTOMERS), positions, positionGroups: groups, logins },
        small: {
          customers: customers(12),
          positions: positions.slice(0, 12),
          positionGroups: groups.slice(0, 12),
          contacts,
        },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const runsOf = async (connectionId: string): Promise<any[]> =>
    (await api(connector.stack, 'GET', `/connections/${connectionId}/imports?limit=50`)).body.items;
  /** Waits until no import is under way; answers the newest of each kind of record. */
  const ended = async (connectionId: string): Promise<Record<string, any>> => {
    const runs = await eventually(
      () => runsOf(connectionId),
      (all) => all.length > 0 && all.every(({ state }) => ['complete', 'failed', 'braked'].includes(state)),
      120_000,
    );
    return Object.fromEntries(runs.toReversed().map((run) => [run.entity, run]));
  };
  const importAll = async (connectionId: string): Promise<Record<string, any>> => {
    const { status } = await api(connector.stack, 'POST', `/connections/${connectionId}/imports`, {});
    expect(status).toBe(202);
    return ended(connectionId);
  };
  /** The one that was connected last. */
  const connectionOfSmall = async (): Promise<string> =>
    (await rows(connector.stack, 'Connections'))
      .filter(({ sk }) => sk === 'connection')
      .map((row) => row.connectionId as string)
      .sort()
      .at(-1)!;
  const stored = (account: string, path: string) => connector.outsmart.account(account).collection(path).rows;
  const lists = (account: string): Record<string, number> => {
    const counts: Record<string, number> = {};
    for (const request of connector.easybill.requests) {
      const isList = request.account === account && request.method === 'GET' && !/\/\d+$/.test(request.path);
      if (isList) counts[request.path] = (counts[request.path] ?? 0) + 1;
    }
    return counts;
  };

  itInFull(
    'bring a large account over with one list call for 1,000 records, and say nothing twice',
    async () => {
      const { stack, easybill, outsmart } = connector;
      const settings = { imports: { ...ALL, contacts: { enabled: false } } };
      const connectionId = await connect(stack, { plan: 'business', settings }, 'large');
      const runs = await ended(connectionId);

      expect(Object.fromEntries(Object.entries(runs).map(([entity, run]) => [entity, run.state]))).toEqual({
        category: 'complete',
        customer: 'complete',
        product: 'complete',
        employee: 'complete',
      });
      expect(runs.product.counts).toMatchObject({
        seen: POSITIONS,
        created: POSITIONS,
        failed: 0,
        skipped: 0,
      });
      expect(runs.product.countsByEntity).toMatchObject({
        product: { seen: 0.9 * POSITIONS, created: 0.9 * POSITIONS },
        hourType: { seen: 0.1 * POSITIONS, created: 0.1 * POSITIONS },
      });
      const completed = (await activity(stack, connectionId)).filter(({ code }) => code === 'runCompleted');
      expect(completed.find(({ entity }) => entity === 'hourType')).toMatchObject({
        params: { created: 0.1 * POSITIONS },
      });
      const materials = positions.filter(({ type }) => type === 'PRODUCT');
      const hourTypes = positions.filter(({ type }) => type === 'SERVICE');
      expect([...stored('large', '/materials').keys()].sort()).toEqual(
        materials.map((one) => one.number).sort(),
      );
      expect([...stored('large', '/hourtypes').keys()].sort()).toEqual(
        hourTypes.map((one) => one.number).sort(),
      );
      expect([...stored('large', '/categories').keys()].sort()).toEqual(
        groups.map((one) => one.number).sort(),
      );
      const links = [...stored('large', '/material_categories').values()].map(
        (link) => `${link.mct_mat_code} ${link.mct_cat_code}`,
      );
      expect(links.sort()).toEqual(
        materials.map((one) => `${one.number} ${number('G', one.group_id - FIRST_GROUP)}`).sort(),
      );
      expect([...stored('large', '/employees').values()].map(({ lastname }) => lastname)).toEqual(
        logins.map(({ last_name }) => last_name),
      );
      expect(outsmart.account('large').relations.size).toBe(CUSTOMERS);
      expect(lists('large')).toMatchObject({ '/customers': 1, '/positions': 2, '/position-groups': 1 });

      const writes = () => outsmart.requests.filter(({ method }) => method === 'POST').length;
      const before = writes();
      const again = await importAll(connectionId);
      expect(again.product.counts).toMatchObject({
        seen: POSITIONS,
        unchanged: POSITIONS,
        created: 0,
        updated: 0,
      });
      expect(again.category.counts).toMatchObject({ unchanged: GROUPS });
      expect(again.employee.counts).toMatchObject({ unchanged: 6 });
      expect(writes()).toBe(before);
      expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
    },
  );

  itInFull('bring contact persons over customer by customer, and keep all fresh by webhook', async () => {
    const { stack, easybill, outsmart } = connector;
    const account = easybill.account('small');
    const connectionId = await connect(stack, { plan: 'business', settings: { imports: ALL } }, 'small');
    const runs = await ended(connectionId);

    expect(runs.contact).toMatchObject({ state: 'complete', counts: { seen: 30, created: 30 } });
    const contactLists = Object.entries(lists('small')).filter(([path]) => path.endsWith('/contacts'));
    expect(contactLists.map(([path, count]) => `${path} ${count}`).sort()).toEqual(
      Array.from({ length: 12 }, (_, i) => `/customers/${FIRST_ID + i}/contacts 1`),
    );
    expect(lists('small')).toMatchObject({ '/customers': 1, '/positions': 1, '/position-groups': 1 });
    expect([...stored('small', '/contactpersons').values()]).toHaveLength(30);
    for (const one of contacts) {
      expect(stored('small', '/contactpersons').get(String(one.id))).toMatchObject({
        cpn_debtor_nr: String(10_001 + (one.customerId - FIRST_ID)),
        cpn_name: `Erika ${one.last_name}`,
      });
    }

    account.upsertContact({ ...contacts[0]!, last_name: 'Neu' });
    account.positions.put({ id: FIRST_POSITION + 1, sale_price: 9900 });
    account.positions.put({ id: FIRST_POSITION + 2, type: 'SERVICE', unit: 'Std.' });
    account.positions.put({ id: FIRST_POSITION + 3, group_id: FIRST_GROUP + 9 });
    account.positions.remove(FIRST_POSITION + 10);

    await eventually(
      () => [
        stored('small', '/contactpersons').get(String(FIRST_CONTACT))?.cpn_name,
        stored('small', '/materials').get('A-0001')?.price,
        stored('small', '/hourtypes').get('A-0002')?.active,
        [...stored('small', '/material_categories').keys()].filter((key) => key.startsWith('A-0003')).join(),
        stored('small', '/hourtypes').get('S-0010')?.active,
      ],
      (now) => JSON.stringify(now) === JSON.stringify(['Erika Neu', '99.00', '1', 'A-0003\nG-0009', '0']),
    );
    expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
  });

  itInFull(
    'bring one hour type over by hand, by its own worker, also when it is a product by now',
    async () => {
      const { stack, easybill } = connector;
      const account = easybill.account('small');
      const connectionId = await connectionOfSmall();
      account.deliveries.dropNext(2);
      account.positions.put({ id: FIRST_POSITION, sale_price: 7_700 });
      account.positions.put({ id: FIRST_POSITION + 2, type: 'PRODUCT', unit: 'Stk' });

      for (const id of [FIRST_POSITION, FIRST_POSITION + 2]) {
        const sync = `/connections/${connectionId}/records/hourType/${id}/sync`;
        expect(await api(stack, 'POST', sync)).toMatchObject({ status: 202, body: { entity: 'hourType' } });
      }

      await eventually(
        () => [
          stored('small', '/hourtypes').get('S-0000')?.sale_price,
          stored('small', '/hourtypes').get('A-0002')?.active,
          stored('small', '/materials').has('A-0002'),
        ],
        (now) => JSON.stringify(now) === JSON.stringify(['77.00', '0', true]),
      );
      await stack.idle();
    },
  );

  itInFull('show what they would do without doing it', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectionOfSmall();
    easybill.account('small').deliveries.dropNext(1);
    easybill.account('small').positions.put({ id: FIRST_POSITION + 4, sale_price: 123 });
    const before = outsmart.requests.filter(({ method }) => method === 'POST').length;

    const asked = await api(stack, 'POST', `/connections/${connectionId}/imports`, {
      entities: ['product'],
      dryRun: true,
    });
    expect(asked.status).toBe(202);
    const { runId } = asked.body.runs[0];
    await eventually(
      async () => (await api(stack, 'GET', `/connections/${connectionId}/imports/${runId}`)).body.state,
      (state) => state === 'complete',
    );
    const report = await api(stack, 'GET', `/connections/${connectionId}/imports/${runId}/report`);

    expect(report.status).toBe(200);
    expect(outsmart.requests.filter(({ method }) => method === 'POST')).toHaveLength(before);
    expect(stored('small', '/materials').get('A-0004')?.price).not.toBe('1.23');
    expect((await activity(stack, connectionId)).map(({ code }) => code)).not.toContain('runFailed');
  });
});
