import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { cpuUsage, env, stdout } from 'node:process';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { ulid } from 'ulid';
import { readForm } from '../../../functions/easybill-webhook/read-form.ts';
import { awsJsonOk, serveAwsJson } from '../../../infra/local/emulators/aws-json-server.ts';
import type { LoopbackServer } from '../../../infra/local/http/loopback-server.ts';
import { webhookToken } from '../../../shared/webhooks/webhook-token.ts';
import { apiRequest } from '../../support/api-request.ts';

const BYTES = 256 * 1024;
const connectionId = `c${ulid()}`;
const signingKey = { kid: '1', key: 'k'.repeat(64) };
const queueUrl = 'https://sqs.eu-central-1.amazonaws.com/123456789012/records';

/** Pieces one after the other, as many as fit. */
function filled(piece: (i: number) => string, separator: string): string {
  const pieces: string[] = [];
  for (let length = 0, i = 0; ; i += 1) {
    const next = piece(i);
    length += next.length + separator.length;
    if (length > BYTES - 100) return pieces.join(separator);
    pieces.push(next);
  }
}
const nested = (open: string, close: string): string => {
  const depth = Math.floor(BYTES / (open.length + close.length)) - 1;
  return `${open.repeat(depth)}1${close.repeat(depth)}`;
};
const base36 = (i: number): string => i.toString(36);

/** The most that a body may hold, in the forms that cost most. */
const bodies = {
  'a form of records with one name': filled((i) => `a[${base36(i)}]=`, '&'),
  'a form of customer fields': filled((i) => `customer[${base36(i)}]=1`, '&'),
  'a form of many names': filled(base36, '&'),
  'a form of nothing': '&'.repeat(BYTES),
  'a form of JSON': filled((i) => `${base36(i)}={}`, '&'),
  'a form of broken JSON': filled((i) => `${base36(i)}={"`, '&'),
  'a form of one name': `id=${'9'.repeat(BYTES - 3)}`,
  'an escaped form': `payload=${'%7B'.repeat(BYTES / 3 - 3)}`,
  'a form with a large payload': `payload={${filled((i) => `"${base36(i)}":0`, ',')}}`,
  'a record of 8,000 fields': `{${Array.from({ length: 7998 }, (_, i) => `"${base36(i)}":"${'x'.repeat(16)}"`).join(',')}}`,
  'records in a list of 8,000': `[${Array.from({ length: 3999 }, (_, i) => `{"${base36(i)}":"${'x'.repeat(48)}"}`).join(',')}]`,
  'a long text': `{"id":5,"note":"${'\\u00e4'.repeat(BYTES / 6 - 20)}"}`,
  brackets: '['.repeat(BYTES),
  'a record of many fields': `{${filled((i) => `"${base36(i)}":0`, ',')}}`,
  'a customer of many fields': `{"customer":{${filled((i) => `"${base36(i)}":{}`, ',')}}}`,
  'deep lists': nested('[', ']'),
  'deep records': nested('{"customer":', '}'),
  'a list of records': `[${filled((i) => `{"${base36(i)}":1}`, ',')}]`,
  'an event of dots': `{"event":"${'.'.repeat(BYTES - 20)}","id":5}`,
  'an id of digits': `{"id":"${'9'.repeat(BYTES - 20)}"}`,
  'broken JSON': `{${filled((i) => `"${base36(i)}":0`, ',')}`,
};

let aws: LoopbackServer;
let handler: (event: ReturnType<typeof apiRequest>) => Promise<APIGatewayProxyStructuredResultV2>;

beforeAll(async () => {
  jest.spyOn(stdout, 'write').mockReturnValue(true);
  aws = await serveAwsJson('1.0', (operation) =>
    Promise.resolve(
      awsJsonOk(
        operation === 'GetSecretValue' ? { SecretString: JSON.stringify(signingKey) } : { MessageId: 'm' },
      ),
    ),
  );
  Object.assign(env, {
    CUSTOMERS_QUEUE_URL: queueUrl,
    CONTACTS_QUEUE_URL: queueUrl,
    PRODUCTS_QUEUE_URL: queueUrl,
    TRIGGER_QUEUE_URL: queueUrl,
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

/** Milliseconds of CPU that a delivery takes at the least, of so many. */
async function cost(body: string, times: number, event = 'customer.update'): Promise<number> {
  const token = webhookToken(signingKey, 'easybill', connectionId, 3);
  const request = apiRequest({
    rawPath: `/webhooks/easybill/${connectionId}/${token}`,
    pathParameters: { connectionId, token },
    headers: event === '' ? {} : { 'x-easybill-event': event },
    body,
  });
  let least = Infinity;
  for (let i = 0; i < times; i += 1) {
    const before = cpuUsage();
    expect(await handler(request)).toEqual({ statusCode: 200 });
    const { user, system } = cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

describe('a delivery of 256 KiB', () => {
  it.each(Object.entries(bodies))('takes at most 20 times what an empty one takes: %s', async (_, body) => {
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(BYTES);
    const empty = await cost('', 15);

    expect(await cost(body, 5)).toBeLessThan(20 * empty);
    expect(await cost(body, 5, '')).toBeLessThan(20 * empty);
  });
});

describe('the fields of a form', () => {
  it('are read up to the 500th', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `f${i}=1`);

    expect(Object.keys(readForm(names.join('&')))).toHaveLength(500);
    expect(Object.keys(readForm(names.slice(0, 500).join('&')))).toHaveLength(500);
    expect(Object.keys(readForm(names.slice(0, 499).join('&')))).toHaveLength(499);
    expect(readForm(`id=5&${names.join('&')}`)).toMatchObject({ id: '5' });
  });

  it('of a record are read up to the 500th', () => {
    const names = Array.from({ length: 20_000 }, (_, i) => `customer[f${i}]=1`);
    const { customer } = readForm(names.join('&'));

    expect(Object.keys(Object(customer))).toHaveLength(500);
  });
});
