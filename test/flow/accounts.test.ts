import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  api,
  connect,
  connectRequest,
  eventually,
  importEnded,
  outsmartToken,
  rows,
  SOFTWARE_TOKEN,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customers, FIRST_ID } from '../support/customers.ts';
import { forgetConnectStart, lookAtAll, statusBecomes, storedConnection } from '../support/time-travel.ts';

jest.setTimeout(60_000);

describe('which accounts belong together', () => {
  let connector: Connector;
  beforeAll(async () => {
    connector = await startConnector({
      plan: 'business',
      accounts: {
        first: { customers: customers(2) },
        second: { customers: customers(2) },
        left: { customers: customers(1) },
        stuck: {},
        unreadable: {},
      },
    });
  }, 60_000);
  afterAll(() => connector.stop());

  const pair = (outsmart: string, easybill: string): Record<string, unknown> => ({
    ...connectRequest(easybill),
    plan: 'business',
    outsmart: { token: outsmartToken(outsmart), softwareToken: SOFTWARE_TOKEN },
  });
  const post = (body: unknown) => api(connector.stack, 'POST', '/connections', body);
  const end = async (connectionId: string): Promise<void> => {
    await api(connector.stack, 'DELETE', `/connections/${connectionId}`);
    await eventually(
      () => storedConnection(connector.stack, connectionId),
      (stored) => stored!.cleanup === undefined,
    );
  };

  it('is settled by who is connected now, and remembered for both pairs', async () => {
    const { stack } = connector;
    const first = await connect(stack, pair('first', 'first'));
    await importEnded(stack, first);
    // As long as it is connected, neither account may go anywhere else.
    expect((await post(pair('first', 'second'))).status).toBe(409);
    expect((await post(pair('second', 'first'))).status).toBe(409);

    await end(first);
    const other = await connect(stack, pair('first', 'second'));
    await importEnded(stack, other);
    expect(other).not.toBe(first);
    expect((await post(pair('first', 'first'))).status).toBe(409);

    await end(other);
    const again = await connect(stack, pair('first', 'first'));
    const run = await importEnded(stack, again);
    expect(again).toBe(first);
    expect(run.counts).toMatchObject({ created: 0, unchanged: 2 });
    expect((await storedConnection(stack, other))!.status).toBe('disconnected');
  });

  it('lets another OutSmart account have an easybill account that was left', async () => {
    const { stack } = connector;
    const before = await connect(stack, pair('left', 'left'));
    await importEnded(stack, before);
    await end(before);

    const after = await connect(stack, pair('second', 'left'));
    await importEnded(stack, after);

    expect(after).not.toBe(before);
    expect((await post(pair('left', 'left'))).status).toBe(409);
    expect(connector.outsmart.account('second').relations.size).toBe(1);
    const hooks = [...connector.easybill.account('left').webhooks.values()];
    expect(hooks.map(({ url }) => url.includes(after))).toEqual([true]);
  });

  it('removes the webhook that is left when the key still opens, and tells when it cannot', async () => {
    const { stack, easybill } = connector;
    const connectionId = await connect(stack, pair('unreadable', 'unreadable'));
    await importEnded(stack, connectionId);
    easybill.account('unreadable').apiKeys.clear();

    await end(connectionId);

    const { body } = await api(stack, 'GET', `/connections/${connectionId}/activity?lang=en`);
    expect(body.items[0]).toMatchObject({ code: 'webhookLeft', level: 'warning' });
    expect(easybill.account('unreadable').webhooks.size).toBe(1);
    const [{ url }] = easybill.account('unreadable').webhooks.values() as any;
    const headers = { 'x-easybill-event': 'customer.update' };
    const late = await fetch(url, { method: 'POST', body: JSON.stringify({ id: FIRST_ID }), headers });
    expect(late.status).toBe(200);
  });

  it('finishes an attempt that stopped, without anybody asking, when its key is stored', async () => {
    const { stack, easybill } = connector;
    easybill.faults.add({
      match: { method: 'POST', path: '/webhooks', account: 'stuck' },
      fault: { kind: 'lostAnswer' },
    });
    expect((await post(pair('stuck', 'stuck'))).status).toBe(503);
    const [stuck] = (await rows(stack, 'Connections')).filter(({ status }) => status === 'connecting');
    const connectionId = stuck!.connectionId as string;
    // A request may still be at it.
    await lookAtAll(stack);
    await stack.idle();
    expect((await storedConnection(stack, connectionId))!.status).toBe('connecting');
    await forgetConnectStart(stack, connectionId);

    await lookAtAll(stack);

    await statusBecomes(stack, connectionId, 'active');
    expect(easybill.account('stuck').webhooks.size).toBe(1);
  });
});
