import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EasybillDocument } from '../../../infra/local/vendors/easybill/index.ts';
import { startTables, type Tables } from '../../support/tables.ts';
import { HttpWorld } from './http-world.ts';
import { TOTAL } from './http-work-order.ts';

let tables: Tables;
let world: HttpWorld;
let worlds = 0;

beforeAll(async () => {
  tables = await startTables();
});
afterEach(() => world.stop());
afterAll(() => tables.stop());

/** A work order that bills the articles at 12.50 and 60.00 with 19 %, where easybill has these prices. */
async function exported(
  document: 'draft' | 'final',
  filterCents: number,
  behaviour: Partial<HttpWorld['easybill']['behaviour']>,
  beforeHint: () => void = () => undefined,
): Promise<EasybillDocument[]> {
  worlds += 1;
  world = await HttpWorld.start({
    tables,
    connectionId: `decides${worlds}`,
    document,
    ledger: 'table',
    customer: 'known',
    choices: { next: () => undefined },
    hasTimeouts: false,
  });
  world.easybill.account('first').positions.seed([
    { id: 11, number: 'ART-1', description: 'Filter', sale_price: filterCents },
    { id: 12, number: 'STD-1', type: 'SERVICE', description: 'Stunde', sale_price: 6_000 },
  ]);
  Object.assign(world.easybill.behaviour, behaviour);
  beforeHint();
  world.hint();
  await world.settle();
  return world.documents();
}

describe.each(['draft', 'final'] as const)('what easybill makes of an invoice (%s)', (document) => {
  it('is left alone and told where the price of the article wins', async () => {
    const made = await exported(document, 1_000, { articleLines: 'articleWins' });

    expect(made).toMatchObject([{ is_draft: true, amount_net: 11_000 }]);
    expect(await world.entry()).toMatchObject({
      state: 'failed',
      problem: {
        code: 'exportDiffersAtEasybill',
        params: {
          expectedCents: TOTAL.amount,
          expectedNetCents: TOTAL.amount_net,
          foundCents: 13_090,
          foundNetCents: 11_000,
        },
      },
    });
    expect(world.orderStatus()).toBe('Compleet');
  });

  it.each([
    ['the article has the same price', 1_250, { articleLines: 'articleWins' }],
    ['the price that was sent wins', 1_000, { articleLines: 'asSent' }],
    ['0 % is ignored and none is billed', 1_250, { zeroVat: 'ignored' }],
  ] as const)('goes its way where %s', async (_, cents, behaviour) => {
    const made = await exported(document, cents, behaviour);

    expect(made).toMatchObject([{ is_draft: document === 'draft', ...TOTAL }]);
    expect(world.orderStatus()).toBe('Afgehandeld');
  });

  it('is found although its answer is lost and the last day of a range is left out', async () => {
    const made = await exported(document, 1_250, { rangeEnd: 'excluded' }, () => {
      world.easybill.faults.add({
        match: { method: 'POST', path: '/documents' },
        fault: { kind: 'lostAnswer' },
      });
    });

    expect(made).toMatchObject([{ is_draft: document === 'draft', ...TOTAL }]);
    const posts = world.easybill.requests.filter(
      ({ method, path }) => method === 'POST' && path === '/documents',
    );
    expect(posts).toHaveLength(1);
    expect(world.orderStatus()).toBe('Afgehandeld');
  });
});
