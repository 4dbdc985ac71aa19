import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import {
  connectBusiness,
  eventually,
  importAgain,
  rows,
  startConnector,
  type Connector,
} from '../support/connector.ts';
import { customerReads, customers, FIRST_ID } from '../support/customers.ts';
import { queuedMessages } from '../support/queue.ts';

const LARGEST_BODY = 256 * 1024;
const UPDATE = { 'x-easybill-event': 'customer.update' };
const RECORD = JSON.stringify({ id: FIRST_ID });

// Functions that start, and machines that are busy.
jest.setTimeout(60_000);

describe('who may call the webhook, and with what', () => {
  let connector: Connector;
  let connectionId: string;
  let url: string;
  beforeAll(async () => {
    connector = await startConnector({ plan: 'business', customers: customers(6) });
    connectionId = await connectBusiness(connector.stack);
    const [hook] = connector.easybill.account('first').webhooks.values();
    ({ url } = hook!);
  }, 60_000);
  afterAll(() => connector.stop());

  const post = async (
    target: string,
    body = RECORD,
    headers: Record<string, string> = UPDATE,
  ): Promise<{ status: number; text: string }> => {
    const response = await fetch(target, { method: 'POST', body, headers });
    return { status: response.status, text: await response.text() };
  };

  /** What the deliveries sent by `act` made the worker do: nothing was enqueued if it was not even called. */
  const workCaused = async (act: () => Promise<void>): Promise<{ invocations: number; reads: number }> => {
    const { stack, easybill } = connector;
    await stack.idle();
    const before = stack.metrics('ImportCustomers').invocations;
    const seen = easybill.requests.length;
    await act();
    await stack.idle();
    expect(await queuedMessages(stack)).toBe(0);
    return {
      invocations: stack.metrics('ImportCustomers').invocations - before,
      reads: customerReads(easybill, 'first', seen).reads,
    };
  };

  it('answers 404 to a forged token, whichever character was altered, and enqueues nothing', async () => {
    const token = url.slice(url.lastIndexOf('/') + 1);
    const base = url.slice(0, -token.length);
    const forged = Array.from(token).flatMap((character, i) =>
      [character === 'A' ? 'B' : 'A', character === '1' ? '2' : '1']
        .filter((other) => other !== character)
        .map((other) => `${base}${token.slice(0, i)}${other}${token.slice(i + 1)}`),
    );
    const otherId = `${connectionId.slice(0, -1)}${connectionId.endsWith('Z') ? 'Y' : 'Z'}`;
    const otherConnection = url.replace(connectionId, otherId);
    const answers: { status: number; text: string }[] = [];

    const work = await workCaused(async () => {
      for (const target of [...forged, otherConnection]) answers.push(await post(target));
    });

    expect(new Set(answers.map(({ status, text }) => `${status}:${text}`))).toEqual(new Set(['404:']));
    expect(answers.length).toBeGreaterThan(80);
    expect(work.invocations).toBe(0);
  });

  it.each([
    ['a token that is none', (genuine: string) => genuine.replace(/[^/]+$/, 'token')],
    ['a token with something behind it', (genuine: string) => `${genuine}A`],
    ['an empty mac', (genuine: string) => genuine.replace(/[^.]+$/, '')],
    ['an encoded slash', (genuine: string) => `${genuine}%2F`],
    ['an encoded null', (genuine: string) => `${genuine}%00`],
    ['a connection that is none', (genuine: string) => genuine.replace(/c[0-9A-Z]{26}/, 'constructor')],
    [
      'a connection in small letters',
      (genuine: string) => genuine.replace(/c[0-9A-Z]{26}/, (id) => id.toLowerCase()),
    ],
  ])('answers 404 without a body to %s', async (_what, change) => {
    expect(await post(change(url))).toEqual({ status: 404, text: '' });
  });

  it('takes 256 KiB and answers 404 to a byte more', async () => {
    const filled = (bytes: number): string => RECORD.replace('}', `,"note":"${'x'.repeat(bytes)}"}`);
    const room = LARGEST_BODY - filled(0).length;

    const work = await workCaused(async () => {
      expect(await post(url, filled(room + 1))).toEqual({ status: 404, text: '' });
    });

    expect(work.invocations).toBe(0);
    expect(await post(url, filled(room))).toEqual({ status: 200, text: '' });
  });

  it.each(['document.completed', 'customer.merged', 'constructor.create', '__proto__.update', 'x', ''])(
    'answers 200 to the event "%s" and enqueues nothing',
    async (event) => {
      const work = await workCaused(async () => {
        expect(await post(url, RECORD, { 'x-easybill-event': event })).toEqual({ status: 200, text: '' });
      });

      expect(work.invocations).toBe(0);
    },
  );

  it.each([
    ['plain text', JSON.stringify({ id: FIRST_ID + 4 }), { 'content-type': 'text/plain', ...UPDATE }],
    [
      'bytes, which arrive as base64',
      JSON.stringify({ id: FIRST_ID + 5 }),
      { 'content-type': 'application/octet-stream', ...UPDATE },
    ],
    [
      'a form that claims to be JSON',
      `id=${FIRST_ID + 1}`,
      { 'content-type': 'application/json', ...UPDATE },
    ],
    [
      'an event in the body only',
      JSON.stringify({ event: 'customer.update', data: { id: FIRST_ID + 2 } }),
      {},
    ],
    [
      'the other spelling of delete',
      JSON.stringify({ type: 'customer.deleted', customer: { id: `${FIRST_ID + 3}` } }),
      {},
    ],
  ])('reads the record of a delivery that is %s', async (_what, body, headers: Record<string, string>) => {
    const work = await workCaused(async () => {
      expect((await post(url, body, headers)).status).toBe(200);
    });

    expect(work.reads).toBe(1);
  });

  it('keeps one flag when a customer changed but the delivery does not say which', async () => {
    const { stack } = connector;
    const flag = async (): Promise<unknown> => {
      const states = await rows(stack, 'Connections', connectionId);
      return states.find(({ sk }) => sk === 'entity#customer')?.dirtySince;
    };
    expect(await flag()).toBeUndefined();

    const work = await workCaused(async () => {
      expect((await post(url, '')).status).toBe(200);
      await eventually(flag, (since) => since !== undefined);
    });
    const since = await flag();
    await workCaused(async () => {
      expect((await post(url, 'id=&number=10001')).status).toBe(200);
      expect((await post(url, '[]')).status).toBe(200);
    });

    expect(work.reads).toBe(0);
    expect(await flag()).toBe(since);
    await importAgain(stack, connectionId);
    expect(await flag()).toBeUndefined();
  });

  it('drops what comes with the token of an older generation', async () => {
    const { stack } = connector;
    await stack.clients.dynamodb.send(
      new UpdateCommand({
        TableName: stack.tableName('Connections'),
        Key: { pk: connectionId, sk: 'connection' },
        UpdateExpression: 'SET tokenGeneration = :next',
        ExpressionAttributeValues: { ':next': 2 },
      }),
    );

    const work = await workCaused(async () => {
      expect((await post(url, JSON.stringify({ id: FIRST_ID + 50 }))).status).toBe(200);
    });

    expect(work.invocations).toBe(1);
    expect(work.reads).toBe(0);
  });
});
