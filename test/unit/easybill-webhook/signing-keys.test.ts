import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { SigningKeys } from '../../../functions/easybill-webhook/signing-keys.ts';
import {
  awsJsonError,
  awsJsonOk,
  serveAwsJson,
  type AwsJsonAnswer,
} from '../../../infra/local/emulators/aws-json-server.ts';
import type { LoopbackServer } from '../../../infra/local/http/loopback-server.ts';

const first = { kid: '1', key: 'first'.repeat(8) };
const second = { kid: '2', key: 'second'.repeat(8) };
const start = Date.parse('2026-03-01T12:00:00Z');

let server: LoopbackServer;
let answer: AwsJsonAnswer;
let calls: { operation: string; body: unknown }[];
let keys: SigningKeys;

const secretOf = (value: unknown): AwsJsonAnswer => awsJsonOk({ SecretString: JSON.stringify(value) });

function at(seconds: number): void {
  jest.setSystemTime(start + seconds * 1000);
}

beforeEach(async () => {
  // Only the clock stands still; the call over the network goes on.
  jest.useFakeTimers({
    now: start,
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  });
  calls = [];
  answer = secretOf(first);
  server = await serveAwsJson('1.1', (operation, body) => {
    calls.push({ operation, body: JSON.parse(body) });
    return Promise.resolve(answer);
  });
  keys = new SigningKeys({
    routes: new Map(),
    triggerQueueUrl: 'https://sqs.test/trigger',
    keysSecret: 'webhook-keys',
    region: 'eu-central-1',
    sqsEndpoint: undefined,
    secretsEndpoint: server.url,
    credentials: { accessKeyId: 'id', secretAccessKey: 'key', sessionToken: undefined },
  });
});

afterEach(async () => {
  jest.useRealTimers();
  await server.close();
});

describe('SigningKeys', () => {
  it('reads the secret with one call when cold and with none when warm', async () => {
    expect(await keys.get('1')).toEqual(first);
    at(299);
    expect(await keys.get('1')).toEqual(first);

    expect(calls).toEqual([{ operation: 'GetSecretValue', body: { SecretId: 'webhook-keys' } }]);
  });

  it('reads it again after five minutes', async () => {
    await keys.get('1');
    at(300);
    await keys.get('1');

    expect(calls).toHaveLength(2);
  });

  it('reads it again for a key it does not know, at most every 30 seconds', async () => {
    await keys.get('1');
    at(29);
    expect(await keys.get('2')).toBeUndefined();
    expect(calls).toHaveLength(1);

    answer = secretOf(second);
    at(30);
    expect(await keys.get('2')).toEqual(second);
    expect(calls).toHaveLength(2);
  });

  it('knows every key that is live while keys rotate, with one call', async () => {
    answer = secretOf({ ...second, since: start, older: [{ ...first, since: 0 }, { kid: 'broken' }] });

    expect(await keys.get('1')).toEqual(first);
    expect(await keys.get('2')).toEqual(second);
    expect(await keys.get('broken')).toBeUndefined();
    expect(calls).toHaveLength(1);
  });

  it('makes no call for each of many forged tokens', async () => {
    for (let second_ = 0; second_ < 60; second_ += 1) {
      at(second_);
      expect(await keys.get(`forged${second_}`)).toBeUndefined();
    }

    expect(calls).toHaveLength(2);
  });

  it('gives no key of another id', async () => {
    expect(await keys.get('2')).toBeUndefined();
    expect(await keys.get('')).toBeUndefined();
    expect(await keys.get('toString')).toBeUndefined();
  });

  it.each([
    ['the secret is not there', awsJsonError('ResourceNotFoundException', 'no such secret')],
    ['the secret is empty', awsJsonOk({})],
    ['the secret has no key', secretOf({ kid: '1' })],
    ['the secret is a list', secretOf([first])],
    ['the key is a number', secretOf({ kid: '1', key: 5 })],
  ])('fails when %s, and tries again the next time', async (_, bad) => {
    answer = bad;
    await expect(keys.get('1')).rejects.toThrow(
      /GetSecretValue answered 400|the signing keys secret has no key/,
    );
    answer = secretOf(first);

    expect(await keys.get('1')).toEqual(first);
  });

  it.each([`{"kid":"1","key":"${first.key}`, first.key, `{kid:${first.key}}`])(
    'never puts the key into an error: %s',
    async (secret) => {
      answer = awsJsonOk({ SecretString: secret });

      const error = await keys.get('1').catch((thrown: unknown) => thrown);

      expect(error).toBeInstanceOf(Error);
      expect(String(error)).not.toContain('first');
    },
  );
});
