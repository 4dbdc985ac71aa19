import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { BudgetExhaustedError } from '../../../shared/budget/budget-exhausted-error.ts';
import { ApiWorld, EASYBILL_KEY, OUTSMART_TOKEN, SOFTWARE_TOKEN } from './api-world.ts';

let world: ApiWorld;
beforeAll(async () => {
  world = await ApiWorld.start();
});
afterAll(() => world.stop());

const connect = (more: object = {}) =>
  world.call(
    'POST /connections',
    {},
    {
      plan: 'plus',
      easybill: { apiKey: EASYBILL_KEY },
      outsmart: { token: OUTSMART_TOKEN, softwareToken: SOFTWARE_TOKEN },
      ...more,
    },
  );
const change = (connectionId: string, body: object) =>
  world.call('PATCH /connections/{connectionId}', { connectionId }, body);
const listed = async (connectionId: string): Promise<any> =>
  (await world.call('GET /connections')).body.items.find((one: any) => one.connectionId === connectionId);

describe('the label of a connection', () => {
  it('is set at connecting, stays when the pair is connected again, and is changed and taken away', async () => {
    const { body } = await connect({ label: ' Müller Haustechnik ' });
    const { connectionId } = body;
    expect(body.label).toBe('Müller Haustechnik');
    expect((await connect()).body).toMatchObject({ connectionId, label: 'Müller Haustechnik' });
    expect(await listed(connectionId)).toMatchObject({ label: 'Müller Haustechnik' });
    expect((await connect({ label: 'Müller' })).body.label).toBe('Müller');

    expect((await change(connectionId, { label: 'Bad & Heizung' })).body.label).toBe('Bad & Heizung');
    expect(await listed(connectionId)).toMatchObject({ label: 'Bad & Heizung', plan: 'plus' });
    expect((await change(connectionId, { plan: 'plus' })).body.label).toBe('Bad & Heizung');

    const without = await change(connectionId, { label: null });
    expect(without.status).toBe(200);
    expect(without.body).not.toHaveProperty('label');
    expect(await listed(connectionId)).not.toHaveProperty('label');
  });

  it.each(['', '  ', 'a\nb', 'x'.repeat(101), 5])('is no %j', async (label) => {
    const connectionId = await world.connected();

    expect(await change(connectionId, { label })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'label' }] },
    });
  });
});

describe('a request for which no easybill call is left', () => {
  it.each([
    ['POST /connections', {}, undefined],
    ['PUT /connections/{connectionId}/credentials', { easybill: { apiKey: EASYBILL_KEY } }, 'connectionId'],
  ])('is answered with 429 and when to come back: %s', async (route, body, named) => {
    const connectionId = await world.connected();
    world.refusal = new BudgetExhaustedError(17);
    const answer =
      named === undefined ? await connect(body) : await world.call(route, { connectionId }, body);
    world.refusal = undefined;

    expect(answer).toMatchObject({
      status: 429,
      headers: { 'retry-after': '17', 'content-type': 'application/problem+json' },
      body: { title: 'Too many requests', status: 429 },
    });
  });
});
