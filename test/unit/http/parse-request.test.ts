import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import * as z from 'zod';
import { connectRequestSchema } from '../../../shared/lifecycle/connect-request.ts';
import { parseBody, parseQuery } from '../../../shared/http/parse-request.ts';
import { ProblemError } from '../../../shared/http/problem.ts';
import { apiRequest, thrownBy } from '../../support/api-request.ts';

const goodRequest = {
  plan: 'plus',
  easybill: { apiKey: 'key' },
  outsmart: { token: 'token', softwareToken: 'software' },
};

function problemOfBody(body: unknown, schema: z.ZodType = connectRequestSchema): ProblemError {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const error = thrownBy(() => parseBody(schema, apiRequest({ body: text })));
  if (!(error instanceof ProblemError)) throw error;
  return error;
}

describe('parseBody', () => {
  it('fills in the defaults of what is left out, at every depth', () => {
    const request = parseBody(
      connectRequestSchema,
      apiRequest({ body: JSON.stringify({ ...goodRequest, settings: {} }) }),
    );

    expect(request.settings).toMatchObject({
      language: 'de',
      imports: { customers: { enabled: true, missingAddress: 'skip' } },
    });
  });

  it.each([
    ['at the top', { settingz: {} }, 'settingz', 'settings'],
    ['inside a required object', { easybill: { apikey: 'x', apiKey: 'y' } }, 'easybill.apikey', 'apiKey'],
    ['inside an object with defaults', { settings: { lang: 'de' } }, 'settings.lang', 'language'],
    [
      'two defaults deep',
      { settings: { imports: { customer: {} } } },
      'settings.imports.customer',
      'customers',
    ],
    [
      'three defaults deep',
      { settings: { imports: { customers: { groupIDs: [] } } } },
      'settings.imports.customers.groupIDs',
      'groupIds',
    ],
  ])('refuses an unknown field %s and names the nearest known one', (_, changes, field, nearest) => {
    const problem = problemOfBody({ ...goodRequest, ...changes });

    expect(problem.status).toBe(422);
    expect(problem.errors).toEqual([{ field, message: `Unknown field. Did you mean "${nearest}"?` }]);
  });

  it('names each of several unknown fields', () => {
    const problem = problemOfBody({ ...goodRequest, plam: 1, settings: { budgetshare: 1, langauge: 'de' } });

    expect(problem.errors.map(({ field }) => field).sort()).toEqual([
      'plam',
      'settings.budgetshare',
      'settings.langauge',
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString'])('refuses a field named %s like any other', (name) => {
    const body = JSON.stringify(goodRequest).replace('{', `{${JSON.stringify(name)}:{"plan":"plus"},`);

    expect(problemOfBody(body)).toMatchObject({ status: 422, errors: [{ field: name }] });
  });

  it.each([
    ['a number for a text', { ...goodRequest, plan: 5 }, 'plan'],
    ['a missing object', { plan: 'plus', easybill: { apiKey: 'k' } }, 'outsmart'],
    ['a missing field', { ...goodRequest, easybill: {} }, 'easybill.apiKey'],
    ['a blank in a key', { ...goodRequest, easybill: { apiKey: 'a b' } }, 'easybill.apiKey'],
    [
      'an element of a list',
      { ...goodRequest, settings: { imports: { customers: { groupIds: [1, 'x'] } } } },
      'settings.imports.customers.groupIds.1',
    ],
    ['null for an object', { ...goodRequest, settings: null }, 'settings'],
  ])('names the path of %s', (_, body, field) => {
    expect(problemOfBody(body)).toMatchObject({ status: 422, errors: [{ field }] });
  });

  it.each(['[]', 'null', '5', '"text"', 'true'])('refuses the JSON value %s', (body) => {
    expect(problemOfBody(body).status).toBe(422);
  });

  it.each(['{', 'plan=plus', "{'plan':1}", '{"plan":"plus",}', '\u0000'])('answers 400 for %j', (body) => {
    expect(problemOfBody(body)).toMatchObject({ status: 400, errors: [] });
  });

  it('never repeats a secret that was sent wrong', () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 8 }).map((text) => `geheim ${text}`),
        (secret) => {
          const problem = problemOfBody({
            ...goodRequest,
            easybill: { apiKey: secret },
            outsmart: { token: [secret], softwareToken: { value: secret } },
          });

          expect(problem.errors.map(({ field }) => field)).toEqual([
            'easybill.apiKey',
            'outsmart.token',
            'outsmart.softwareToken',
          ]);
          expect(JSON.stringify(problem)).not.toContain('geheim');
        },
      ),
      { numRuns: 30 },
    );
  });

  it('reads a base64 body with umlauts', () => {
    const body = Buffer.from('{"name":"Müller & Söhne 🥨"}').toString('base64');

    expect(parseBody(z.object({ name: z.string() }), apiRequest({ body, isBase64Encoded: true }))).toEqual({
      name: 'Müller & Söhne 🥨',
    });
  });

  it.each([
    ['no body', {}],
    ['an empty body', { body: '' }],
    ['an empty base64 body', { body: '', isBase64Encoded: true }],
    ['a missing base64 body', { isBase64Encoded: true }],
  ])('takes %s for an empty object', (_, event) => {
    expect(parseBody(z.strictObject({ limit: z.number().default(3) }), apiRequest(event))).toEqual({
      limit: 3,
    });
  });
});

describe('parseQuery', () => {
  const schema = z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(50),
    level: z.enum(['info', 'error']).optional(),
  });
  const query = (queryStringParameters?: Record<string, string>) =>
    parseQuery(schema, apiRequest(queryStringParameters ? { queryStringParameters } : {}));

  it('takes defaults when there is no query', () => {
    expect(query()).toEqual({ limit: 50 });
  });

  it('turns text into numbers', () => {
    expect(query({ limit: '7', level: 'error' })).toEqual({ limit: 7, level: 'error' });
  });

  it.each(['0', '101', '-1', '1.5', 'ten', '', 'NaN', 'Infinity'])('refuses the limit %j', (limit) => {
    expect(thrownBy(() => query({ limit }))).toMatchObject({ status: 422, errors: [{ field: 'limit' }] });
  });

  it('names every wrong parameter, unknown ones with the nearest known', () => {
    expect(thrownBy(() => query({ limit: '0', level: 'loud', lvl: 'info' }))).toMatchObject({
      status: 422,
      errors: expect.arrayContaining([
        expect.objectContaining({ field: 'limit' }),
        expect.objectContaining({ field: 'level' }),
        { field: 'lvl', message: 'Unknown field. Did you mean "level"?' },
      ]),
    });
  });
});
