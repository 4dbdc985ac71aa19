import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { parseBody } from '../../../shared/http/parse-request.ts';
import { apiRequest, thrownBy } from '../../support/api-request.ts';

const any = z.object({ text: z.string().default('') });
const body = '{"text":"Grüße"}';

function bodyOf(bytes: number): string {
  return JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
}

describe('the size of a body', () => {
  it('may be 256 KiB', () => {
    expect(parseBody(any, apiRequest({ body: bodyOf(256 * 1024) })).text).toHaveLength(256 * 1024 - 11);
  });

  it.each([
    ['a text', { body: bodyOf(256 * 1024 + 1) }],
    ['a text of fewer characters', { body: JSON.stringify({ text: 'ü'.repeat(131_072) }) }],
    ['base64', { body: Buffer.from(bodyOf(256 * 1024 + 1)).toString('base64'), isBase64Encoded: true }],
  ])('is refused above that as %s', (_, event) => {
    expect(thrownBy(() => parseBody(any, apiRequest(event)))).toMatchObject({ status: 413 });
  });
});

describe('the content type of a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'Application/JSON',
    'application/merge-patch+json',
  ])('may be %s', (type) => {
    expect(parseBody(any, apiRequest({ body, headers: { 'content-type': type } }))).toEqual({
      text: 'Grüße',
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', 'application/+json', ''])(
    'may not be %j',
    (type) => {
      expect(
        thrownBy(() => parseBody(any, apiRequest({ body, headers: { 'content-type': type } }))),
      ).toMatchObject({ status: 415 });
    },
  );

  it('does not matter without a body', () => {
    expect(parseBody(any, apiRequest({ headers: { 'content-type': 'text/plain' } }))).toEqual({ text: '' });
  });
});

describe('what is said about a field', () => {
  const said = (schema: z.ZodType, value?: unknown): string => {
    const request = apiRequest({ body: JSON.stringify({ field: value }) });
    const { errors } = thrownBy(() => parseBody(z.object({ field: schema }), request)) as any;
    expect(errors).toMatchObject([{ field: 'field' }]);
    return errors[0].message;
  };

  it.each([
    [z.string(), undefined, 'Is required.'],
    [z.string(), 5, 'Must be a text.'],
    [z.string(), null, 'Must be a text.'],
    [z.number(), 'x', 'Must be a number.'],
    [z.int(), 1.5, 'Must be a whole number.'],
    [z.boolean(), 'true', 'Must be true or false.'],
    [z.array(z.string()), {}, 'Must be a list.'],
    [z.object({}), [], 'Must be an object.'],
    [z.enum(['a', 'b']), 'c', 'Must be one of: "a", "b".'],
    [z.literal([0, 5]), 3, 'Must be one of: 0, 5.'],
    [z.string().min(1), '', 'Must not be empty.'],
    [z.string().min(3), 'ab', 'Must have at least 3 characters.'],
    [z.string().max(3), 'abcd', 'Must have at most 3 characters.'],
    [z.array(z.int()).min(2), [1], 'Must have at least 2 elements.'],
    [z.array(z.int()).max(1), [1, 2], 'Must have at most 1 elements.'],
    [z.number().min(1), 0, 'Must be at least 1.'],
    [z.number().gt(0), 0, 'Must be more than 0.'],
    [z.number().max(1), 2, 'Must be at most 1.'],
    [z.number().lt(1), 1, 'Must be less than 1.'],
    [z.email(), 'x', 'Must be an e-mail address.'],
    [z.string().regex(/a/, 'Must have an a.'), 'b', 'Must have an a.'],
  ])('is plain (%#)', (schema, value, message) => {
    expect(said(schema, value)).toBe(message);
  });
});
