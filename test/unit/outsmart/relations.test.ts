import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createOutsmartClient,
  deactivateRelation,
  listEmployees,
  listRelations,
  postRelations,
  type OutsmartClient,
  type OutsmartRelation,
} from '../../../shared/outsmart/index.ts';
import {
  hangUp,
  inTurn,
  json,
  startVendorServer,
  type Answer,
  type VendorServer,
} from '../../support/vendor-server.ts';

/** Shaped like a documented answer, values made up: strings throughout, and fields nobody documented. */
const stored = {
  db_row: '17',
  debtor_number: '10042',
  name: 'Muster Haustechnik GmbH',
  street: 'Beispielweg',
  house_number: '7',
  postal_code: '10115',
  city: 'Berlin',
  remark: 'Schlüssel beim Nachbarn',
  latitude: '52.52',
  email: null,
  active: '1',
  val_value_3: 'x',
};
const other = { ...stored, debtor_number: '10043' };

const relation = (number: number, city = 'Berlin'): OutsmartRelation => ({
  debtor_number: String(number),
  name: 'Muster',
  street: 'Beispielweg 7',
  postal_code: '10115',
  city,
});

const ok = (response: unknown): Answer => json(200, { code: 200, messages: [], response });

/** Refuses a batch with an empty city as OutSmart does: it names the field, not the row. */
const refuseEmptyCity: Answer = (response, request) => {
  const rows = JSON.parse(request.body) as OutsmartRelation[];
  const answer = rows.some(({ city }) => city === '')
    ? json(200, { code: 1301, messages: ['Required field missing: city'], response: null })
    : ok(rows.length);
  answer(response, request);
};

let server: VendorServer;
let client: OutsmartClient;
const sent = (): string[] =>
  server.requests.map(({ method, query }) => `${method} ${query.key === undefined ? 'all' : 'filtered'}`);

beforeEach(async () => {
  server = await startVendorServer();
  client = createOutsmartClient({ baseUrl: server.baseUrl, token: 't', softwareToken: 's' });
});
afterEach(() => server.close());

describe('postRelations', () => {
  it.each([0, 1, 2, 999, '2'])('posts an array and does not rely on the row count %p', async (count) => {
    server.answerWith(ok(count));
    const relations = [relation(1), relation(2)];

    const report = await postRelations(client, relations);

    expect(report).toEqual({ stored: relations, rejected: [], unknown: [], notSent: [] });
    expect(server.requests).toMatchObject([{ method: 'POST', path: '/base/v1/relations/' }]);
    expect(JSON.parse(server.requests[0]!.body)).toEqual(relations);
  });

  it('accepts the code as a string', async () => {
    server.answerWith(json(200, { code: '200', messages: [], response: 1 }));

    expect(await postRelations(client, [relation(1)])).toMatchObject({ stored: [relation(1)] });
  });

  it('does not know what was stored when the count is none', async () => {
    server.answerWith(ok(-1));

    expect(await postRelations(client, [relation(1)])).toMatchObject({
      stored: [],
      unknown: [relation(1)],
      failure: { reason: 'unreadable' },
    });
  });

  it('stores all others when one of many lacks a field', async () => {
    // Prepare
    const relations = Array.from({ length: 200 }, (_, index) =>
      relation(index, index === 77 ? '' : 'Berlin'),
    );
    server.answerWith(refuseEmptyCity);

    // Act
    const report = await postRelations(client, relations);

    // Assess
    expect(report.stored).toHaveLength(199);
    expect(report.rejected).toMatchObject([
      { record: { debtor_number: '77' }, error: { vendorCode: 1301, fields: ['city'] } },
    ]);
    expect(server.requests.length).toBeLessThanOrEqual(17);
  });

  it('reports what is stored, unknown and not sent when an answer is lost on the way', async () => {
    // Prepare
    const relations = Array.from({ length: 450 }, (_, index) => relation(index));
    server.answerWith(inTurn(ok(200), hangUp));

    // Act
    const report = await postRelations(client, relations);

    // Assess
    expect(report).toMatchObject({ failure: { reason: 'network' }, rejected: [] });
    expect(report.stored).toEqual(relations.slice(0, 200));
    expect(report.unknown).toEqual(relations.slice(200, 400));
    expect(report.notSent).toEqual(relations.slice(400));
    expect(server.requests).toHaveLength(2);
  });
});

describe('deactivateRelation', () => {
  it('posts the relation back whole, unknown fields included', async () => {
    server.answerWith(inTurn(ok([stored]), ok(1)));

    expect(await deactivateRelation(client, '10042')).toBe('switchedOff');
    expect(sent()).toEqual(['GET filtered', 'POST all']);
    expect(JSON.parse(server.requests[1]!.body)).toEqual([{ ...stored, active: 0 }]);
  });

  it.each([
    ['finds nothing', ok([])],
    ['finds another', ok([other])],
    ['is refused', json(200, { code: 1300, messages: ['Unknown column'], response: null })],
  ])('searches the whole collection when the filter %s', async (_what, filtered) => {
    const numeric = { ...stored, debtor_number: 10042 };
    server.answerWith(inTurn(filtered, ok([other, numeric]), ok(1)));

    expect(await deactivateRelation(client, '10042')).toBe('switchedOff');
    expect(sent()).toEqual(['GET filtered', 'GET all', 'POST all']);
    expect(JSON.parse(server.requests[2]!.body)).toEqual([{ ...numeric, active: 0 }]);
  });

  it('asks for it by its number', async () => {
    server.answerWith(inTurn(ok([stored]), ok(1)));

    await deactivateRelation(client, '10042');

    expect(server.requests[0]).toMatchObject({
      method: 'GET',
      query: { key: 'debtor_number', value: '10042', operator: 'eq' },
    });
  });

  it.each([0, '0', false])('writes nothing when it is inactive already, as %p', async (active) => {
    server.answerWith(ok([{ ...stored, active }]));

    expect(await deactivateRelation(client, '10042')).toBe('alreadyOff');
    expect(sent()).toEqual(['GET filtered']);
  });

  it('writes nothing when it is absent', async () => {
    server.answerWith(ok([]));

    expect(await deactivateRelation(client, '10042')).toBe('absent');
    expect(sent()).toEqual(['GET filtered', 'GET all']);
  });
});

describe('lists', () => {
  it.each([
    ['an array', [stored, other], ['10042', '10043']],
    ['an array with holes', { 0: stored, 2: other }, ['10042', '10043']],
    ['a single record', stored, ['10042']],
    ['an empty array', [], []],
    ['an empty object', {}, []],
    ['null', null, []],
    ['an empty text', '', []],
  ])('reads %s', async (_what, response, expected) => {
    server.answerWith(ok(response));

    const relations = await listRelations(client);

    expect([...relations.keys()]).toEqual(expected);
  });

  it('leaves out what has no number', async () => {
    server.answerWith(ok([stored, { name: 'Muster' }, { ...stored, debtor_number: '' }, null, other]));

    expect(await listRelations(client)).toEqual(
      new Map([
        ['10042', stored],
        ['10043', other],
      ]),
    );
  });

  it('reads employees', async () => {
    server.answerWith(
      ok([
        { number: '7', firstname: 'Max', lastname: '', active: '1', vehicle: null },
        { number: 8, active: 0 },
        { number: '9', active: 'ja' },
      ]),
    );

    expect(await listEmployees(client)).toEqual({
      items: [
        { number: '7', firstname: 'Max', lastname: undefined, active: true },
        { number: '8', active: false },
        { number: '9', active: undefined },
      ],
      unreadable: [],
    });
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/base/v1/employees/' }]);
  });
});
