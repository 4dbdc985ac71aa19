import { request as httpRequest } from 'node:http';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack/local-stack.ts';
import {
  fixtureFunction,
  fixtureRole,
  writeFixtureAssembly,
  type FixtureAssembly,
  type FixtureResource,
} from '../../support/fixture-assembly.ts';

// Instances start slowly on a busy machine.
jest.setTimeout(30_000);

let assembly: FixtureAssembly;
let stack: LocalStack;

function route(key: string, properties: Readonly<Record<string, unknown>> = {}): FixtureResource {
  return {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey: key,
      Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'Integration' }]] },
      ...properties,
    },
  };
}

function integration(
  functionId: string,
  properties: Readonly<Record<string, unknown>> = {},
): FixtureResource {
  return {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: { 'Fn::GetAtt': [functionId, 'Arn'] },
      PayloadFormatVersion: '2.0',
      ...properties,
    },
  };
}

beforeAll(async () => {
  assembly = await writeFixtureAssembly(
    {
      Role: fixtureRole,
      Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: { ApiId: { Ref: 'Api' }, StageName: '$default', AutoDeploy: true },
      },
      Echo: fixtureFunction('echo'),
      Single: fixtureFunction('echo', { ReservedConcurrentExecutions: 0 }),
      Integration: integration('Echo'),
      Impatient: integration('Echo', { TimeoutInMillis: 100 }),
      SingleIntegration: integration('Single'),
      PostThing: route('POST /things'),
      ListThings: route('GET /things', { AuthorizationType: 'AWS_IAM' }),
      AnyThing: route('ANY /things/{thingId}'),
      GetThing: route('GET /things/{thingId}'),
      SpecialThing: route('ANY /things/special'),
      GreedyThings: route('GET /things/{path+}'),
      Hook: route('POST /hooks/{connectionId}/{token}'),
      Late: route('GET /late', { Target: 'integrations/Impatient' }),
      Throttled: route('GET /throttled', { Target: 'integrations/SingleIntegration' }),
    },
    {
      echo: `
        export const handler = async (event) => {
          const wanted = event.headers['x-answer'];
          if (wanted === 'throw') throw new Error('on purpose');
          if (wanted === 'wait') await new Promise((resolve) => setTimeout(resolve, 1000));
          if (wanted) return JSON.parse(wanted);
          return event;
        };`,
    },
  );
  stack = await startLocalStack(assembly);
});

afterAll(async () => {
  await stack.stop();
  await assembly.remove();
});

type EchoedEvent = Record<string, unknown> & { requestContext: { http: Record<string, unknown> } };

async function eventOf(path: string, init: RequestInit = {}): Promise<EchoedEvent> {
  const response = await fetch(stack.apiUrl + path, init);
  expect(response.status).toBe(200);
  return (await response.json()) as EchoedEvent;
}

function answering(answer: unknown): Promise<Response> {
  return fetch(`${stack.apiUrl}/things`, { headers: { 'x-answer': JSON.stringify(answer) } });
}

describe('the event of a request', () => {
  it('has the payload format 2.0', async () => {
    const event = await eventOf('/things?a=1&b=x%20y&a=2', {
      headers: { 'X-Custom': 'Value', cookie: 'one=1; two=2', 'user-agent': 'test' },
    });

    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'GET /things',
      rawPath: '/things',
      rawQueryString: 'a=1&b=x%20y&a=2',
      queryStringParameters: { a: '1,2', b: 'x y' },
      cookies: ['one=1', 'two=2'],
      headers: { 'x-custom': 'Value', 'x-forwarded-for': '127.0.0.1' },
      isBase64Encoded: false,
      requestContext: {
        http: {
          method: 'GET',
          path: '/things',
          sourceIp: '127.0.0.1',
          userAgent: 'test',
          protocol: 'HTTP/1.1',
        },
        routeKey: 'GET /things',
        stage: '$default',
        time: expect.stringMatching(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/),
        timeEpoch: expect.any(Number),
      },
    });
    expect(event.headers).not.toHaveProperty('cookie');
    expect(event).not.toHaveProperty('body');
    expect(event).not.toHaveProperty('pathParameters');
  });

  it('has no query and no cookies when the request has none', async () => {
    const event = await eventOf('/things');

    expect(event.rawQueryString).toBe('');
    expect(event).not.toHaveProperty('queryStringParameters');
    expect(event).not.toHaveProperty('cookies');
  });

  it('joins a header that came twice with a comma', async () => {
    const event = await new Promise<EchoedEvent>((resolve, reject) => {
      const request = httpRequest(
        `${stack.apiUrl}/things`,
        { headers: { 'x-twice': ['a', 'b'] } },
        (response) => {
          let text = '';
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            resolve(JSON.parse(text) as EchoedEvent);
          });
        },
      );
      request.on('error', reject).end();
    });

    expect(event.headers).toMatchObject({ 'x-twice': 'a,b' });
  });

  it.each([
    ['application/json', false],
    ['application/json; charset=utf-8', false],
    ['text/plain', false],
    ['application/xml', false],
    ['application/x-www-form-urlencoded', true],
    ['application/octet-stream', true],
    [undefined, true],
  ])('has a body of type %s in base64: %s', async (type, isBase64Encoded) => {
    const text = '{"name":"Müller"}';

    const event = await eventOf('/things', {
      method: 'POST',
      body: Buffer.from(text),
      headers: type === undefined ? {} : { 'content-type': type },
    });

    expect(event).toMatchObject({
      isBase64Encoded,
      body: isBase64Encoded ? Buffer.from(text).toString('base64') : text,
    });
  });

  it('has path parameters and the path decoded', async () => {
    const event = await eventOf('/hooks/c%20d/1.2.ab', { method: 'POST' });

    expect(event).toMatchObject({
      rawPath: '/hooks/c d/1.2.ab',
      pathParameters: { connectionId: 'c d', token: '1.2.ab' },
    });
  });
});

