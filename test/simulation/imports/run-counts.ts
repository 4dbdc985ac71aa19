import { expect } from '@jest/globals';
import type { World } from '../customers/world.ts';

/** Expects that each record a complete run has seen is counted once, and under one outcome. */
export async function expectSensibleCounts(world: World): Promise<void> {
  const rows = await world.tables.rows('activity');
  const runs = rows.filter(({ sk, state }) => String(sk).startsWith('run#') && state === 'complete');
  const wrong = runs.filter(({ counts }) => {
    const { seen, created, updated, unchanged, skipped, failed } = counts as Record<string, number>;
    // A withdrawal that OutSmart refused comes on top of the failed ones.
    return seen !== created! + updated! + unchanged! + skipped! + failed!;
  });
  expect(wrong.map(({ entity, counts }) => ({ entity, counts }))).toEqual([]);
}
