import { stdout } from 'node:process';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Lane } from '../../../shared/records/entity.ts';
import { customer } from '../customers/customer-flow.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { ONLY_CUSTOMERS } from '../customers/vendors.ts';
import { busyAccount, keepImporting } from './busy-account.ts';
import { ALL_IMPORTS, LANES } from './import-flow.ts';
import { refusalsByAnyModel } from './judge-limits.ts';
import { TimedWorld } from './timed-world.ts';
import { isLarge, sampled } from '../../support/depth.ts';

// Machines that are busy.
jest.setTimeout(1_200_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** So many times as long. */
const TIMES = isLarge ? 4 : sampled(1, 0.5);
/** Until then the permits are being spread over the minute. */
const START_UP = 5 * MINUTE;
/** All paths at OutSmart that records are written to, one for each import. */
const WRITTEN = ['/relations', '/contactpersons', '/categories', '/materials', '/hourtypes', '/employees'];

let platform: Platform;
let world: TimedWorld;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(async () => {
  await platform.stop();
});

afterEach(() => world.stop());

/** Hints for records, one kind after the other, and what is asked of easybill because of them. */
const HINTS: readonly { lane: Lane; idOf: (i: number) => number; pathOf: (i: number) => string }[] = [
  { lane: 'customer', idOf: (i) => i, pathOf: (i) => `/customers/${i}` },
  { lane: 'product', idOf: (i) => 200 + i, pathOf: (i) => `/positions/${200 + i}` },
  { lane: 'contact', idOf: (i) => 10 * i + 1, pathOf: (i) => `/customers/${i}/contacts/${10 * i + 1}` },
];

/** Sends a hint now, and notes how many seconds later easybill is asked because of it: within two minutes, or never. */
function hint(n: number, waits: number[]): void {
  const { lane, idOf, pathOf } = HINTS[n % HINTS.length]!;
  const i = 1 + (n % 44);
  const sentAt = world.now();
  const place = waits.push(Infinity) - 1;
  const before = world.easybill.requests.length;
  world.send({
    type: 'record',
    connectionId: world.connection.connectionId,
    entity: lane,
    easybillId: idOf(i),
    ...(lane === 'contact' && { parentId: i }),
    source: 'webhook',
    firstQueuedAt: sentAt,
    hops: 0,
  });
  world.time.at(sentAt + 2 * MINUTE, () => {
    const asked = world.easybill.requests.slice(before).find(({ path }) => path === pathOf(i));
    if (asked) waits[place] = (asked.at - sentAt) / SECOND;
  });
}

function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Infinity;
}

/**
 * One in a hundred may wait longer than `bound`, and none half as long again. Fewer than 200 waits do not tell one in a
 * hundred from chance: then it is one in twenty.
 */
function expectWithin(waits: readonly number[], bound: number): void {
  expect(percentile(waits, waits.length < 200 ? 0.95 : 0.99)).toBeLessThanOrEqual(bound);
  expect(Math.max(...waits)).toBeLessThanOrEqual(1.5 * bound);
}

function print(what: string, waits: readonly number[]): void {
  const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)].map((wait) => wait.toFixed(1));
  stdout.write(`${what}: ${waits.length} waits, p50 ${p50} s, p99 ${p99} s\n`);
}

/** How many runs of each lane came to their end after that time. */
async function completedSince(since: number): Promise<Partial<Record<string, number>>> {
  const ended = (await world.runs(200)).filter(
    ({ state, finishedAt }) => state === 'complete' && Date.parse(finishedAt ?? '') > since,
  );
  return Object.fromEntries(
    [...Map.groupBy(ended, ({ entity }) => entity)].map(([lane, { length }]) => [lane, length]),
  );
}

const PLANS = [
  {
    plan: 'plus',
    limit: 10,
    customers: 60,
    rhythm: { parentsEvery: 12 * MINUTE, othersEvery: 6 * MINUTE },
    minutes: 60 * TIMES,
    every: MINUTE,
    bound: 30,
  },
  {
    plan: 'business',
    limit: 60,
    customers: 300,
    rhythm: { parentsEvery: 2 * MINUTE, othersEvery: MINUTE },
    minutes: 20 * TIMES,
    every: 20 * SECOND,
    bound: 5,
  },
] as const;

