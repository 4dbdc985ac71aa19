import { stdout } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { playClean, type CleanRun } from '../customers/clean-runs.ts';
import { killPoints } from '../customers/kill-points.ts';
import { startPlatform, type Platform } from '../customers/platform.ts';
import { playKilled } from '../customers/play-killed.ts';
import { LIFE } from './life-stages.ts';
import { everyNth, sampled } from '../../support/depth.ts';

/** Every how manyth of the kill points is tried. */
const EVERY = sampled(1, 10);

let platform: Platform;
let clean: CleanRun[];

beforeAll(async () => {
  platform = await startPlatform();
  clean = await playClean(platform, LIFE);
}, 60_000);

afterAll(async () => {
  await platform.stop();
});

describe('a connection whose functions are killed at any of their calls', () => {
  it('leads the life it should when nothing is killed', () => {
    const ends = clean.map(({ end }) => end);
    const statuses = ends.map(
      ({ connections }) =>
        (connections as string[]).find((text) => text.includes(' connection '))?.split(' ')[3],
    );
    expect(statuses).toEqual([
      ...['active', 'active', 'active', 'active', 'active'],
      'disconnected',
      'active',
      undefined,
    ]);
    expect(ends.map(({ webhooks }) => (webhooks as unknown[]).length)).toEqual([1, 1, 1, 1, 1, 0, 1, 0]);
    expect(ends.map(({ secrets }) => (secrets as unknown[]).length)).toEqual([1, 1, 1, 1, 1, 0, 1, 0]);
    for (const { violations, deadLetters, rateLimited } of ends) {
      expect({ violations, deadLetters, rateLimited }).toEqual({
        violations: [],
        deadLetters: [],
        rateLimited: 0,
      });
    }
    expect(ends.at(-1)).toMatchObject({ connections: [], mappings: [] });
  });

  it.each(LIFE.map(({ name }, i) => [name, i] as const))(
    'ends as it should, once somebody asks again or the scheduler comes: %s',
    async (name, i) => {
      const seen = new Set<string>();
      const kills = clean
        .slice(0, i + 1)
        .map(({ calls }) => killPoints(calls, seen))
        .at(-1)!;
      const chosen = everyNth(kills, EVERY, i);

      expect(await playKilled(platform, clean[i]!, chosen)).toBe('');
      stdout.write(`${name}: killed at ${chosen.length} of ${kills.length} points\n`);
    },
    300_000,
  );
});
