import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  activity,
  api,
  connect,
  eventually,
  importEnded,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customer, FIRST_ID } from '../support/customers.ts';

// Functions that start, and machines that are busy.
jest.setTimeout(60_000);

describe('a connection that is changed', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        off: { customers: [customer()] },
        groups: { customers: [customer({ group_id: 1 }), customer({ group_id: 2 })] },
        resting: { customers: [customer()] },
        single: { customers: [customer(), customer()] },
        crowd: {},
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const change = async (connectionId: string, part: '' | '/settings', body: object) => {
    const answer = await api(connector.stack, 'PATCH', `/connections/${connectionId}${part}`, body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 200 });
    return answer.body;
  };
  const relations = (account: string) =>
    [...connector.outsmart.account(account).relations.values()].map(({ active }: any) => `${active}`);

  it('imports an entity that is switched on', async () => {
    const off = { settings: { imports: { customers: { enabled: false } } }, plan: 'business' };
    const connectionId = await connect(connector.stack, off, 'off');

    const settings = await change(connectionId, '/settings', { imports: { customers: { enabled: null } } });
    const run = await importEnded(connector.stack, connectionId);

    expect(settings.imports.customers.enabled).toBe(true);
    expect(run).toMatchObject({ trigger: 'change', state: 'complete', counts: { created: 1 } });
    const log = await activity(connector.stack, connectionId);
    expect(log.map(({ text }) => text)).toContain('Setting changed: Import of customers switched on.');
  });

  it('withdraws what a narrower group filter leaves out, and brings it back', async () => {
    const connectionId = await connect(connector.stack, { plan: 'business' }, 'groups');
    await importEnded(connector.stack, connectionId);
    expect(relations('groups')).toEqual(['1', '1']);

    await change(connectionId, '/settings', { imports: { customers: { groupIds: [2] } } });
    const narrowed = await importEnded(connector.stack, connectionId);
    expect(narrowed.counts.withdrawn).toBe(1);
    expect(relations('groups').sort()).toEqual(['0', '1']);

    await change(connectionId, '/settings', { imports: { customers: { groupIds: null } } });
    await importEnded(connector.stack, connectionId);
    expect(relations('groups')).toEqual(['1', '1']);
  });

  it('keeps every one of many changes that come at once', async () => {
    const connectionId = await connect(connector.stack, { plan: 'business' }, 'crowd');
    await Promise.all(
      [{ language: 'en' }, { budgetShare: 0.5 }, { exports: { dueInDays: 7 } }].map((patch) =>
        change(connectionId, '/settings', patch),
      ),
    );

    const { body } = await api(connector.stack, 'GET', `/connections/${connectionId}/settings`);
    expect(body).toMatchObject({
      language: 'en',
      budgetShare: 0.5,
      exports: { dueInDays: 7 },
    });
  });

  it('rests while paused, and makes up for what changed when resumed', async () => {
    const { stack, outsmart } = connector;
    const connectionId = await connect(stack, { plan: 'business' }, 'resting');
    await importEnded(stack, connectionId);
    expect((await change(connectionId, '', { status: 'paused' })).status).toBe('paused');

    await change(connectionId, '/settings', { imports: { customers: { splitHouseNumber: true } } });
    const refused = await api(stack, 'POST', `/connections/${connectionId}/imports`);
    expect(refused).toMatchObject({ status: 409, body: { detail: expect.stringContaining('paused') } });
    const writes = outsmart.requests.length;

    expect((await change(connectionId, '', { status: 'active' })).status).toBe('active');
    const run = await importEnded(stack, connectionId);

    expect(run).toMatchObject({ trigger: 'change', counts: { updated: 1 } });
    expect(outsmart.requests.length).toBeGreaterThan(writes);
    const [relation] = [...outsmart.account('resting').relations.values()] as any[];
    expect(relation).toMatchObject({ street: 'Lindenstraße', house_number: '7' });
    const codes = (await activity(stack, connectionId)).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['paused', 'resumed']));
  });

  it('syncs one record by hand, and shows what its calls use of a smaller plan', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connect(stack, { plan: 'business' }, 'single');
    await importEnded(stack, connectionId);
    const { budget } = await change(connectionId, '', { plan: 'plus' });
    expect(budget).toMatchObject({ callsPerMinute: 10, permits: 10 });
    expect(budget.used).toBeGreaterThan(0);

    // No webhook tells of it.
    easybill.account('single').seedCustomers([customer({ id: FIRST_ID, number: '10001', city: 'Jena' })]);
    const sync = `/connections/${connectionId}/records/customer/${FIRST_ID}/sync`;
    const answer = await api(stack, 'POST', sync);

    expect(answer).toMatchObject({ status: 202, body: { entity: 'customer', easybillId: FIRST_ID } });
    const cities = () =>
      [...outsmart.account('single').relations.values()].map(({ city }: any) => city as string).sort();
    await eventually(cities, (now) => now.includes('Jena'));
    expect(cities()).toEqual(['Berlin', 'Jena']);
  });
});
