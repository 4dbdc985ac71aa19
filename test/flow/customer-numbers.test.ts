import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  activity,
  connectBusiness,
  eventually,
  importAgain,
  importEnded,
  rows,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customer, FIRST_ID } from '../support/customers.ts';

const two = (): ReturnType<typeof customer>[] => [
  customer({ company_name: 'Alpha GmbH', number: '10001' }),
  customer({ company_name: 'Beta GmbH', number: '10002' }),
];

describe('customer numbers join customers and relations', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        twins: { customers: [...two(), customer({ company_name: 'Gamma GmbH', number: '10001' })] },
        renumbered: { customers: two() },
        swapped: { customers: two() },
        passedOn: { customers: two() },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const namesOf = (account: string): Record<string, string | null | undefined> =>
    Object.fromEntries(
      [...connector.outsmart.account(account).relations].map(([key, { name }]) => [key, name]),
    );

  it('reports the second of two customers with one number and does not write it', async () => {
    const { stack, outsmart } = connector;

    const connectionId = await connectBusiness(stack, 'twins');

    const run = await importEnded(stack, connectionId);
    expect(run).toMatchObject({ state: 'complete', counts: { seen: 3, created: 2, skipped: 1, failed: 0 } });
    expect(run.problems).toEqual({ skippedDuplicateNumber: 1 });
    expect(namesOf('twins')).toEqual({ 10001: 'Alpha GmbH', 10002: 'Beta GmbH' });
    expect(await activity(stack, connectionId)).toContainEqual(
      expect.objectContaining({
        code: 'skippedDuplicateNumber',
        level: 'warning',
        easybillId: FIRST_ID + 2,
        outsmartKey: '10001',
        params: { otherEasybillId: FIRST_ID },
      }),
    );

    const posts = outsmart.requests.length;
    await importAgain(stack, connectionId);

    expect(outsmart.requests).toHaveLength(posts);
    const told = (await activity(stack, connectionId)).filter(
      ({ code }) => code === 'skippedDuplicateNumber',
    );
    expect(told).toHaveLength(1);
  }, 30_000);

  it('writes a changed number as a new relation and leaves the old one inactive and whole, as an alias', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'renumbered');
    const collection = outsmart.account('renumbered').collection('/relations');
    collection.upsert({ debtor_number: '10001', remark: 'Hund im Hof', val_value_3: 'Vertrag A' }, 'merge');
    const whole = collection.rows.get('10001');

    easybill.account('renumbered').upsertCustomer({ id: FIRST_ID, number: 'K-77' });

    await eventually(
      () => collection.rows.get('10001')?.active,
      (active) => active === '0',
    );
    expect(collection.rows.get('10001')).toEqual({ ...whole, active: '0' });
    expect(collection.rows.get('K-77')).toMatchObject({ name: 'Alpha GmbH', active: '1' });
    expect(collection.rows.size).toBe(3);
    await stack.idle();
    const keys = await rows(stack, 'Mappings', `${connectionId}#customer#keys`);
    expect(keys).toContainEqual(expect.objectContaining({ sk: '10001', easybillId: FIRST_ID, alias: true }));
    expect(keys).toContainEqual(expect.objectContaining({ sk: 'k-77', easybillId: FIRST_ID }));
    expect(await activity(stack, connectionId)).toContainEqual(
      expect.objectContaining({ code: 'keyChanged', outsmartKey: 'K-77', params: { oldKey: '10001' } }),
    );
  }, 30_000);

  it('lets two customers swap their numbers, in a run and by webhooks', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connectBusiness(stack, 'swapped');
    const account = easybill.account('swapped');

    account.deliveries.dropNext(2);
    account.upsertCustomer({ id: FIRST_ID, number: '10002' });
    account.upsertCustomer({ id: FIRST_ID + 1, number: '10001' });
    const run = await importAgain(stack, connectionId);

    expect(run).toMatchObject({ counts: { created: 0, updated: 2, skipped: 0 }, problems: {} });
    expect(namesOf('swapped')).toEqual({ 10001: 'Beta GmbH', 10002: 'Alpha GmbH' });

    account.upsertCustomer({ id: FIRST_ID, number: '10001' });
    account.upsertCustomer({ id: FIRST_ID + 1, number: '10002' });

    const swappedBack = { 10001: 'Alpha GmbH', 10002: 'Beta GmbH' };
    await eventually(
      () => namesOf('swapped'),
      (names) => JSON.stringify(names) === JSON.stringify(swappedBack),
    );
    await stack.idle();
    const relations = [...connector.outsmart.account('swapped').relations.values()];
    expect(relations.map(({ active }) => active)).toEqual(['1', '1']);
    expect(await importAgain(stack, connectionId)).toMatchObject({ counts: { unchanged: 2 } });
  }, 30_000);

  it('gives a freed number to the customer that has it now, though that one was reported first', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'passedOn');
    const account = easybill.account('passedOn');

    account.upsertCustomer({ id: FIRST_ID, number: '10002' });
    await eventually(
      () => activity(stack, connectionId),
      (entries) => entries.some(({ code }) => code === 'skippedDuplicateNumber'),
    );
    account.upsertCustomer({ id: FIRST_ID + 1, number: '10003' });
    await eventually(
      () => namesOf('passedOn')['10003'],
      (name) => name === 'Beta GmbH',
    );
    await stack.idle();
    await importAgain(stack, connectionId);

    expect(namesOf('passedOn')).toEqual({
      10001: 'Alpha GmbH',
      10002: 'Alpha GmbH',
      10003: 'Beta GmbH',
    });
    const { relations } = outsmart.account('passedOn');
    expect([relations.get('10001')?.active, relations.get('10002')?.active]).toEqual(['0', '1']);
  }, 30_000);
});
