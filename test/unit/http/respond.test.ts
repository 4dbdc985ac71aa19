import { describe, expect, it } from '@jest/globals';
import middy from '@middy/core';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import {
  conflict,
  invalid,
  notFound,
  ProblemError,
  unavailable,
  unreadable,
} from '../../../shared/http/problem.ts';
import { json, problemResponses } from '../../../shared/http/respond.ts';
import { apiRequest } from '../../support/api-request.ts';

async function answerTo(act: () => unknown): Promise<{
  answer: APIGatewayProxyStructuredResultV2;
  body: any;
  logged: unknown[][];
}> {
  const logged: unknown[][] = [];
  const logger = {
    error: (...entry: unknown[]) => {
      logged.push(entry);
    },
  } as unknown as Logger;
  const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use(problemResponses(logger))
    .handler(async () => {
      await Promise.resolve(act());
      return json(200, { done: true });
    });
  const answer = await handler(apiRequest({}), {} as Context);
  return { answer, body: JSON.parse(answer.body ?? 'null'), logged };
}

function refuseWith(error: unknown): () => never {
  return () => {
    throw error;
  };
}

describe('json', () => {
  it('is an answer with a JSON body', () => {
    expect(json(201, { name: 'Müller' })).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json' },
      body: '{"name":"Müller"}',
    });
  });
});

describe('problemResponses', () => {
  it('leaves a good answer alone', async () => {
    const { answer } = await answerTo(() => undefined);

    expect(answer).toMatchObject({ statusCode: 200, body: '{"done":true}' });
  });

  it.each([
    [unreadable('No JSON.'), 400, 'Unreadable request'],
    [notFound('No such thing.'), 404, 'Not found'],
    [conflict('Already there.'), 409, 'Conflict'],
    [unavailable('Not now.', 30), 503, 'Temporarily unavailable'],
  ])('answers %s as problem+json', async (problem, status, title) => {
    const { answer, body, logged } = await answerTo(refuseWith(problem));

    expect(answer.statusCode).toBe(status);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    expect(body).toEqual({ type: 'about:blank', title, status, detail: problem.detail });
    expect(logged).toEqual([]);
  });

  it('lists the wrong fields of a 422', async () => {
    const errors = [{ field: 'easybill.apiKey', message: 'Copy it again.' }];
    const { body } = await answerTo(refuseWith(invalid(errors)));

    expect(body).toMatchObject({ status: 422, errors });
  });

  it('says when to come back', async () => {
    const { answer } = await answerTo(refuseWith(unavailable('Not now.', 30)));

    expect(answer.headers?.['retry-after']).toBe('30');
  });

  it('names no time when there is none to name', async () => {
    const { answer } = await answerTo(refuseWith(conflict('Already there.')));

    expect(Object.keys(answer.headers ?? {})).toEqual(['content-type']);
  });

  it.each([
    new Error('table connections-prod is on fire'),
    new TypeError('x of undefined'),
    'a thrown connections-prod text',
  ])('answers a bug with a 500 that tells nothing of it, and logs it: %s', async (bug) => {
    const { answer, body, logged } = await answerTo(refuseWith(bug));

    expect(answer.statusCode).toBe(500);
    expect(answer.headers?.['content-type']).toBe('application/problem+json');
    expect(Object.keys(body).sort()).toEqual(['detail', 'status', 'title', 'type']);
    expect(JSON.stringify(answer)).not.toMatch(/connections-prod|undefined|TypeError/);
    expect(logged).toEqual([['request failed', { error: bug }]]);
  });

  it('keeps the detail of a problem out of its message, which may be logged', () => {
    expect(new ProblemError(422, 'Invalid request', 'about Herr Müller').message).toBe('422 Invalid request');
  });
});
