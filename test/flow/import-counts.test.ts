import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { demoCustomers } from '../../infra/local/vendors/demo-customers.ts';
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
import { customer, customerReads, customers, FIRST_ID } from '../support/customers.ts';

const MANY = demoCustomers(2500);
const ARCHIVED = MANY.filter(({ archived }) => archived).length;
const WITHOUT_ADDRESS = MANY.filter(({ archived, street }) => !archived && street === '').length;
const STORED = MANY.length - ARCHIVED - WITHOUT_ADDRESS;

describe('importing all customers', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        many: { customers: MANY },
        refused: { customers: customers(4) },
        unreadable: { customers: customers(3) },
        healed: { customers: [customer(), customer({ street: '', zip_code: null })] },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  it('needs three list calls for 2,500 customers, and writes nothing the second time', async () => {
    const { stack, easybill, outsmart } = connector;

    const connectionId = await connectBusiness(stack, 'many');

    const first = await importEnded(stack, connectionId);
    expect(first).toMatchObject({ state: 'complete', trigger: 'connect', pages: 3, calls: 3 });
    expect(first.counts).toEqual({
      seen: 2500,
      created: STORED,
      updated: 0,
      unchanged: 0,
      skipped: ARCHIVED + WITHOUT_ADDRESS,
      failed: 0,
      withdrawn: 0,
    });
    expect(first.problems).toEqual({ skippedMissingAddress: WITHOUT_ADDRESS });
    expect(customerReads(easybill, 'many')).toEqual({ lists: 3, reads: 0 });
    expect(outsmart.account('many').relations.size).toBe(STORED);

    const before = { mappings: await rows(stack, 'Mappings'), posts: outsmart.requests.length };
    const second = await importAgain(stack, connectionId);

    expect(second).toMatchObject({ state: 'complete', trigger: 'manual', calls: 3 });
    expect(second.counts).toEqual({ ...first.counts, created: 0, unchanged: STORED });
    expect(second.problems).toEqual(first.problems);
    expect(customerReads(easybill, 'many')).toEqual({ lists: 6, reads: 0 });
    expect(outsmart.requests).toHaveLength(before.posts);
    expect(await rows(stack, 'Mappings')).toEqual(before.mappings);
    expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
  }, 120_000);

  it('stores the good records of a batch that OutSmart refuses for a bad one, and names the bad one', async () => {
    const { stack, outsmart } = connector;
    // Refused all four, the first two, the first: only then it is known which record is bad.
    outsmart.faults.add({
      match: { method: 'POST', path: '/relations', account: 'refused' },
      times: 3,
      fault: { kind: 'envelope', code: 1300, messages: ['Insert or update of relation failed'] },
    });

    const connectionId = await connectBusiness(stack, 'refused');

    const run = await importEnded(stack, connectionId);
    expect(run).toMatchObject({ state: 'complete', counts: { seen: 4, created: 3, failed: 1 } });
    expect(run.problems).toEqual({ recordRejected: 1 });
    expect([...outsmart.account('refused').relations.keys()].sort()).toEqual(['10002', '10003', '10004']);
    const told = (await activity(stack, connectionId)).filter(({ level }) => level === 'error');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({
      code: 'recordRejected',
      entity: 'customer',
      easybillId: FIRST_ID,
      runId: run.runId,
      params: { call: 'outsmart POST /relations', vendorCode: 1300 },
    });

    const second = await importAgain(stack, connectionId);

    expect(second.counts).toMatchObject({ created: 1, unchanged: 3, failed: 0 });
    expect(outsmart.account('refused').relations.size).toBe(4);
  }, 30_000);

  it('goes on beside a record it cannot read, and tells which and why once', async () => {
    const { stack, easybill, outsmart } = connector;
    const odd = easybill.account('unreadable').customers.get(FIRST_ID + 1)!;
    odd.number = { value: 'KD-1' } as never;

    const connectionId = await connectBusiness(stack, 'unreadable');

    const run = await importEnded(stack, connectionId);
    expect(run).toMatchObject({ state: 'complete', counts: { seen: 3, created: 2, failed: 1 } });
    expect(run.problems).toEqual({ recordUnreadable: 1 });
    expect(outsmart.account('unreadable').relations.size).toBe(2);

    await importAgain(stack, connectionId);

    const told = (await activity(stack, connectionId)).filter(({ code }) => code === 'recordUnreadable');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatchObject({ easybillId: FIRST_ID + 1, params: { fields: 'number' } });
  }, 30_000);

  it('stores a customer skipped for its address as soon as easybill reports the address', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'healed');
    const { relations } = outsmart.account('healed');
    expect([...relations.keys()]).toEqual(['10001']);
    expect(await activity(stack, connectionId)).toContainEqual(
      expect.objectContaining({
        code: 'skippedMissingAddress',
        easybillId: FIRST_ID + 1,
        params: { fields: 'street, zip_code' },
      }),
    );

    easybill.account('healed').upsertCustomer({ id: FIRST_ID + 1, street: 'Am Markt 3', zip_code: '80331' });

    await eventually(
      () => relations.get('10002')?.street,
      (street) => street === 'Am Markt 3',
    );
    const run = await importAgain(stack, connectionId);
    expect(run).toMatchObject({ counts: { unchanged: 2, skipped: 0 }, problems: {} });
  }, 30_000);
});
