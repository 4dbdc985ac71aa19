import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import type { Fault } from '../../../infra/local/vendors/faults.ts';
import { call, type Answer } from './calls.ts';

describe('faults of a simulated vendor', () => {
  let easybill: EasybillSimulator;
  const create = (name: string): Promise<Answer> =>
    call('POST', `${easybill.url}/customers`, {
      body: { last_name: name },
      headers: { authorization: 'Bearer key' },
    });
  const stored = (): unknown[] =>
    [...easybill.account('alpha').customers.values()].map((customer) => customer.last_name);
  const plan = (fault: Fault): void => {
    easybill.faults.add({ match: { method: 'POST', path: '/customers' }, fault });
  };
  /** Sends a request and gives up on it once the vendor has it; resolves when the client saw its failure. */
  const createAndGiveUp = async (name: string): Promise<void> => {
    const giveUp = new AbortController();
    const request = fetch(`${easybill.url}/customers`, {
      method: 'POST',
      body: JSON.stringify({ last_name: name }),
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      signal: giveUp.signal,
    }).then((response) => response.text());
    while (easybill.requests.length === 0) await new Promise(setImmediate);
    giveUp.abort();
    await expect(request).rejects.toThrow('aborted');
  };

  beforeEach(async () => {
    easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', apiKeys: ['key'], plan: 'plus' },
        { name: 'beta', apiKeys: ['other'] },
      ],
    });
  });
  afterEach(() => easybill.close());

  it('strikes the planned number of matching requests, after those it skips', async () => {
    easybill.faults.add({
      match: { method: 'POST', path: /^\/cust/, account: 'alpha' },
      skip: 1,
      times: 2,
      fault: { kind: 'status', status: 503 },
    });

    const otherMethod = await call('GET', `${easybill.url}/customers`, {
      headers: { authorization: 'Bearer key' },
    });
    const otherAccount = await call('POST', `${easybill.url}/customers`, {
      body: { last_name: 'X' },
      headers: { authorization: 'Bearer other' },
    });
    const outstanding = easybill.faults.outstanding;
    const answers = [];
    for (const name of ['A', 'B', 'C', 'D']) answers.push(await create(name));

    expect([otherMethod.status, otherAccount.status, outstanding]).toEqual([200, 201, 2]);
    expect(answers.map(({ status }) => status)).toEqual([201, 503, 503, 201]);
    expect(stored()).toEqual(['A', 'D']);
    expect(easybill.faults.outstanding).toBe(0);
  });

  it('executes and then loses the answer', async () => {
    plan({ kind: 'lostAnswer' });

    await expect(create('A')).rejects.toThrow('fetch failed');

    expect(stored()).toEqual(['A']);
    expect(easybill.requests).toMatchObject([{ status: 201, fault: 'lostAnswer' }]);
  });

  it('breaks the connection before anything is executed or counted', async () => {
    easybill.faults.add({ times: 20, fault: { kind: 'refuse' } });
    for (let index = 0; index < 20; index += 1) await expect(create('A')).rejects.toThrow('fetch failed');

    const next = await create('B');

    expect(next.status).toBe(201);
    expect(stored()).toEqual(['B']);
    expect(easybill.requests.slice(0, 20)).toEqual(
      Array(20).fill(expect.objectContaining({ status: undefined, fault: 'refuse' })),
    );
  });

  it('executes a late arrival when the test says so', async () => {
    plan({ kind: 'lateArrival' });

    await expect(create('Spät')).rejects.toThrow('fetch failed');
    await create('Früh');
    const before = [stored(), easybill.faults.lateArrivals];
    easybill.faults.releaseLateArrivals();

    expect(before).toEqual([['Früh'], 1]);
    expect(stored()).toEqual(['Früh', 'Spät']);
    expect(easybill.requests.map(({ status }) => status)).toEqual([201, 201]);
  });

  it.each([
    [true, ['A']],
    [false, []],
  ])('never answers on a timeout (executed: %s)', async (executed, expected) => {
    plan({ kind: 'timeout', executed });

    await createAndGiveUp('A');

    expect(stored()).toEqual(expected);
    expect(easybill.requests[0]?.fault).toBe('timeout');
  });

  it('sends the headers at once and the body later', async () => {
    plan({ kind: 'slowBody', afterMs: 30 });

    const response = await fetch(`${easybill.url}/customers`, {
      method: 'POST',
      body: JSON.stringify({ last_name: 'A' }),
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
    });
    const headersAt = performance.now();
    const body = await response.json();
    const bodyAt = performance.now();

    expect(response.status).toBe(201);
    expect(body).toMatchObject({ last_name: 'A' });
    expect(bodyAt - headersAt).toBeGreaterThan(10);
  });

  it('may never send the body', async () => {
    plan({ kind: 'slowBody', afterMs: 'never' });
    const giveUp = new AbortController();

    const response = await fetch(`${easybill.url}/customers`, {
      method: 'POST',
      body: JSON.stringify({ last_name: 'A' }),
      headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      signal: giveUp.signal,
    });
    giveUp.abort();

    expect(response.status).toBe(201);
    await expect(response.text()).rejects.toThrow('aborted');
    expect(stored()).toEqual(['A']);
  });

  it.each<[string, Fault, Partial<Answer>]>([
    [
      'a status with headers and body',
      { kind: 'status', status: 429, headers: { 'retry-after': '7' }, body: 'slow down' },
      { status: 429, text: 'slow down' },
    ],
    [
      'a web page',
      { kind: 'html200' },
      { status: 200, text: expect.stringMatching(/^<!DOCTYPE html>/) as never },
    ],
    ['half a JSON text', { kind: 'garbageJson' }, { status: 200 }],
    [
      "OutSmart's envelope",
      { kind: 'envelope', code: 1007, messages: ['Uncaught'] },
      { status: 200, text: '{"code":1007,"messages":["Uncaught"],"response":null}' },
    ],
  ])('answers %s instead of executing, or after it', async (_name, fault, expected) => {
    const send = async (): Promise<Partial<Answer>> => {
      const response = await fetch(`${easybill.url}/customers`, {
        method: 'POST',
        body: JSON.stringify({ last_name: 'A' }),
        headers: { authorization: 'Bearer key', 'content-type': 'application/json' },
      });
      return { status: response.status, headers: response.headers, text: await response.text() };
    };
    plan(fault);
    const instead = await send();
    const afterInstead = stored();
    plan({ ...fault, executed: true } as Fault);
    const executed = await send();

    expect(instead).toMatchObject(expected);
    expect(afterInstead).toEqual([]);
    expect(executed).toMatchObject(expected);
    expect(stored()).toEqual(['A']);
    expect(instead.headers?.get('retry-after')).toBe(fault.kind === 'status' ? '7' : null);
  });

  it('sends JSON that cannot be parsed', async () => {
    plan({ kind: 'garbageJson' });

    await expect(create('A')).rejects.toThrow(SyntaxError);
  });

  it('is not used up by a request the vendor refuses, nor counted against the budget twice', async () => {
    plan({ kind: 'lostAnswer' });

    const stranger = await call('POST', `${easybill.url}/customers`, {
      body: { last_name: 'A' },
      headers: { authorization: 'Bearer stranger' },
    });

    expect(stranger.status).toBe(401);
    expect(easybill.faults.outstanding).toBe(1);
  });

  it('counts struck requests against the budget', async () => {
    easybill.faults.add({ times: 10, fault: { kind: 'status', status: 500 } });
    for (let index = 0; index < 10; index += 1) await create('A');

    expect((await create('B')).status).toBe(429);
  });

  it('forgets planned faults', async () => {
    plan({ kind: 'refuse' });

    easybill.faults.clear();

    expect((await create('A')).status).toBe(201);
  });
});
