import { stdout } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { play, playClean, type CleanRun } from './clean-runs.ts';
import { customer, STAGES } from './customer-flow.ts';
import type { ObservedCall } from './invocations.ts';
import { killPoints } from './kill-points.ts';
import { startPlatform, type Platform } from './platform.ts';
import { expectFewPostsAgain, playKilled } from './play-killed.ts';
import { startFrom } from './snapshot.ts';
import { World } from './world.ts';
import { everyNth, sampled } from '../../support/depth.ts';

/** Every call the customer flow makes. Another one here is another place where a function may be killed. */
const CALLS = [
  'dynamodb.DeleteItem(activity)',
  'dynamodb.DeleteItem(connections)',
  'dynamodb.GetItem(activity)',
  'dynamodb.GetItem(connections)',
  'dynamodb.GetItem(mappings)',
  'dynamodb.GetItem(permits)',
  'dynamodb.PutItem(activity)',
  'dynamodb.PutItem(connections)',
  'dynamodb.PutItem(mappings)',
  'dynamodb.PutItem(permits)',
  'dynamodb.Query(activity)',
  'dynamodb.Query(connections)',
  'dynamodb.Query(ledger)',
  'dynamodb.Query(mappings)',
  'dynamodb.TransactWriteItems()',
  'dynamodb.UpdateItem(connections)',
  'dynamodb.UpdateItem(mappings)',
  'easybill GET /customers',
  'easybill GET /customers/{id}',
  'easybill GET /logins',
  'easybill GET /webhooks',
  'easybill POST /webhooks',
  'outsmart GET /employees',
  'outsmart GET /relations',
  'outsmart POST /relations',
  'secretsmanager.CreateSecret()',
  'secretsmanager.GetSecretValue()',
  'sqs.SendMessage(care)',
  'sqs.SendMessage(customers)',
];

/** Every how manyth of the kill points is tried. */
const EVERY = sampled(1, 10);

let platform: Platform;
let clean: CleanRun[];

beforeAll(async () => {
  platform = await startPlatform();
  clean = await playClean(platform, STAGES);
}, 60_000);

afterAll(async () => {
  await platform.stop();
});

const stages = STAGES.map(({ name }, i) => [name, i] as const);

describe('a function killed at any of its calls', () => {
  it('could be killed at each call that the flow is known to make, and at no other', () => {
    const made = new Set(clean.flatMap(({ calls }) => calls.map(({ call }) => call)));
    expect([...made].sort()).toEqual(CALLS);
  });

  it.each(stages)(
    'loses and doubles nothing: %s',
    async (name, i) => {
      const seen = new Set<string>();
      const kills = clean
        .slice(0, i + 1)
        .map(({ calls }) => killPoints(calls, seen))
        .at(-1)!;
      const run = clean[i]!;
      const chosen = everyNth(kills, EVERY, i);

      const failures = await playKilled(platform, run, chosen, (world) => {
        expectFewPostsAgain(world, run);
      });

      expect(failures).toBe('');
      stdout.write(`${name}: killed at ${chosen.length} of ${kills.length} points\n`);
    },
    300_000,
  );
});

describe('a queue that delivers everything twice', () => {
  it.each(stages)(
    'ends in the same state with no more than twice the calls: %s',
    async (_, i) => {
      const { stage, before, calls, end } = clean[i]!;
      const world = await startFrom(platform, before);
      world.queue.duplicate(2);

      const found = await play(world, stage);

      expect(found).toEqual(end);
      const lists = (made: readonly ObservedCall[]) =>
        made.filter(({ call }) => call === 'easybill GET /customers').length;
      const sends = (made: readonly ObservedCall[]) =>
        made.filter(({ call }) => call.startsWith('sqs.')).length;
      expect(lists(world.invocations.calls)).toBeLessThanOrEqual(2 * lists(calls));
      // A second hint for a record that was read a moment ago waits, once.
      const hints = world.easybill.account('first').deliveries.attempted.length;
      expect(sends(world.invocations.calls)).toBeLessThanOrEqual(2 * (sends(calls) + hints));
      await world.stop();
    },
    60_000,
  );

  it('does not multiply the messages of a run that waits for its budget', async () => {
    const sent: number[] = [];
    for (const copies of [1, 2]) {
      const customers = Array.from({ length: 24 }, (_, i) => customer(i + 1));
      const world = await World.start(platform, { plan: 'plus', customers });
      world.queue.duplicate(copies);
      await world.connect();
      await world.settle();
      expect(await world.tables.rows('mappings')).toHaveLength(2 * customers.length);
      sent.push(world.queue.sent);
      await world.stop();
    }
    expect(sent[1]).toBeLessThanOrEqual((sent[0] ?? 0) + 2);
  });
});
