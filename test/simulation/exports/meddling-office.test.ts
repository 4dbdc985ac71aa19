import { describe, expect, it } from '@jest/globals';
import { sampled } from '../../support/depth.ts';
import { LONGEST_MS, report, SEED } from './effort.ts';
import { exploreAll, exploreSeeds } from './explore.ts';
import type { SimulatedBehaviour } from './simulated-vendors.ts';

const HOUR = 3_600_000;
const SEEDS = sampled(10_000, 300);
const DEPTH = sampled(2, 1);

const EASYBILLS: readonly [string, SimulatedBehaviour][] = [
  ['that takes what it is sent', {}],
  ['that leaves out the last day of a range', { isEndExcluded: true }],
  ['whose articles win', { articleWins: true }],
  ['that lists documents an hour late', { listedAfterMs: HOUR }],
  ['that lists documents 25 hours late', { listedAfterMs: 25 * HOUR, isEndExcluded: true }],
];

describe.each(['draft', 'final'] as const)(
  'with an office that edits, finishes and deletes drafts (%s)',
  (document) => {
    it.each(EASYBILLS)(
      'no two are finished, and nothing differs in silence, at an easybill %s',
      async (what, easybill) => {
        const options = { document, office: true, easybill };
        const planned = await exploreAll(options, DEPTH);
        const random = await exploreSeeds(options, SEED ?? 1, SEED === undefined ? SEEDS : 1);
        report(`${document}, office, ${what}`, { runs: planned.runs + random.runs, findings: [] });
        expect([...planned.findings, ...random.findings]).toEqual([]);
      },
      LONGEST_MS,
    );
  },
);
