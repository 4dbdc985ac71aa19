import { describe, expect, it } from '@jest/globals';
import { findSecret } from '../../../functions/easybill-webhook/find-secret.ts';
import { readDelivery } from '../../../functions/easybill-webhook/read-delivery.ts';
import { hookSecret } from '../../../shared/webhooks/webhook-token.ts';

const secret = hookSecret({ key: 'k'.repeat(64) }, 'c1');
const nothing = readDelivery({}, '{"id":5}');

describe('findSecret', () => {
  it.each([
    ['a header', { 'x-webhook-secret': secret }, {}, '{"id":5}', ['header:x-webhook-secret']],
    ['a bearer header', { authorization: `Bearer ${secret}` }, {}, '', ['header:authorization']],
    ['the query', {}, { secret }, '', ['query:secret']],
    ['a JSON body', {}, {}, JSON.stringify({ id: 5, secret }), ['body:secret']],
    ['a form', {}, {}, `id=5&key=${secret}`, ['body:key']],
    ['a form beside the payload', {}, {}, `secret=${secret}&payload=%7B%22id%22%3A5%7D`, ['body:secret']],
    ['two places', { a: secret, b: 'x' }, { c: secret }, '', ['header:a', 'query:c']],
  ])('names the place when it came in %s', (_, headers, query, body, places) => {
    expect(findSecret(secret, headers, query, readDelivery({}, body))).toEqual(places);
  });

  it('names nothing when it did not come', () => {
    const headers = { authorization: 'Bearer other', 'x-secret': secret.slice(1), empty: undefined };

    expect(findSecret(secret, headers, { secret: '' }, nothing)).toEqual([]);
  });

  it('never returns a value', () => {
    const body = JSON.stringify({ secret, note: `Herr Müller ${secret}`, list: [secret], n: 5 });
    const places = findSecret(secret, { 'x-secret': `a ${secret}` }, { q: secret }, readDelivery({}, body));

    expect(places).toEqual(['header:x-secret', 'query:q', 'body:secret', 'body:note']);
    expect(JSON.stringify(places)).not.toMatch(new RegExp(`${secret}|Müller`));
  });
});
