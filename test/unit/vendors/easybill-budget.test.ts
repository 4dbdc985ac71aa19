import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { startEasybillSimulator } from '../../../infra/local/vendors/easybill/index.ts';
import {
  createRateLimit,
  type BudgetModel,
} from '../../../infra/local/vendors/easybill/account/rate-limits.ts';
import { call } from './calls.ts';

const START = Date.UTC(2026, 10, 22, 9, 0, 30);
const models: BudgetModel[] = ['slidingLog', 'slidingLogCountingRejected', 'fixedWindow', 'tokenBucket'];

/** Takes calls at the given seconds after the start, and shows which passed. */
const passed = (model: BudgetModel, seconds: readonly number[], perMinute = 3): boolean[] => {
  const limit = createRateLimit(model, () => perMinute);
  return seconds.map((second) => limit.take(START + second * 1000).allowed);
};

describe('the budget of the simulated easybill', () => {
  it('counts the last 60 seconds in a sliding log', () => {
    expect(passed('slidingLog', [0, 1, 2, 59.9, 60, 60.1])).toEqual([true, true, true, false, true, false]);
  });

  it('lets rejected calls prolong the wait by default', () => {
    const seconds = [0, 1, 2, 57, 58, 59, 61];

    expect(passed('slidingLog', seconds)).toEqual([true, true, true, false, false, false, true]);
    expect(passed('slidingLogCountingRejected', seconds).at(-1)).toBe(false);
  });

  it('starts afresh with the minute of the clock in a fixed window', () => {
    expect(passed('fixedWindow', [0, 1, 2, 3, 29.9, 30, 31, 32, 33])).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
  });

  it('fills a token bucket evenly', () => {
    expect(passed('tokenBucket', [0, 0, 0, 0, 19.9, 20, 21, 40])).toEqual([
      true,
      true,
      true,
      false,
      false,
      true,
      false,
      true,
    ]);
  });

  it.each(models)('never refuses a client of %s that reuses a permit after 60 seconds', (model) => {
    fc.assert(
      fc.property(fc.array(fc.nat(30_000), { maxLength: 80 }), (pauses) => {
        const limit = createRateLimit(model, () => 10);
        const used: number[] = [];
        let clock = START;
        for (const pause of pauses) {
          clock = Math.max(clock + pause, (used.at(-10) ?? -Infinity) + 60_000);
          used.push(clock);
          expect(limit.take(clock).allowed).toBe(true);
        }
      }),
    );
  });

  it.each(models)('tells with %s after how many seconds a call passes again', (model) => {
    const limit = createRateLimit(model, () => 3);
    const answers = [0, 1, 2, 3].map((second) => limit.take(START + second * 1000));

    const refusal = answers.find((answer) => !answer.allowed);
    const wait = refusal?.allowed === false ? refusal.retryAfterSeconds : 0;

    expect(wait).toBeGreaterThan(0);
    expect(limit.take(START + 3000 + wait * 1000).allowed).toBe(true);
  });

  it('refuses the eleventh call of a Plus account with 429 and Retry-After, and notes the violation', async () => {
    let now = START;
    const easybill = await startEasybillSimulator({
      accounts: [{ name: 'alpha', apiKeys: ['key'], plan: 'plus' }],
      now: () => now,
    });
    const get = (): ReturnType<typeof call> =>
      call('GET', `${easybill.url}/logins`, { headers: { authorization: 'Bearer key' } });
    try {
      const answers = [];
      for (let index = 0; index < 11; index += 1) answers.push(await get());
      easybill.behaviour.sendsRetryAfter = false;
      const silent = await get();
      now += 60_000;
      const later = await get();

      expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(200), 429]);
      expect(answers.at(-1)?.headers.get('retry-after')).toBe('60');
      expect([silent.status, silent.headers.get('retry-after')]).toEqual([429, null]);
      expect(later.status).toBe(200);
      expect(easybill.violations).toEqual(Array(2).fill('alpha: more than 10 calls a minute'));
    } finally {
      await easybill.close();
    }
  });

  it('gives each account its own budget, and a new plan at once', async () => {
    const easybill = await startEasybillSimulator({
      accounts: [
        { name: 'alpha', apiKeys: ['a'], plan: 'plus' },
        { name: 'beta', apiKeys: ['b'], plan: 'plus' },
      ],
      now: () => START,
    });
    const get = async (key: string): Promise<number> =>
      (await call('GET', `${easybill.url}/logins`, { headers: { authorization: `Bearer ${key}` } })).status;
    try {
      for (let index = 0; index < 10; index += 1) await get('a');

      const exhausted = await get('a');
      const other = await get('b');
      easybill.account('alpha').plan = 'business';
      const upgraded = await get('a');

      expect([exhausted, other, upgraded]).toEqual([429, 200, 200]);
    } finally {
      await easybill.close();
    }
  });
});
