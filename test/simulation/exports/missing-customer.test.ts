import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTables, type Tables } from '../../support/tables.ts';
import { HTTP_SEEDS, HTTP_SINGLES, LONGEST_MS, SEED } from './effort.ts';
import { playEach, playSeeds } from './explore-http.ts';

let tables: Tables;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

describe('exports over HTTP of customers whom easybill lacks', () => {
  it(
    'make a missing customer once whatever happens at which call until the invoice is made',
    async () => {
      const stage = { tables, document: 'draft', ledger: 'table', customer: 'missing' } as const;
      const { runs, findings } = await playEach('one mishap', stage, {
        until: 'easybill POST /documents',
        share: HTTP_SINGLES,
      });
      expect(findings).toEqual([]);
      expect(runs).toBeGreaterThan(80);
    },
    LONGEST_MS,
  );

  it(
    'make one invoice and one customer, with many mishaps at random',
    async () => {
      const stageOf = (seed: number) =>
        ({
          tables,
          document: seed % 2 === 0 ? 'draft' : 'final',
          ledger: 'table',
          customer: seed % 3 === 0 ? 'known' : 'missing',
        }) as const;
      const { findings } = await playSeeds(stageOf, SEED ?? 1, SEED === undefined ? HTTP_SEEDS : 1);
      expect(findings).toEqual([]);
    },
    LONGEST_MS,
  );
});
