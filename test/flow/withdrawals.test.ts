import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  activity,
  api,
  connectBusiness,
  easybillKey,
  importAgain,
  importEnded,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customerReads, customers, FIRST_ID } from '../support/customers.ts';

describe('customers that are gone from the list', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        few: { customers: customers(12) },
        many: { customers: customers(30) },
        emptied: { customers: customers(21) },
        mixedUp: { customers: customers(3) },
        foreign: {},
        unordered: { customers: customers(13) },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const activeRelations = (account: string): string[] =>
    [...connector.outsmart.account(account).relations]
      .filter(([, { active }]) => active === '1')
      .map(([number]) => number);

  /** Deletes customers whose webhooks get lost. */
  const lose = (account: string, ids: readonly number[]): void => {
    const { deliveries } = connector.easybill.account(account);
    deliveries.dropNext(ids.length);
    for (const id of ids) connector.easybill.account(account).deleteCustomer(id);
  };
  const idsFrom = (first: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => FIRST_ID + first + i);

  it('are read one by one, and their relations set inactive and kept whole', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'few');
    const { relations } = outsmart.account('few');
    const whole = new Map(relations);
    const seen = easybill.requests.length;
    lose('few', [FIRST_ID + 2, FIRST_ID + 11]);

    const run = await importAgain(stack, connectionId);

    expect(run).toMatchObject({ state: 'complete', counts: { seen: 10, unchanged: 10, withdrawn: 2 } });
    const confirmed = easybill.requests.slice(seen).filter(({ path }) => /^\/customers\/\d+$/.test(path));
    expect(confirmed.map(({ path, status }) => [path, status])).toEqual([
      [`/customers/${FIRST_ID + 2}`, 404],
      [`/customers/${FIRST_ID + 11}`, 404],
    ]);
    for (const number of ['10003', '10012']) {
      expect(relations.get(number)).toEqual({ ...whole.get(number), active: '0' });
    }
    expect(activeRelations('few')).toHaveLength(10);
    const told = (await activity(stack, connectionId)).filter(({ code }) => code === 'recordWithdrawn');
    expect(told.map(({ outsmartKey }) => outsmartKey).sort()).toEqual(['10003', '10012']);

    const posts = outsmart.requests.length;
    expect(await importAgain(stack, connectionId)).toMatchObject({ counts: { seen: 10, withdrawn: 0 } });

    expect(outsmart.requests).toHaveLength(posts);
  }, 30_000);

  it('brake the run when they are suspiciously many; confirming withdraws those that are really gone', async () => {
    const { stack, easybill } = connector;
    const many = await connectBusiness(stack, 'many');
    const emptied = await connectBusiness(stack, 'emptied');
    const seen = easybill.requests.length;
    lose('many', idsFrom(0, 21));
    const hidden = new Map(easybill.account('emptied').customers);
    easybill.account('emptied').customers.clear();

    const runs = [await importAgain(stack, many), await importAgain(stack, emptied)];

    expect(runs).toMatchObject([
      { state: 'braked', candidates: 21, counts: { seen: 9, withdrawn: 0 } },
      { state: 'braked', candidates: 21, counts: { seen: 0, withdrawn: 0 } },
    ]);
    expect(activeRelations('many')).toHaveLength(30);
    expect(activeRelations('emptied')).toHaveLength(21);
    expect(customerReads(easybill, 'many', seen).reads).toBe(0);
    expect(await activity(stack, many)).toContainEqual(
      expect.objectContaining({ code: 'runBraked', level: 'warning', runId: runs[0].runId }),
    );

    for (const [id, customer] of hidden) easybill.account('emptied').customers.set(id, customer);
    const paths = [many, emptied].map((id, i) => `/connections/${id}/imports/${runs[i].runId}/confirm`);
    const answers = await Promise.all(paths.map((path) => api(stack, 'POST', path)));
    const ended = await Promise.all([
      importEnded(stack, many, runs[0].runId as string),
      importEnded(stack, emptied, runs[1].runId as string),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(ended).toMatchObject([
      { state: 'complete', counts: { withdrawn: 21 } },
      { state: 'complete', counts: { withdrawn: 0 } },
    ]);
    expect(activeRelations('many')).toHaveLength(9);
    expect(activeRelations('emptied')).toHaveLength(21);
    expect((await api(stack, 'POST', paths[0]!)).status).toBe(409);
  }, 120_000);

  it('stay when the key turns out to belong to another easybill account', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connectBusiness(stack, 'mixedUp');
    easybill.account('mixedUp').apiKeys.delete(easybillKey('mixedUp'));
    easybill.account('foreign').apiKeys.add(easybillKey('mixedUp'));

    const run = await importAgain(stack, connectionId);

    expect(run).toMatchObject({ state: 'failed', counts: { withdrawn: 0 } });
    expect(activeRelations('mixedUp')).toHaveLength(3);
    expect(await activity(stack, connectionId)).toContainEqual(
      expect.objectContaining({ code: 'otherEasybillAccount', level: 'error', runId: run.runId }),
    );
  }, 30_000);

  it.each(['descending', 'shuffled'] as const)(
    'are the only ones withdrawn when the list is %s',
    async (order) => {
      const { stack, easybill } = connector;
      Object.assign(easybill.behaviour, { listOrder: order, pageSizeCap: 10 });
      const connectionId = await connectBusiness(stack, 'unordered');
      const before = activeRelations('unordered');
      const [goneId, gone] = [...easybill.account('unordered').customers][5]!;
      lose('unordered', [goneId]);

      await importAgain(stack, connectionId);

      expect(activeRelations('unordered')).toEqual(before.filter((number) => number !== gone.number));
      Object.assign(easybill.behaviour, { listOrder: 'ascending', pageSizeCap: 1000 });
    },
    40_000,
  );

  it('make the connector do nothing that a vendor would not like', () => {
    expect([...connector.easybill.violations, ...connector.outsmart.violations]).toEqual([]);
  });
});
