import { describe, expect, it } from '@jest/globals';
import { DEPTH, LONGEST_MS, report, SEED, SEEDS } from './effort.ts';
import { exploreAll, exploreSeeds } from './explore.ts';
import type { ExportWorldOptions } from './export-world.ts';

const OPTIONS: ExportWorldOptions = { document: 'final' };

describe('finished invoices', () => {
  it(
    'come of every work order exactly once, whatever happens at which calls',
    async () => {
      const explored = await exploreAll(OPTIONS, DEPTH);
      report(`final, up to ${DEPTH} mishaps`, explored);
      expect(explored.findings).toEqual([]);
      // A world in which nothing can happen would prove nothing.
      expect(explored.runs).toBeGreaterThan(30 ** DEPTH);
    },
    LONGEST_MS,
  );

  it(
    'come of every work order exactly once, with many mishaps at random, where ranges end before their last day',
    async () => {
      const options = { ...OPTIONS, easybill: { isEndExcluded: true } };
      const explored = await exploreSeeds(options, SEED ?? 1, SEED === undefined ? SEEDS : 1);
      report(`final, seeds from ${SEED ?? 1}`, explored);
      expect(explored.findings).toEqual([]);
    },
    LONGEST_MS,
  );
});
