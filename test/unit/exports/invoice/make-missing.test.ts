import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { BudgetExhaustedError } from '../../../../shared/budget/budget-exhausted-error.ts';
import { makeMissing } from '../../../../shared/exports/invoice/make-missing.ts';
import { MakingStore } from '../../../../shared/exports/invoice/making-store.ts';
import { RecordRejectedError, RetryableError } from '../../../../shared/vendor-http/errors/index.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { NOW } from '../new-ledger-entry.ts';

const call = { vendor: 'easybill', operation: 'POST /customers' } as const;

let tables: Tables;
let connectionId: string;
let connections = 0;
let now: number;
let atEasybill: number[];
let archived: number[];
let numbers: Map<number, string>;
let made: number;
let looks: number;
let logged: string[];

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

beforeEach(() => {
  connections += 1;
  connectionId = `c${connections}`;
  now = NOW;
  atEasybill = [];
  archived = [];
  numbers = new Map();
  made = 0;
  looks = 0;
  logged = [];
});

const customers = () =>
  atEasybill.map((id) => ({ id, number: numbers.get(id) ?? 'K-1', archived: archived.includes(id) }));

/**
 * Makes the customer that was missing at a look, long ago unless told; `end` tells how the creating call ends after it
 * was carried out or not, `afterLook` what happens once it was looked for again.
 */
const ask = (
  end: { carriedOut: boolean; error?: Error } = { carriedOut: true },
  lookedAt = now - 3_600_000,
  afterLook: () => Promise<unknown> = () => Promise.resolve(),
) =>
  makeMissing(
    {
      makings: new MakingStore(tables.documents, tables.ledger),
      now: () => now,
      attemptUntil: now + 60_000,
      logMade: ({ key, easybillId }) => Promise.resolve(void logged.push(`${key} ${easybillId}`)),
    },
    {
      connectionId,
      kind: 'customer',
      key: 'K-1',
      get: (id) => Promise.resolve(customers().find((customer) => customer.id === id)),
      find: async () => {
        looks += 1;
        const found = customers().filter(({ number }) => number === 'K-1');
        await afterLook();
        return found;
      },
      make: () => {
        if (end.carriedOut) {
          made += 1;
          atEasybill.push(500 + made);
        }
        return end.error
          ? Promise.reject(end.error)
          : Promise.resolve({ id: 500 + made, number: 'K-1', archived: false });
      },
    },
    lookedAt,
  );

describe('a customer that no import knows', () => {
  it('is looked up by its number before it is made', async () => {
    atEasybill = [9, 7];
    expect(await ask()).toMatchObject({ id: 7 });
    expect(made).toBe(0);
    expect(logged).toEqual([]);
  });

  it('is made once, and read by its id from then on', async () => {
    expect(await ask()).toMatchObject({ id: 501 });
    expect(await ask()).toMatchObject({ id: 501 });
    expect(made).toBe(1);
    expect(logged).toEqual(['K-1 501']);
  });

  it('is made anew when it was deleted since', async () => {
    await ask();
    atEasybill = [];
    expect(await ask()).toMatchObject({ id: 502 });
  });

  it('is looked up anew when its number is another one by now, or it was archived', async () => {
    atEasybill = [7];
    await ask();
    numbers.set(7, 'K-2');
    atEasybill = [7, 8];
    expect(await ask()).toMatchObject({ id: 8 });
    archived = [8];
    atEasybill = [7, 8, 9];
    expect(await ask()).toMatchObject({ id: 9 });
  });

  it('is rather taken than one that is archived', async () => {
    atEasybill = [3, 9];
    archived = [3];
    expect(await ask()).toMatchObject({ id: 9 });
  });

  it('is not looked up a second time right after a look', async () => {
    expect(await ask({ carriedOut: true }, now - 1_700_000)).toMatchObject({ id: 501 });
    expect(looks).toBe(0);
  });

  it('is not made by two work orders at the same time', async () => {
    const outcomes = await Promise.allSettled([ask(), ask(undefined, now), ask(undefined, now)]);
    expect(made).toBe(1);
    const refusals = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    for (const refusal of refusals) expect(refusal).toBeInstanceOf(BudgetExhaustedError);
  });

  it('is found, not made again, after an answer was lost; until then nobody tries', async () => {
    const lost = new RetryableError(call, 'timeout');
    await expect(ask({ carriedOut: true, error: lost })).rejects.toBe(lost);
    await expect(ask()).rejects.toBeInstanceOf(BudgetExhaustedError);
    now += 61_000;
    // A look while the call was under way does not count, however short ago it was.
    expect(await ask({ carriedOut: true }, now - 2_000)).toMatchObject({ id: 501 });
    expect(made).toBe(1);
    expect(logged).toEqual(['K-1 501']);
  });

  it.each([
    ['for the first time', 0],
    ['anew', 1],
  ])('is not made by a work order that looked before another one made it %s', async (_, earlier) => {
    for (let times = 0; times < earlier; times += 1) await ask();
    atEasybill = [];
    const late = ask({ carriedOut: true }, now - 3_600_000, ask);
    await expect(late).rejects.toBeInstanceOf(BudgetExhaustedError);
    expect(await ask()).toMatchObject({ id: 501 + earlier });
    expect(made).toBe(earlier + 1);
  });

  it('is not made by a work order that looked before another one began, whose answer was lost', async () => {
    const lost = new RetryableError(call, 'timeout');
    const begun = async () => {
      await expect(ask({ carriedOut: true, error: lost })).rejects.toBe(lost);
      // The one that looked first is slow, and the other one's attempt is over by the time it goes on.
      now += 61_000;
    };
    const late = ask({ carriedOut: true }, now - 3_600_000, begun);
    await expect(late).rejects.toBeInstanceOf(BudgetExhaustedError);
    expect(await ask()).toMatchObject({ id: 501 });
    expect(made).toBe(1);
  });

  it.each([
    ['refused', new RecordRejectedError(call, 400)],
    ['not taken', new RetryableError(call, 'rateLimited')],
  ])('may be tried again at once after the call was %s', async (_, error) => {
    await expect(ask({ carriedOut: false, error })).rejects.toBe(error);
    expect(await ask()).toMatchObject({ id: 501 });
  });
});
