import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readDelivery } from '../../../functions/easybill-webhook/read-delivery.ts';
import {
  webhookBody,
  type WebhookEnvelope,
} from '../../../infra/local/vendors/easybill/account/webhook-body.ts';
import { sampled } from '../../support/depth.ts';
import { anyCodePoints } from '../../support/any-text.ts';

const header = { 'x-easybill-event': 'customer.update' };
const record = { id: 4711, company_name: 'Müller', emails: ['a@b.de'], group_id: null, archived: false };

describe('readDelivery', () => {
  it.each<[WebhookEnvelope, 'json' | 'form']>([
    ['bare', 'json'],
    ['bare', 'form'],
    ['eventAndData', 'json'],
    ['eventAndData', 'form'],
    ['typeAndResource', 'json'],
    ['typeAndResource', 'form'],
    ['form', 'form'],
    ['formPayload', 'form'],
  ])('finds event and id in the envelope %s as %s', (envelope, contentType) => {
    const { body } = webhookBody(envelope, contentType, 'customer.update', record);

    expect(readDelivery(header, body)).toMatchObject({ event: 'customer.update', easybillId: 4711 });
  });

  it.each([
    ['the bare record', '{"id":5}', 5],
    ['event and data', '{"event":"x","data":{"id":5}}', 5],
    ['the record under its name', '{"type":"x","customer":{"id":"5","number":"K1"}}', 5],
    ['an envelope with an id of its own', '{"id":900,"event":"customer.update","data":{"id":5}}', 5],
    ['an envelope with an id of its own and the record under its name', '{"id":900,"customer":{"id":5}}', 5],
    ['a record that names others', '{"id":5,"contact":{"id":900},"document":{"id":901}}', 5],
    ['a form', 'id=5&number=K1', 5],
    ['a form with brackets', 'customer%5Bid%5D=5&customer%5Bnumber%5D=K1', 5],
    ['a form with data in brackets', 'event=customer.update&data[id]=5', 5],
    ['JSON inside a form', `payload=${encodeURIComponent('{"id":5}')}`, 5],
    ['an envelope inside a form', `payload=${encodeURIComponent('{"event":"x","data":{"id":5}}')}`, 5],
    ['a form whose customer is JSON', `customer=${encodeURIComponent('{"id":5}')}`, 5],
  ])('finds the id in %s', (_, body, id) => {
    expect(readDelivery(header, body).easybillId).toBe(id);
  });

  it.each([
    ['the header', header, '{"event":"customer.delete","id":1}', 'customer.update'],
    ['`event`', {}, '{"event":"customer.create","type":"other","id":1}', 'customer.create'],
    ['`type`', {}, '{"type":"customer.delete","customer":{"id":1}}', 'customer.delete'],
    ['`action`', {}, '{"action":"customer.update","id":1}', 'customer.update'],
    ['a form', {}, 'event=customer.update&id=1', 'customer.update'],
    [
      'a form beside the payload',
      {},
      `event=customer.update&payload=${encodeURIComponent('{"id":1}')}`,
      'customer.update',
    ],
    [
      'the payload in a form',
      {},
      `payload=${encodeURIComponent('{"event":"customer.update"}')}`,
      'customer.update',
    ],
    ['another spelling', { 'x-easybill-event': ' Customer.Deleted ' }, '', 'customer.deleted'],
  ])('takes the event from %s', (_, headers, body, event) => {
    expect(readDelivery(headers, body).event).toBe(event);
  });

  it.each([
    ['nothing', ''],
    ['garbage', '\u0000\ufffd%%%[[]]=&&=;'],
    ['broken JSON', '{"id":5'],
    ['a JSON number', '5'],
    ['a JSON text', '"5"'],
    ['null', 'null'],
    ['a list', '[{"id":5}]'],
    ['an empty record', '{}'],
    ['zero', '{"id":0}'],
    ['a negative id', '{"id":-5}'],
    ['a fraction', '{"id":5.5}'],
    ['an id beyond safe integers', '{"id":9007199254740993}'],
    ['a huge number', '{"id":1e400}'],
    ['many digits', `{"id":"${'9'.repeat(400)}"}`],
    ['a yes', '{"id":true}'],
    ['a list as id', '{"id":[5]}'],
    ['a record as id', '{"id":{"id":5}}'],
    ['an id that cannot become text', '{"id":{"toString":1,"valueOf":1}}'],
    ['an empty id', '{"id":""}'],
    ['a hexadecimal id', '{"id":"0x10"}'],
    ['an exponent', '{"id":"1e3"}'],
    ['an id on the prototype', '{"__proto__":{"id":5}}'],
    ['an id on the prototype of a form', '__proto__[id]=5&constructor[id]=5'],
    ['a prototype given as JSON in a form', `__proto__=${encodeURIComponent('{"id":5,"event":"x"}')}`],
  ])('finds no id in %s', (_, body) => {
    expect(readDelivery(header, body)).toMatchObject({ event: 'customer.update', easybillId: undefined });
  });

  it('takes no event from a prototype', () => {
    const body = `__proto__=${encodeURIComponent('{"event":"customer.update"}')}`;

    expect(readDelivery({}, body).event).toBe('');
    expect(readDelivery({}, '{"__proto__":{"event":"customer.update"}}').event).toBe('');
  });

  it('leaves the prototype of all objects alone', () => {
    readDelivery({}, '__proto__[polluted]=1&constructor[prototype]=1&__proto__[__proto__]=2');
    readDelivery({}, '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');

    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });

  it.each(['{"event":5}', '{"event":{"name":"customer.update"}}', '{"event":["customer.update"]}'])(
    'knows no event in %s',
    (body) => {
      expect(readDelivery({}, body).event).toBe('');
    },
  );

  it('reads any body without failing, and never an id that is none', () => {
    const anyBody = fc.oneof(
      anyCodePoints(),
      fc.json(),
      fc.webQueryParameters(),
      fc
        .dictionary(fc.constantFrom('id', 'data', 'customer', 'event'), fc.jsonValue())
        .map((body) => JSON.stringify(body)),
    );
    fc.assert(
      fc.property(anyBody, (body) => {
        const { event, easybillId } = readDelivery({}, body);

        expect(typeof event).toBe('string');
        expect(easybillId === undefined || (Number.isSafeInteger(easybillId) && easybillId > 0)).toBe(true);
      }),
      { numRuns: sampled(500, 150) },
    );
  });
});
