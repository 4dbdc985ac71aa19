import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { env, stdout } from 'node:process';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ulid } from 'ulid';
import { awsJsonError, awsJsonOk, serveAwsJson } from '../../../infra/local/emulators/aws-json-server.ts';
import type { LoopbackServer } from '../../../infra/local/http/loopback-server.ts';
import { triggerMessageSchema } from '../../../shared/messages/export-message.ts';
import { importMessageSchema } from '../../../shared/messages/import-message.ts';
import { webhookToken } from '../../../shared/webhooks/webhook-token.ts';
import { apiRequest } from '../../support/api-request.ts';

const connectionId = `c${ulid()}`;
const signingKey = { kid: '1', key: 'k'.repeat(64) };
const queueUrl = (entities: string) => `https://sqs.eu-central-1.amazonaws.com/123456789012/${entities}`;

let aws: LoopbackServer;
let sent: { QueueUrl: string; MessageBody: string; MessageGroupId: string }[];
let queueAnswers: boolean;
let logged: string;
let handler: (event: ReturnType<typeof apiRequest>) => Promise<APIGatewayProxyStructuredResultV2>;

beforeAll(async () => {
  jest.spyOn(stdout, 'write').mockImplementation((line) => {
    logged += String(line);
    return true;
  });
  aws = await serveAwsJson('1.0', (operation, body) => {
    if (operation === 'GetSecretValue') {
      return Promise.resolve(awsJsonOk({ SecretString: JSON.stringify(signingKey) }));
    }
    sent.push(JSON.parse(body));
    return Promise.resolve(
      queueAnswers ? awsJsonOk({ MessageId: 'm' }) : awsJsonError('ServiceUnavailable', 'no'),
    );
  });
  Object.assign(env, {
    CUSTOMERS_QUEUE_URL: queueUrl('customers'),
    CONTACTS_QUEUE_URL: queueUrl('contacts'),
    PRODUCTS_QUEUE_URL: queueUrl('products'),
    TRIGGER_QUEUE_URL: queueUrl('trigger'),
    WEBHOOK_KEYS_SECRET: 'webhook-keys',
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'id',
    AWS_SECRET_ACCESS_KEY: 'key',
    AWS_ENDPOINT_URL: aws.url,
  });
  ({ handler } = await import('../../../functions/easybill-webhook/handler.ts'));
});

afterAll(async () => {
  jest.restoreAllMocks();
  await aws.close();
});

beforeEach(() => {
  sent = [];
  logged = '';
  queueAnswers = true;
});

function deliver(event: string, body: string): Promise<APIGatewayProxyStructuredResultV2> {
  const token = webhookToken(signingKey, 'easybill', connectionId, 3);
  return handler(
    apiRequest({
      rawPath: `/webhooks/easybill/${connectionId}/${token}`,
      pathParameters: { connectionId, token },
      headers: { 'x-easybill-event': event },
      body,
    }),
  );
}

/** A call of the URL for events of OutSmart, with the token of that kind unless told. */
function tell(
  kind: 'easybill' | 'outsmart' = 'outsmart',
  body = '{"anything":"Müller"}',
): Promise<APIGatewayProxyStructuredResultV2> {
  const token = webhookToken(signingKey, kind, connectionId, 3);
  return handler({
    ...apiRequest({
      rawPath: `/events/outsmart/${connectionId}/${token}`,
      pathParameters: { connectionId, token },
      headers: {},
      body,
    }),
    routeKey: 'POST /events/outsmart/{connectionId}/{token}',
  });
}

/** What the worker makes of the one message that was sent; fails when it would not take it. */
const received = () => importMessageSchema.parse(JSON.parse(sent[0]!.MessageBody));

