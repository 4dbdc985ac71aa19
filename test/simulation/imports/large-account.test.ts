import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { LoggedRequest } from '../../../infra/local/vendors/request-log.ts';
import type { OutsmartSimulator } from '../../../infra/local/vendors/outsmart/index.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { ALL_IMPORTS, LANES } from './import-flow.ts';
import { refusalsByAnyModel } from './judge-limits.ts';
import { largeAccount, type ExpectedRows, type LargeAccount } from './large-account.ts';
import { TimedWorld } from './timed-world.ts';
import { isLarge, sampled } from '../../support/depth.ts';

// Machines that are busy.
jest.setTimeout(1_200_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** The most records that easybill lists with one call; fewer in a sample. */
const PAGE_SIZE = sampled(1_000, 200);
/**
 * A page and a half of customers and two full ones of positions, to be quick; `npm run test:large` takes 5,000 customers
 * with 4,000 contacts, and 3,000 positions.
 */
const SIZES = {
  customers: isLarge ? 5_000 : 1.5 * PAGE_SIZE,
  positions: isLarge ? 3_000 : 2 * PAGE_SIZE,
  groups: 40,
  logins: 6,
};
/** Contacts are listed customer by customer, a call a second. */
const LONGEST = SIZES.customers * SECOND + 20 * MINUTE;

let platform: Platform;
let world: TimedWorld;

beforeAll(async () => {
  platform = await startPlatform();
});

afterAll(async () => {
  await platform.stop();
});

afterEach(() => world.stop());

/** What OutSmart holds beyond or other than expected, and what it lacks. */
function differences(outsmart: OutsmartSimulator, expected: ExpectedRows): string[] {
  const account = outsmart.account('first');
  return account.collections.flatMap(({ definition: { path }, rows }) => {
    const held = [...rows.values()].map(filled).sort();
    const wanted = (expected[path] ?? []).map(filled).sort();
    return [
      ...held.filter((row) => !wanted.includes(row)).map((row) => `${path} holds ${row}`),
      ...wanted.filter((row) => !held.includes(row)).map((row) => `${path} lacks ${row}`),
      ...(held.length === wanted.length ? [] : [`${path} holds ${held.length} rows`]),
    ];
  });
}

/** The fields of a row that hold something, as text. */
function filled(row: Readonly<Record<string, string | null>>): string {
  return JSON.stringify(
    Object.entries(row)
      .filter(([, value]) => value !== null && value !== '')
      .sort(),
  );
}

/** How often each list was read. Connecting reads the logins once more, and the webhooks. */
function lists(requests: readonly LoggedRequest[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { path } of requests) counts[path] = (counts[path] ?? 0) + 1;
  return counts;
}

/** How often a mapping was written so far, whatever was in it. */
function mappingWrites(): number {
  const writes = [...world.calls].filter(([call]) => /^dynamodb\.(?!Get|Query).*\(mappings\)$/.test(call));
  return writes.reduce((sum, [, count]) => sum + count, 0);
}

function expectedLists({ customers }: LargeAccount): Record<string, number> {
  return {
    '/customers': Math.ceil(SIZES.customers / PAGE_SIZE),
    '/positions': Math.ceil(SIZES.positions / PAGE_SIZE),
    '/position-groups': 1,
    '/logins': 1,
    ...Object.fromEntries(customers.map(({ id }) => [`/customers/${id}/contacts`, 1])),
  };
}

/** What became of the runs, by lane: the newest one of each. */
async function newestRuns(): Promise<Record<string, object>> {
  const runs = await world.runs(LANES.length);
  return Object.fromEntries(runs.map(({ entity, state, counts }) => [entity, { state, ...counts }]));
}

describe('all six imports of a large account', () => {
  it('bring over every record with the fewest calls, and write nothing again', async () => {
    const account = largeAccount(SIZES);
    world = await TimedWorld.start(platform, {
      ...account,
      plan: 'business',
      pageSize: PAGE_SIZE,
      imports: ALL_IMPORTS,
    });
    const { easybill, outsmart, tables } = world;
    await world.time.runUntil(world.time.now + LONGEST);

    const counts = {
      category: account.positionGroups.length,
      customer: account.customers.length,
      contact: account.contacts.length,
      product: account.positions.length,
      employee: account.logins.length,
    };
    const all = (what: 'created' | 'unchanged') =>
      Object.fromEntries(
        Object.entries(counts).map(([lane, count]) => [
          lane,
          expect.objectContaining({ state: 'complete', seen: count, [what]: count, skipped: 0, failed: 0 }),
        ]),
      );
    expect(await newestRuns()).toEqual(all('created'));
    expect(differences(outsmart, account.expected)).toEqual([]);
    const calls = easybill.requests.filter(({ path }) => path !== '/webhooks');
    const wanted = expectedLists(account);
    expect(lists(calls)).toEqual({ ...wanted, '/logins': 2 });

    const [asked, written] = [easybill.requests.length, outsmart.requests.length];
    const [mappings, stored] = [await tables.rows('mappings'), mappingWrites()];
    expect(stored).toBeGreaterThan(mappings.length);
    for (const lane of LANES) world.startRun(lane);
    await world.time.runUntil(world.time.now + LONGEST);

    expect(await newestRuns()).toEqual(all('unchanged'));
    expect(lists(easybill.requests.slice(asked))).toEqual(wanted);
    expect(outsmart.requests.slice(written)).toEqual([]);
    expect(mappingWrites()).toBe(stored);
    expect(await tables.rows('mappings')).toEqual(mappings);
    expect(refusalsByAnyModel(easybill.requests, 60, world.random)).toEqual([]);
    expect(easybill.requests.filter(({ status }) => status === 429)).toEqual([]);
    expect([...world.failed, ...easybill.violations, ...outsmart.violations]).toEqual([]);
  });
});