describe('interactive work while all six imports run', () => {
  // What holds for Plus the limiter's simulation shows as well.
  it.each(PLANS.slice(sampled(0, 1)))(
    'hardly ever waits more than $bound s on $plan',
    async ({ plan, limit, customers, rhythm, minutes, every, bound }) => {
      const pageSize = customers / 5;
      world = await TimedWorld.start(platform, {
        ...busyAccount(customers),
        plan,
        pageSize,
        imports: ALL_IMPORTS,
      });
      const { time, random, easybill, outsmart } = world;
      const end = time.now + START_UP + minutes * MINUTE;
      keepImporting(world, rhythm, end);
      await time.runUntil(time.now + START_UP);
      const since = world.now();
      const exports: number[] = [];
      const hints: number[] = [];
      const count = (minutes * MINUTE) / every;
      for (let n = 0; n < count; n += 1) {
        const within = (): number => since + (n + random()) * every;
        time.at(within(), () => {
          world.arriveExport((ms) => exports.push(ms / SECOND));
        });
        time.at(within(), () => {
          hint(n, hints);
        });
      }
      await time.runUntil(end + 2 * MINUTE);

      print(`exports on ${plan}`, exports);
      print(`webhooks on ${plan}`, hints);
      expect([exports.length, hints.length]).toEqual([count, count]);
      expectWithin(exports, bound);
      expectWithin(hints, bound);
      expect(Object.keys(await completedSince(since)).sort()).toEqual([...LANES].sort());
      const written = outsmart.requests.filter(({ method, at }) => method === 'POST' && at > since);
      expect([...new Set(written.map(({ path }) => path))]).toEqual(expect.arrayContaining(WRITTEN));
      expect(refusalsByAnyModel(easybill.requests, limit, random)).toEqual([]);
      expect([...world.failed, ...easybill.violations, ...outsmart.violations]).toEqual([]);
    },
  );
});

describe('a page of 1,000 changed records', () => {
  it('lets hints pass between its batches, and comes to its end', async () => {
    const count = 1_000;
    const customers = Array.from({ length: count }, (_, i) => customer(i + 1));
    world = await TimedWorld.start(platform, {
      customers,
      plan: 'business',
      pageSize: count,
      imports: ONLY_CUSTOMERS,
    });
    const { time, easybill, outsmart } = world;
    await time.runUntil(time.now + MINUTE);
    easybill.account('first').seedCustomers(customers.map((one) => ({ ...one, city: 'Bonn' })));
    const [asked, written] = [easybill.requests.length, outsmart.requests.length];
    const hints: number[] = [];
    const whenWriting = (): void => {
      if (outsmart.requests.length === written) {
        time.at(time.now + 100, whenWriting);
        return;
      }
      // One kind of hint in three is for customers.
      for (const n of [0, 6, 12, 18, 24]) {
        time.at(time.now + n * SECOND, () => {
          hint(n, hints);
        });
      }
    };
    world.startRun('customer');
    whenWriting();
    await time.runUntil(time.now + 3 * MINUTE);

    print('webhooks beside a page', hints);
    const relations = [...outsmart.account('first').relations.values()];
    expect(relations.filter(({ city }) => city === 'Bonn')).toHaveLength(count);
    // What is begun is finished: OutSmart takes three seconds for a batch here.
    expect(Math.max(...hints)).toBeLessThanOrEqual(6);
    const lists = easybill.requests.slice(asked).filter(({ path }) => path === '/customers');
    expect(lists.length).toBeLessThanOrEqual(5);
    expect(refusalsByAnyModel(easybill.requests, 60, world.random)).toEqual([]);
    expect([...world.failed, ...easybill.violations, ...outsmart.violations]).toEqual([]);
  });
});
