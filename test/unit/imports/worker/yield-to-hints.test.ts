import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../../infra/local/vendors/seeded-random.ts';
import { startRun } from '../../../../shared/imports/runs/start-run.ts';
import { startTables, type Tables } from '../../../support/tables.ts';
import { Household } from '../household.ts';
import { withPermits } from '../runs/with-permits.ts';
import { sampled } from '../../../support/depth.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

let tables: Tables;
let world: Household;
let connections = 0;
let random: () => number;
/** When each hint was sent, and when it was followed. */
let hints: Map<number, { sentAt: number; readAt?: number }>;

beforeAll(async () => {
  tables = await startTables();
});
afterAll(() => tables.stop());

beforeEach(() => {
  connections += 1;
  random = seededRandom(1);
  hints = new Map();
});
afterEach(() => world.stop());

/** A connection with so many customers at OutSmart; each has a contact. */
async function start(customers: number, plan: 'business' | 'plus'): Promise<void> {
  world = await Household.start(tables, `way${connections}`);
  const ids = Array.from({ length: customers }, (_, i) => i + 1);
  world.recordsPerPage = 1000;
  world.put('customer', ...ids.map((id) => ({ id, number: `N-${id}`, name: `name ${id}` })));
  world.put(
    'contact',
    ...ids.map((id) => ({ id: 1000 + id, number: `C-${id}`, name: `contact ${id}`, parentId: id })),
  );
  await world.run(['customer']);
  await withPermits(world, plan);
  workBesideSteps();
  noteReads();
  world.calls.length = 0;
}

/** Whatever is due while a step of the run makes its calls is delivered beside it. */
function workBesideSteps(): void {
  const { openGate } = world;
  world.openGate = (connection, request) => {
    const gate = openGate(connection, request);
    if (request.priority === 'interactive') return gate;
    return {
      ...gate,
      run: async (send) => {
        while (await world.deliver());
        return gate.run(send);
      },
    };
  };
}

function noteReads(): void {
  const { calls } = world;
  world.calls.push = (call) => {
    const [, id] = /^get contact (\d+)$/.exec(call) ?? [];
    const hint = id === undefined ? undefined : hints.get(Number(id));
    if (hint) hint.readAt = world.waiting.now;
    return Array.prototype.push.call(calls, call);
  };
}

/** Runs over all contacts while a hint comes every so often, each at any time of its span. */
async function runBesideHints(everyMs: number, customers: number): Promise<string> {
  const { runId } = await startRun(world.services, world.connectionId, 'contact', 'manual');
  let nextSpan = world.waiting.now;
  // The run goes from the newest customer to the oldest, the hints the other way.
  for (let id = 1; (await stateOf(runId)) !== 'complete';) {
    for (; nextSpan <= world.waiting.now + MINUTE && id <= customers; nextSpan += everyMs, id += 1) {
      const at = Math.floor(nextSpan + random() * everyMs);
      hints.set(1000 + id, { sentAt: at });
      const message = {
        type: 'record',
        connectionId: world.connectionId,
        entity: 'contact',
        easybillId: 1000 + id,
        parentId: id,
        source: 'webhook',
        firstQueuedAt: at,
        hops: 0,
      } as const;
      world.queue.push({ message, at });
    }
    if (await world.deliver()) continue;
    world.waiting.now = Math.max(world.waiting.now + 10, Math.min(...world.queue.map(({ at }) => at)));
  }
  world.queue.splice(0, Infinity, ...world.queue.filter(({ at }) => at <= world.waiting.now + 20 * SECOND));
  await world.settle();
  return runId;
}

async function stateOf(runId: string): Promise<string | undefined> {
  return (await world.services.runs.get(world.connectionId, runId))?.state;
}

/** How long the hints waited that were followed, in seconds, shortest first. */
function waits(): number[] {
  const all = [...hints.values()].filter(({ sentAt }) => sentAt <= world.waiting.now);
  return all
    .flatMap(({ sentAt, readAt }) => (readAt === undefined ? [] : (readAt - sentAt) / SECOND))
    .sort((a, b) => a - b);
}

const listed = () => world.calls.filter((call) => call.startsWith('list contact of'));

describe('a run over contacts', () => {
  it.each([
    ['business', sampled(400, 100), sampled(20, 10) * SECOND, 5],
    ['plus', sampled(80, 60), MINUTE / 2, 30],
  ] as const)('on %s gives way to a hint in time', async (plan, customers, everyMs, boundSeconds) => {
    await start(customers, plan);
    await runBesideHints(everyMs, customers);

    const waited = waits();
    expect(waited.length).toBeGreaterThan(10);
    expect(waited.at(-1)).toBeLessThanOrEqual(boundSeconds);
    expect(listed()).toHaveLength(customers);
  });

  it('comes to its end while hints come all the time, and reads no list twice', async () => {
    await start(30, 'business');
    const runId = await runBesideHints(2 * SECOND, 30);

    expect(await stateOf(runId)).toBe('complete');
    expect(listed()).toHaveLength(30);
    expect(new Set(listed()).size).toBe(30);
    expect(Object.keys(world.offered('contact'))).toHaveLength(30);
  });
});
