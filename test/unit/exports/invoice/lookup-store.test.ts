import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { LookupStore } from '../../../../shared/exports/invoice/lookup-store.ts';
import { startTables, type Tables } from '../../../support/tables.ts';

let tables: Tables;

beforeAll(async () => {
  tables = await startTables();
});

afterAll(async () => {
  await tables.stop();
});

it('keeps what easybill had, or that it had nothing, by connection, kind and number in any spelling', async () => {
  const lookups = new LookupStore(tables.documents, tables.ledger);
  const found = { easybillId: 7, facts: { vatPercent: '19' } };
  await lookups.put('c1', 'product', 'K-1', { lookedAt: 5, found });
  await lookups.put('c1', 'customer', 'K-1', { lookedAt: 6 });

  expect(await lookups.get('c1', 'product', 'k-1')).toEqual({ lookedAt: 5, found });
  expect(await lookups.get('c1', 'customer', 'K-1')).toEqual({ lookedAt: 6 });
  expect(await lookups.get('c2', 'product', 'K-1')).toBeUndefined();
});
