import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { WebhookEnvelope } from '../../infra/local/vendors/easybill/account/webhook-body.ts';
import {
  activity,
  connect,
  connectBusiness,
  eventually,
  importAgain,
  importEnded,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customer, customerReads, customers, FIRST_ID } from '../support/customers.ts';

const ENVELOPES: readonly WebhookEnvelope[] = [
  'bare',
  'eventAndData',
  'typeAndResource',
  'form',
  'formPayload',
];

describe('webhooks of easybill', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        business: { customers: customers(1) },
        plus: { plan: 'plus', customers: customers(1) },
        wrapped: { customers: customers(2 * ENVELOPES.length) },
        gone: { customers: customers(2) },
        disorder: { customers: customers(6) },
        newer: { customers: customers(3) },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const relationsOf = (account: string): Map<string, any> => connector.outsmart.account(account).relations;

  it('answers 100 deliveries for one customer with three reads and one write at most, on any plan', async () => {
    const { stack, easybill, outsmart } = connector;
    const plans = ['business', 'plus'] as const;
    for (const plan of plans) await importEnded(stack, await connect(stack, { plan }, plan));
    const before = { easybill: easybill.requests.length, outsmart: outsmart.requests.length };

    // A hundred deliveries within four seconds; they change the customer once.
    for (let sent = 0; sent < 100; sent += 4) {
      for (const plan of [...plans, ...plans, ...plans, ...plans]) {
        easybill.account(plan).upsertCustomer({ id: FIRST_ID, phone_1: '+49 30 5550100' });
      }
      await delay(150);
    }

    await easybill.idle();
    await stack.idle();
    for (const plan of plans) {
      const statuses = easybill.account(plan).deliveries.attempted.map(({ status }) => status);
      expect(statuses).toEqual(new Array(100).fill(200));
      expect(relationsOf(plan).get('10001').phone_number).toBe('+49 30 5550100');
      expect(customerReads(easybill, plan, before.easybill).reads).toBeLessThanOrEqual(3);
      const writes = outsmart.requests.slice(before.outsmart).filter(({ account }) => account === plan);
      expect(writes.map(({ method }) => method)).toEqual(['POST']);
    }
  }, 60_000);

  it('understands every way in which the record may be wrapped', async () => {
    const { stack, easybill } = connector;
    await connectBusiness(stack, 'wrapped');
    const account = easybill.account('wrapped');
    const [hook] = account.webhooks.values();
    let id = FIRST_ID;

    for (const contentType of ['json', 'form'] as const) {
      hook!.content_type = contentType;
      for (const envelope of ENVELOPES) {
        account.deliveries.envelope = envelope;
        account.upsertCustomer({ id, mobile: `${contentType} ${envelope}` });
        id += 1;
      }
    }

    const expected = ['json', 'form'].flatMap((type) => ENVELOPES.map((envelope) => `${type} ${envelope}`));
    await eventually(
      () => [...relationsOf('wrapped').values()].map(({ mobile }) => mobile as string),
      (mobiles) => mobiles.join() === expected.join(),
    );
  }, 30_000);

  it('sets the relation of a deleted or archived customer inactive and keeps it whole', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'gone');
    const account = easybill.account('gone');
    const collection = outsmart.account('gone').collection('/relations');
    for (const debtor_number of ['10001', '10002']) {
      collection.upsert({ debtor_number, remark: 'Hund im Hof', email_workorder: 'a@b.example' }, 'merge');
    }
    const whole = new Map(collection.rows);

    account.deleteCustomer(FIRST_ID);
    account.upsertCustomer({ id: FIRST_ID + 1, archived: true });

    await eventually(
      () => [...collection.rows.values()].map(({ active }) => active),
      (active) => active.join() === '0,0',
    );
    expect(collection.rows.get('10001')).toEqual({ ...whole.get('10001'), active: '0' });
    expect(collection.rows.get('10002')).toEqual({ ...whole.get('10002'), active: '0' });
    await stack.idle();
    const told = (await activity(stack, connectionId)).filter(({ code }) => code === 'recordWithdrawn');
    expect(told.map(({ easybillId }) => easybillId).sort()).toEqual([FIRST_ID, FIRST_ID + 1]);

    account.upsertCustomer({ id: FIRST_ID + 1, archived: false });

    await eventually(
      () => collection.rows.get('10002')?.active,
      (active) => active === '1',
    );
  }, 40_000);

  it('ends at what easybill holds, whatever order deliveries have and however often they come', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connectBusiness(stack, 'disorder');
    const account = easybill.account('disorder');
    account.deliveries.hold();
    account.deliveries.copies = 2;

    account.deleteCustomer(FIRST_ID);
    account.upsertCustomer({ id: FIRST_ID + 1, city: 'Bonn' });
    account.upsertCustomer({ id: FIRST_ID + 1, city: 'Köln' });
    account.upsertCustomer(customer({ id: FIRST_ID + 100, company_name: 'Neu GmbH', number: '20001' }));
    account.upsertCustomer({ id: FIRST_ID + 100, city: 'Ulm' });
    account.upsertCustomer({ id: FIRST_ID + 2, archived: true });
    account.upsertCustomer({ id: FIRST_ID + 2, archived: false, city: 'Kiel' });
    account.upsertCustomer(customer({ id: FIRST_ID + 101, number: '20002' }));
    account.deleteCustomer(FIRST_ID + 101);
    await account.deliveries.release('shuffled');

    // Not until all is idle: a customer that is said to be new and is gone is asked for once more minutes later.
    const expected = {
      10001: 'inactive',
      10002: 'Köln',
      10003: 'Kiel',
      10004: 'Berlin',
      10005: 'Berlin',
      10006: 'Berlin',
      20001: 'Ulm',
    };
    await eventually(
      () =>
        Object.fromEntries(
          [...relationsOf('disorder')].map(([key, { active, city }]) => [
            key,
            active === '1' ? city : 'inactive',
          ]),
        ),
      (cities) => isDeepStrictEqual(cities, expected),
    );
    expect(await importAgain(stack, connectionId)).toMatchObject({ counts: { unchanged: 6 }, problems: {} });
  }, 60_000);

  it('takes fields and values that neither vendor documents', async () => {
    const { stack, easybill, outsmart } = connector;
    easybill.behaviour.unfamiliarValues = true;
    const connectionId = await connectBusiness(stack, 'newer');
    const account = easybill.account('newer');
    const { rows } = outsmart.account('newer').collection('/relations');
    rows.set('10001', { ...rows.get('10001'), segment: 'A+', tags: ['vip', null] as never });

    account.upsertCustomer({ id: FIRST_ID + 1, city: 'Jena' });
    account.deleteCustomer(FIRST_ID);

    await eventually(
      () => rows.get('10001')?.active,
      (active) => active === '0',
    );
    await eventually(
      () => rows.get('10002')?.city,
      (city) => city === 'Jena',
    );
    easybill.behaviour.unfamiliarValues = false;
    const run = await importAgain(stack, connectionId);
    expect(run).toMatchObject({ state: 'complete', counts: { seen: 2, unchanged: 2 }, problems: {} });
  }, 30_000);

  it('make the connector do nothing that a vendor would not like', () => {
    expect([...connector.easybill.violations, ...connector.outsmart.violations]).toEqual([]);
  });
});
