import type { RecordSources } from '../../../shared/exports/known-records.ts';
import { FIRST_ID } from '../../support/customers.ts';

const DAY = '20-11-2026';

/** A completed work order with a material and an hour and a half of work. */
export const WORK_ORDER = {
  WorkDate: DAY,
  CustomerName: 'Kunde 1 GmbH',
  CustomerDebtorNr: '10001',
  Materials: [
    {
      MaterialCode: 'ART-1',
      MaterialName: 'Filter',
      MaterialNr: '2',
      MaterialPrice: '12,50',
      MaterialUnit: 'Stk',
    },
  ],
  Workperiods: [{ WorkDate: DAY, TotalTime: '01:30', HourType: 'STD-1' }],
  status: 'Compleet',
};

/** What its invoice comes to in cents: 2 x 12.50 and 1.5 h at 60.00, with 19 %. */
export const TOTAL = { amount_net: 11_500, amount: 13_685 };

const KNOWN = new Map<string, { easybillId: number; facts: Record<string, string> }>([
  ['10001', { easybillId: FIRST_ID, facts: {} }],
  [
    'ART-1',
    { easybillId: 11, facts: { number: 'ART-1', priceCents: '1250', vatPercent: '19', unit: 'Stk' } },
  ],
  [
    'STD-1',
    { easybillId: 12, facts: { number: 'STD-1', priceCents: '6000', vatPercent: '19', unit: 'Stunde' } },
  ],
]);

/** What the imports know of its customer, its material and its hour type. */
export const MAPPINGS: ReturnType<RecordSources['mappings']> = {
  ownerOf: (key) => Promise.resolve(KNOWN.get(key)?.easybillId),
  get: (id) => Promise.resolve([...KNOWN.values()].find(({ easybillId }) => easybillId === id)),
};
