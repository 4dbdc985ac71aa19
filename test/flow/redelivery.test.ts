import { PutSecretValueCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  connect,
  connectBusiness,
  eventually,
  STACK_NAME,
  startConnector,
  type Connector,
  switchCustomersOn,
} from '../support/connector.ts';
import { customers, FIRST_ID } from '../support/customers.ts';
import { deadLetters, queuedMessages, redeliverFast, sendToWorker } from '../support/queue.ts';

const RECEIVES = 5;
const WITHOUT_IMPORT = { plan: 'business', settings: { imports: { customers: { enabled: false } } } };

describe('messages that meet a bug', () => {
  let connector: Connector;
  let connectionId: string;
  let broken: string;
  let misused: string;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        healthy: { customers: customers(2) },
        broken: { customers: customers(1) },
        misused: { customers: customers(1) },
      },
    });
    connectionId = await connectBusiness(connector.stack, 'healthy');
    broken = await connect(connector.stack, WITHOUT_IMPORT, 'broken');
    misused = await connect(connector.stack, WITHOUT_IMPORT, 'misused');
    await switchCustomersOn(connector.stack, broken);
    await switchCustomersOn(connector.stack, misused);
    await redeliverFast(connector.stack);
  }, 60_000);
  afterAll(() => connector.stop());

  const recordMessage = (connectionId: string, easybillId: number): Record<string, unknown> => ({
    type: 'record',
    connectionId,
    entity: 'customer',
    easybillId,
    source: 'webhook',
    firstQueuedAt: Date.now(),
    hops: 0,
  });
  const cityOf = (account: string, number = '10001'): string | null | undefined =>
    connector.outsmart.account(account).relations.get(number)?.city;

  it('are the only ones of their batch that are reported as failed', async () => {
    const { stack, easybill } = connector;
    const { deliveries } = easybill.account('healthy');
    deliveries.dropNext(1);
    easybill.account('healthy').upsertCustomer({ id: FIRST_ID, city: 'Gotha' });
    const record = (messageId: string, body: unknown): unknown => ({ messageId, body: JSON.stringify(body) });

    const result = await stack.invoke('ImportCustomersWorker', {
      Records: [
        record('1', { type: 'unknown' }),
        record('2', recordMessage(connectionId, FIRST_ID)),
        record('3', { ...recordMessage(connectionId, FIRST_ID), entity: 'product' }),
        { messageId: '4', body: 'not JSON' },
      ],
    });

    const failed = ['1', '3', '4'].map((itemIdentifier) => ({ itemIdentifier }));
    expect(result).toEqual({ ok: { batchItemFailures: failed } });
    expect(cityOf('healthy')).toBe('Gotha');
  }, 30_000);

  it('are delivered again and done once the cause is gone', async () => {
    const { stack, easybill } = connector;
    const SecretId = `${STACK_NAME}/connections/${broken}/1`;
    const { SecretString } = await stack.clients.secrets.send(new GetSecretValueCommand({ SecretId }));
    await stack.clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: '{"easybill' }));
    const failuresBefore = failures().length;

    easybill.account('broken').upsertCustomer({ id: FIRST_ID, city: 'Weimar' });
    await eventually(failures, (lines) => lines.length > failuresBefore);
    expect(cityOf('broken')).toBeUndefined();
    await stack.clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString }));

    await eventually(
      () => cityOf('broken'),
      (city) => city === 'Weimar',
    );
    await stack.idle();
    expect(await deadLetters(stack)).toEqual([]);
    expect(JSON.stringify(stack.logs)).not.toContain('{\\"easybill');
  }, 30_000);

  it(`end in the dead-letter queue after exactly ${RECEIVES} receives while others go through`, async () => {
    const { stack, easybill, outsmart } = connector;
    outsmart.faults.add({
      match: { method: 'POST', account: 'misused' },
      times: Infinity,
      fault: { kind: 'envelope', code: 1001 },
    });

    const unreadable = await sendToWorker(stack, 'not JSON');
    await sendToWorker(stack, recordMessage(misused, FIRST_ID));
    easybill.account('healthy').upsertCustomer({ id: FIRST_ID + 1, city: 'Apolda' });
    const done = await eventually(
      () => cityOf('healthy', '10002'),
      (city) => city === 'Apolda',
    );
    await stack.idle();

    expect(done).toBe('Apolda');
    expect(await queuedMessages(stack)).toBe(0);
    const dead = await deadLetters(stack);
    expect(dead.map((body) => (body.startsWith('{') ? JSON.parse(body).connectionId : body)).sort()).toEqual(
      [misused, 'not JSON'].sort(),
    );
    const receives = stack.logs.filter(
      ({ text }) => text.includes('not messages of this queue') && text.includes(unreadable),
    );
    expect(receives).toHaveLength(RECEIVES);
    const writes = outsmart.requests.filter(
      ({ method, account }) => method === 'POST' && account === 'misused',
    );
    expect(writes).toHaveLength(RECEIVES);
  }, 60_000);

  /** What the worker logged about messages that failed. */
  function failures(): string[] {
    return connector.stack.logs
      .map(({ text }) => text)
      .filter((text) => text.includes('message failed and is delivered again'));
  }
});
