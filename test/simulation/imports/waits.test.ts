import { stdout } from 'node:process';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Lane } from '../../../shared/messages/import-message.ts';
import { customer } from '../customers/customer-flow.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { ALL_IMPORTS, AS_HOUR_TYPE, contact, group, LANES, login, product } from './import-flow.ts';
import { refusalsByAnyModel } from './judge-limits.ts';
import { TimedWorld } from './timed-world.ts';

// Machines that are busy.
jest.setTimeout(300_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const COUNT = 30;
/** Until then the permits are being spread over the minute. */
const START_UP = 5 * MINUTE;

let platform: Platform;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(async () => {
  await platform.stop();
});

const many = <One>(make: (i: number) => One): One[] => Array.from({ length: COUNT }, (_, i) => make(i + 1));
const RECORDS = {
  customers: many((i) => customer(i)),
  contacts: many((i) => contact(i, 1)),
  positionGroups: many((i) => group(100 + i)),
  positions: many((i) => product(200 + i, i % 3 === 0 ? AS_HOUR_TYPE : { group_id: 100 + i })),
  logins: [login(1), login(2)],
};

/** Hints for records, one kind after the other, and what is asked of easybill because of them. */
const HINTS: readonly { lane: Lane; idOf: (i: number) => number; pathOf: (i: number) => string }[] = [
  { lane: 'customer', idOf: (i) => i, pathOf: (i) => `/customers/${i}` },
  { lane: 'product', idOf: (i) => 200 + i, pathOf: (i) => `/positions/${200 + i}` },
  { lane: 'contact', idOf: (i) => 10 * i + 1, pathOf: (i) => `/customers/${i}/contacts/${10 * i + 1}` },
];

/** Keeps all six imports busy: a run follows the other, and there is always an hour type to hand over. */
function keepImporting(world: TimedWorld, until: number): void {
  const { positions } = world.easybill.account('first');
  let price = 1;
  const again = (): void => {
    for (const lane of LANES) world.startRun(lane);
    positions.seed([{ id: 203, sale_price: (price += 1) }]);
    if (world.time.now < until) world.time.at(world.time.now + 20 * SECOND, again);
  };
  again();
}

/** When each hint was sent, and when easybill was asked because of it. */
function hint(world: TimedWorld, n: number, waits: (number | undefined)[]): void {
  const { lane, idOf, pathOf } = HINTS[n % HINTS.length]!;
  const i = 1 + (n % COUNT);
  const sentAt = world.now();
  const place = waits.push(undefined) - 1;
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

describe('interactive work while all six imports run', () => {
  it.each([
    { plan: 'plus', limit: 10, minutes: 20, every: 60, bound: 30 },
    { plan: 'business', limit: 60, minutes: 8, every: 40, bound: 5 },
  ] as const)('waits at most $bound s on $plan', async ({ plan, limit, minutes, every, bound }) => {
    const world = await TimedWorld.start(platform, { ...RECORDS, plan, imports: ALL_IMPORTS });
    const end = world.time.now + START_UP + minutes * MINUTE;
    keepImporting(world, end);
    await world.time.runUntil(world.time.now + START_UP);
    const calls = world.easybill.requests.length;
    const exports: number[] = [];
    const hints: (number | undefined)[] = [];
    for (let at = world.time.now, n = 0; at < end - MINUTE; at += every * SECOND, n += 1) {
      const within = (): number => at + world.random() * every * SECOND;
      world.time.at(within(), () => {
        world.arriveExport((ms) => exports.push(ms / SECOND));
      });
      world.time.at(within(), () => {
        hint(world, n, hints);
      });
    }
    await world.time.runUntil(end + 2 * MINUTE);

    const { requests } = world.easybill;
    const answered = hints.map((wait) => wait ?? Infinity);
    const use = (requests.length - calls) / (limit * (minutes + 2));
    const waits = (values: readonly number[]) => ({
      count: values.length,
      p50: percentile(values, 0.5),
      p99: percentile(values, 0.99),
    });
    stdout.write(`${plan}: ${JSON.stringify({ use, exports: waits(exports), webhooks: waits(answered) })}\n`);
    const lanes = new Set(requests.slice(calls).map(({ path }) => path.replace(/\d+/g, 'n')));
    expect([...lanes]).toEqual(
      expect.arrayContaining([
        '/customers',
        '/customers/n/contacts',
        '/positions',
        '/position-groups',
        '/logins',
      ]),
    );
    expect(exports).toHaveLength(hints.length);
    expect(percentile(exports, 0.99)).toBeLessThanOrEqual(bound);
    expect(percentile(answered, 0.99)).toBeLessThanOrEqual(bound);
    expect(refusalsByAnyModel(requests, limit, world.random)).toEqual([]);
    expect([...world.failed, ...world.easybill.violations, ...world.outsmart.violations]).toEqual([]);
    await world.stop();
  });
});