describe('a request goes to', () => {
  it.each([
    ['GET', '/things/1', 'GET /things/{thingId}'],
    ['PUT', '/things/1', 'ANY /things/{thingId}'],
    ['GET', '/things/special', 'ANY /things/special'],
    ['GET', '/things/1/parts/2', 'GET /things/{path+}'],
  ])('the most specific route: %s %s to %s', async (method, path, routeKey) => {
    expect((await eventOf(path, { method })).routeKey).toBe(routeKey);
  });

  it.each([
    ['GET', '/'],
    ['DELETE', '/things'],
    ['GET', '/things/'],
    ['POST', '/hooks/only-one'],
    ['POST', '/hooks/one/two/three'],
    ['POST', '/hooks//two'],
    ['GET', '//things'],
  ])('no route: %s %s is 404', async (method, path) => {
    const response = await fetch(stack.apiUrl + path, { method });

    expect([response.status, await response.json()]).toEqual([404, { message: 'Not Found' }]);
  });

  it('nowhere when its path is not properly encoded', async () => {
    const response = await fetch(`${stack.apiUrl}/things/%E0%A4%A`);

    expect(response.status).toBe(400);
  });
});

describe('the response to a request', () => {
  it('is what the function answers: status, headers, cookies and body', async () => {
    const response = await answering({
      statusCode: 201,
      headers: { 'Content-Type': 'application/problem+json', 'X-Count': 3 },
      cookies: ['a=1', 'b=2'],
      body: '{}',
    });

    expect(response.status).toBe(201);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(response.headers.get('x-count')).toBe('3');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe('{}');
  });

  it('is decoded from base64', async () => {
    const response = await answering({ statusCode: 200, body: '/wA=', isBase64Encoded: true });

    expect([...new Uint8Array(await response.arrayBuffer())]).toEqual([255, 0]);
  });

  it('is the JSON itself when the answer has no status', async () => {
    const response = await answering({ hello: 'world' });

    expect(response.headers.get('content-type')).toBe('application/json');
    expect([response.status, await response.json()]).toEqual([200, { hello: 'world' }]);
  });

  it('may be without body', async () => {
    const response = await answering({ statusCode: 204 });

    expect([response.status, await response.text()]).toEqual([204, '']);
  });

  it('is 500 when the answer is no response, and the log says so', async () => {
    const response = await answering({ statusCode: 200, body: { not: 'text' } });

    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    expect(stack.logs.at(-1)?.text).toContain('no response of payload format 2.0');
  });

  it('is 500 when the function fails', async () => {
    const response = await fetch(`${stack.apiUrl}/things`, { headers: { 'x-answer': 'throw' } });

    expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
  });

  it('is 503 when the function needs longer than the integration waits', async () => {
    const response = await fetch(`${stack.apiUrl}/late`, { headers: { 'x-answer': 'wait' } });

    expect([response.status, await response.json()]).toEqual([503, { message: 'Service Unavailable' }]);
  });

  it('is 503 when the function is throttled', async () => {
    expect((await fetch(`${stack.apiUrl}/throttled`)).status).toBe(503);
  });

  it('is 413 when the body is over 10 MB', async () => {
    const response = await fetch(`${stack.apiUrl}/things`, {
      method: 'POST',
      body: Buffer.alloc(10 * 1024 * 1024 + 1),
    });

    expect([response.status, await response.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });
});
