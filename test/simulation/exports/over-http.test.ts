import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTables, type Tables } from '../../support/tables.ts';
import { HTTP_PAIRS, HTTP_SINGLES, LONGEST_MS } from './effort.ts';
import { playEach } from './explore-http.ts';

const MAKE = 'easybill POST /documents';
const FINISH = 'easybill PUT /documents/{id}/done';
const LOST = { fault: { kind: 'lostAnswer' } } as const;
const NEVER_ARRIVED = { fault: { kind: 'refuse' } } as const;
/** After the document was made again. */
const ARRIVED_LATE = { fault: { kind: 'lateArrival' }, afterSeconds: 400 } as const;

let tables: Tables;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

describe('exports over HTTP, with the ledger in its table', () => {
  it.each(['draft', 'final'] as const)(
    'make one invoice whatever happens at which call (%s)',
    async (document) => {
      const stage = { tables, document, ledger: 'table', customer: 'known' } as const;
      const { runs, findings } = await playEach('one mishap', stage, { share: HTTP_SINGLES });
      expect(findings).toEqual([]);
      // A way without calls would prove nothing.
      expect(runs).toBeGreaterThan(90);
    },
    LONGEST_MS,
  );
});

describe('exports over HTTP, with vendors that fail', () => {
  it.each([
    ['the answer to POST /documents was lost', 'draft', { call: MAKE, mishap: LOST }],
    ['the answer to POST /documents was lost', 'final', { call: MAKE, mishap: LOST }],
    ['POST /documents never arrived', 'final', { call: MAKE, mishap: NEVER_ARRIVED }],
    ['POST /documents arrived late', 'draft', { call: MAKE, mishap: ARRIVED_LATE }],
    ['POST /documents arrived late', 'final', { call: MAKE, mishap: ARRIVED_LATE }],
    ['the answer to PUT done was lost', 'final', { call: FINISH, mishap: LOST }],
    ['PUT done never arrived', 'final', { call: FINISH, mishap: NEVER_ARRIVED }],
  ] as const)(
    'make one invoice whatever happens at which call after %s (%s)',
    async (what, document, before) => {
      const stage = { tables, document, ledger: 'memory', customer: 'known' } as const;
      const { runs, findings } = await playEach(`after ${what}`, stage, { before, share: HTTP_PAIRS });
      expect(findings).toEqual([]);
      expect(runs).toBeGreaterThan(30);
    },
    LONGEST_MS,
  );
});
