import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Fault } from '../../infra/local/vendors/faults.ts';
import {
  activity,
  api,
  connect,
  connectBusiness,
  easybillKey,
  eventually,
  importAgain,
  importEnded,
  outsmartToken,
  rows,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customerReads, customers, FIRST_ID } from '../support/customers.ts';
import { deadLetters, queuedMessages, sendToWorker } from '../support/queue.ts';
import { itInFull } from '../support/in-full.ts';

const FAULTS: Readonly<Record<string, Fault>> = {
  refusing: { kind: 'refuse' },
  failing: { kind: 'status', status: 500, body: 'Internal Server Error' },
  proxied: { kind: 'html200' },
  torn: { kind: 'garbageJson' },
  silent: { kind: 'lostAnswer' },
};
const NAMES = Object.keys(FAULTS);
const threeEach = Object.fromEntries(NAMES.map((name) => [name, { customers: customers(3) }]));

describe('faults of the vendors', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        ...threeEach,
        reads: { customers: customers(NAMES.length + 1) },
        unsure: { customers: customers(2) },
        easybill: { customers: customers(1) },
        outsmart: { customers: customers(1) },
        closed: { customers: customers(1) },
        crowded: { customers: customers(1) },
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const codesOf = async (connectionId: string): Promise<string[]> =>
    (await activity(connector.stack, connectionId)).map(({ code }) => code);
  const entityState = async (connectionId: string): Promise<any> =>
    (await rows(connector.stack, 'Connections', connectionId)).find(({ sk }) => sk === 'entity#customer');

  it('of a list are waited out, and the run goes on', async () => {
    const { stack, easybill, outsmart } = connector;
    for (const name of NAMES) {
      easybill.faults.add({ match: { path: '/customers', account: name }, fault: FAULTS[name]! });
    }

    const runs = await Promise.all(
      NAMES.map(async (name) => importEnded(stack, await connect(stack, { plan: 'business' }, name))),
    );

    for (const run of runs)
      expect(run).toMatchObject({ state: 'complete', counts: { created: 3 }, calls: 2 });
    for (const name of NAMES) expect(customerReads(easybill, name)).toEqual({ lists: 2, reads: 0 });
    expect(NAMES.map((name) => outsmart.account(name).relations.size)).toEqual([3, 3, 3, 3, 3]);
    expect(easybill.faults.outstanding).toBe(0);
  }, 60_000);

  itInFull(
    'of single reads are waited out, and every record arrives',
    async () => {
      const { stack, easybill, outsmart } = connector;
      const connectionId = await connectBusiness(stack, 'reads');
      NAMES.forEach((name, i) => {
        const path = `/customers/${FIRST_ID + i}`;
        easybill.faults.add({ match: { path, account: 'reads' }, fault: FAULTS[name]! });
        easybill.account('reads').upsertCustomer({ id: FIRST_ID + i, city: 'Jena' });
      });
      // Having waited for other reasons makes no failure worse.
      const easybillId = FIRST_ID + NAMES.length;
      easybill.account('reads').deliveries.dropNext(1);
      easybill.account('reads').upsertCustomer({ id: easybillId, city: 'Jena' });
      easybill.faults.add({
        match: { path: `/customers/${easybillId}`, account: 'reads' },
        fault: FAULTS.proxied!,
      });
      await sendToWorker(stack, {
        type: 'record',
        connectionId,
        entity: 'customer',
        easybillId,
        source: 'webhook',
        firstQueuedAt: Date.now(),
        hops: 40,
      });

      await eventually(
        () => [...outsmart.account('reads').relations.values()].map(({ city }) => city),
        (cities) => cities.every((city) => city === 'Jena'),
        40_000,
      );

      expect(customerReads(easybill, 'reads').reads).toBe(2 * (NAMES.length + 1));
      expect(easybill.faults.outstanding).toBe(0);
    },
    60_000,
  );

  itInFull.each([
    ['is lost', { kind: 'lostAnswer' }],
    ['is 1007', { kind: 'envelope', code: 1007, executed: true }],
  ] as const)(
    "write again when OutSmart's answer %s, once it cannot land any more",
    async (_what, fault) => {
      const { stack, easybill, outsmart } = connector;
      const connectionId = await connectBusiness(stack, 'unsure');
      const seen = outsmart.requests.length;
      const city = `Ulm ${fault.kind}`;
      outsmart.faults.add({ match: { method: 'POST', account: 'unsure' }, fault });

      easybill.account('unsure').upsertCustomer({ id: FIRST_ID, city });
      const blockedUntil = await eventually(
        async () => (await entityState(connectionId)).leaseUntil - Date.now(),
        (left) => outsmart.faults.outstanding === 0 && left > 0 && left <= 60_000,
      );

      const [stored] = await rows(stack, 'Mappings', `${connectionId}#customer`);
      expect(stored).not.toHaveProperty('hash');
      expect(blockedUntil).toBeGreaterThan(50_000);
      // As if the minute in which the write may still land had passed.
      await stack.clients.dynamodb.send(
        new UpdateCommand({
          TableName: stack.tableName('Connections'),
          Key: { pk: connectionId, sk: 'entity#customer' },
          UpdateExpression: 'SET leaseUntil = :past',
          ExpressionAttributeValues: { ':past': 0 },
        }),
      );
      await stack.idle();
      const writes = outsmart.requests
        .slice(seen)
        .filter(({ method, account }) => method === 'POST' && account === 'unsure');
      expect(writes.map(({ body }: any) => body.map((relation: any) => relation.city))).toEqual([
        [city],
        [city],
      ]);
      expect((await rows(stack, 'Mappings', `${connectionId}#customer`))[0]).toHaveProperty('hash');
      expect(outsmart.maxConcurrentWrites('unsure')).toBe(1);
    },
    60_000,
  );

  it.each([
    ['easybill', 401],
    ['outsmart', 1004],
  ] as const)(
    'ask for new credentials when %s rejects them, and lose nothing',
    async (vendor, vendorCode) => {
      const { stack, easybill, outsmart } = connector;
      const connectionId = await connectBusiness(stack, vendor);
      const { apiKeys } = easybill.account(vendor);
      if (vendor === 'easybill') apiKeys.delete(easybillKey(vendor));
      else outsmart.account(vendor).token = 'another-token';

      easybill.account(vendor).upsertCustomer({ id: FIRST_ID, city: 'Gera' });
      await eventually(
        async () => (await api(stack, 'GET', `/connections/${connectionId}`)).body.status,
        (status) => status === 'reconnect',
      );
      await stack.idle();
      const seen = easybill.requests.length;
      easybill.account(vendor).upsertCustomer({ id: FIRST_ID, city: 'Suhl' });
      await easybill.idle();
      await stack.idle();

      expect(easybill.requests).toHaveLength(seen);
      expect((await entityState(connectionId)).dirtySince).toBeGreaterThan(0);
      const told = (await activity(stack, connectionId)).filter(({ level }) => level === 'error');
      expect(told).toMatchObject([{ code: 'credentialsRejected', params: { vendor, vendorCode } }]);
      expect((await api(stack, 'POST', `/connections/${connectionId}/imports`)).status).toBe(409);

      apiKeys.add(easybillKey(vendor));
      outsmart.account(vendor).token = outsmartToken(vendor);
      expect(await connectBusiness(stack, vendor)).toBe(connectionId);

      expect(outsmart.account(vendor).relations.get('10001')).toMatchObject({ city: 'Suhl' });
      expect((await entityState(connectionId)).dirtySince).toBeUndefined();
      // The message of the last step is deleted a moment after the step is stored.
      await stack.idle();
      expect(await queuedMessages(stack)).toBe(0);
    },
    60_000,
  );

  it('close only customers when easybill denies those, and the connection when it denies all', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connectBusiness(stack, 'closed');
    const deny = (path: RegExp): void => {
      easybill.faults.add({ match: { path, account: 'closed' }, fault: { kind: 'status', status: 403 } });
    };
    const shown = async (): Promise<any> => (await api(stack, 'GET', `/connections/${connectionId}`)).body;

    deny(/^\/customers$/);
    const denied = await importAgain(stack, connectionId);

    expect(denied.state).toBe('failed');
    expect(await shown()).toMatchObject({ status: 'active', blockedEntities: ['customer'] });
    expect(await codesOf(connectionId)).toContain('entityBlocked');

    expect(await importAgain(stack, connectionId)).toMatchObject({ state: 'complete' });
    expect(await shown()).toMatchObject({ status: 'active', blockedEntities: [] });

    deny(/^\/customers$/);
    deny(/^\/logins$/);
    expect(await importAgain(stack, connectionId)).toMatchObject({ state: 'failed' });
    expect(await shown()).toMatchObject({ status: 'reconnect', blockedEntities: [] });
    expect(await codesOf(connectionId)).toContain('credentialsRejected');
  }, 60_000);

  it('that another program causes by using up the budget are waited for and told once', async () => {
    const { stack, easybill, outsmart } = connector;
    const connectionId = await connectBusiness(stack, 'crowded');
    const limited: Fault = { kind: 'status', status: 429, headers: { 'retry-after': '2' } };
    easybill.faults.add({ match: { path: /^\/customers\//, account: 'crowded' }, times: 2, fault: limited });

    easybill.account('crowded').upsertCustomer({ id: FIRST_ID, city: 'Fulda' });

    await eventually(
      () => outsmart.account('crowded').relations.get('10001')?.city,
      (city) => city === 'Fulda',
      40_000,
    );
    await stack.idle();
    const reads = easybill.requests.filter(
      ({ account, path }) => account === 'crowded' && path.startsWith('/customers/'),
    );
    expect(reads.map(({ status }) => status)).toEqual([429, 429, 200]);
    const waits = reads.slice(1).map(({ at }, i) => at - reads[i]!.at);
    for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(2000);
    expect((await codesOf(connectionId)).filter((code) => code === 'rateLimited')).toHaveLength(1);
  }, 60_000);

  it('put nothing into the dead-letter queue', async () => {
    expect(await deadLetters(connector.stack)).toEqual([]);
  });
});