describe('what the webhook function sends', () => {
  it.each(['customer.create', 'customer.update', 'customer.delete', 'customer.deleted'])(
    'for %s is a record message of the worker',
    async (event) => {
      const before = Date.now();
      expect(await deliver(event, '{"id":4711,"company_name":"Müller"}')).toEqual({ statusCode: 200 });

      const message = received();
      expect(message).toEqual({
        type: 'record',
        connectionId,
        entity: 'customer',
        easybillId: 4711,
        source: 'webhook',
        change: event.slice('customer.'.length, 'customer.create'.length),
        tokenGeneration: 3,
        firstQueuedAt: expect.any(Number),
        hops: 0,
      });
      expect(message.firstQueuedAt).toBeGreaterThanOrEqual(before);
    },
  );

  it.each([
    ['position.create', '{"id":7}', 'products', { entity: 'product', easybillId: 7 }],
    ['position.delete', '{"id":7,"customer_id":9}', 'products', { entity: 'product', easybillId: 7 }],
    ['contact.update', '{"id":8}', 'contacts', { entity: 'contact', easybillId: 8 }],
    ['contact.update', '{"id":8,"customer_id":9}', 'contacts', { entity: 'contact', parentId: 9 }],
    ['contact.create', '{"contact":{"id":8},"customer_id":"9"}', 'contacts', { easybillId: 8, parentId: 9 }],
    ['contact.delete', '{"data":{"id":8,"customer":{"id":9}}}', 'contacts', { easybillId: 8, parentId: 9 }],
    ['contact.delete', 'contact[id]=8&contact[customer_id]=9', 'contacts', { easybillId: 8, parentId: 9 }],
  ])('for %s with %s goes to the worker of %s', async (event, body, queue, expected) => {
    await deliver(event, body);

    expect(sent).toMatchObject([{ QueueUrl: queueUrl(queue) }]);
    expect(received()).toMatchObject(expected);
    // Only the customer of a contact person is a parent.
    const parents = 'parentId' in expected ? [expected.parentId] : [];
    expect([received()].flatMap(({ parentId }: any) => parentId ?? [])).toEqual(parents);
  });

  it('without an id is a reconcile message of the worker', async () => {
    await deliver('customer.update', '');

    expect(received()).toMatchObject({
      type: 'reconcile',
      connectionId,
      entity: 'customer',
      tokenGeneration: 3,
    });
  });

  it('loses nothing on the way through the schema', async () => {
    for (const body of ['{"id":1}', '']) {
      sent = [];
      await deliver('customer.update', body);

      expect(received()).toEqual(JSON.parse(sent[0]!.MessageBody));
    }
  });

  it('goes to the queue of the entity, grouped by connection, and holds no content', async () => {
    await deliver('customer.update', '{"id":1,"company_name":"Müller"}');

    expect(sent).toMatchObject([{ QueueUrl: queueUrl('customers'), MessageGroupId: connectionId }]);
    expect(sent[0]!.MessageBody).not.toContain('Müller');
    expect(logged).toContain('"outcome":"Accepted"');
    expect(logged).not.toMatch(new RegExp(`Müller|${webhookToken(signingKey, 'easybill', connectionId, 3)}`));
  });

  it.each([
    'constructor.update',
    '__proto__.update',
    'tostring.update',
    'document.update',
    'customer',
    '',
    'x',
  ])('is nothing for %j, which is accepted all the same', async (event) => {
    expect(await deliver(event, '{"id":1}')).toEqual({ statusCode: 200 });
    expect(sent).toEqual([]);
  });

  it('fails the delivery when the queue did not take it', async () => {
    queueAnswers = false;

    await expect(deliver('customer.update', '{"id":1}')).rejects.toThrow(
      'AmazonSQS.SendMessage answered 400',
    );
  });
});

describe('an event of OutSmart', () => {
  it.each(['{"anything":"Müller"}', '', 'a=b'])('with %j is a poll message of the trigger', async (body) => {
    expect(await tell('outsmart', body)).toEqual({ statusCode: 200 });

    expect(sent).toMatchObject([{ QueueUrl: queueUrl('trigger'), MessageGroupId: connectionId }]);
    const message: unknown = JSON.parse(sent[0]!.MessageBody);
    expect(triggerMessageSchema.parse(message)).toEqual(message);
    expect(message).toEqual({
      type: 'poll',
      source: 'event',
      connectionId,
      tokenGeneration: 3,
      firstQueuedAt: expect.any(Number),
      hops: 0,
    });
    expect(logged).not.toContain('Müller');
  });

  it('is refused with the token of an easybill webhook, and with too long a body', async () => {
    expect(await tell('easybill')).toEqual({ statusCode: 404 });
    expect(await tell('outsmart', 'x'.repeat(256 * 1024 + 1))).toEqual({ statusCode: 404 });
    expect(sent).toEqual([]);
  });

  it('does not open the door of easybill webhooks', async () => {
    const token = webhookToken(signingKey, 'outsmart', connectionId, 3);
    const request = apiRequest({
      rawPath: `/webhooks/easybill/${connectionId}/${token}`,
      pathParameters: { connectionId, token },
      headers: { 'x-easybill-event': 'customer.update' },
      body: '{"id":1}',
    });
    expect(await handler(request)).toEqual({ statusCode: 404 });
    expect(sent).toEqual([]);
  });

  it('fails when the queue did not take it', async () => {
    queueAnswers = false;
    await expect(tell()).rejects.toThrow('AmazonSQS.SendMessage answered 400');
  });
});
