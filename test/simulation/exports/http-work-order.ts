import type { RecordSources } from '../../../shared/exports/invoice/look-up.ts';
import { FIRST_ID } from '../../support/customers.ts';

const DAY = '20-11-2026';

/** The number of its customer at both vendors. */
export const CUSTOMER_NUMBER = '10001';

/** A completed work order with a material and an hour and a half of work. */
export const WORK_ORDER = {
  WorkDate: DAY,
  CustomerName: 'Kunde 1 GmbH',
  CustomerDebtorNr: CUSTOMER_NUMBER,
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

const CUSTOMER = { key: CUSTOMER_NUMBER, easybillId: FIRST_ID, facts: { v: 2 } };
const POSITIONS = [
  {
    key: 'ART-1',
    easybillId: 11,
    facts: { v: 2, number: 'ART-1', priceCents: '1250', vatPercent: '19', unit: 'Stk' },
  },
  {
    key: 'STD-1',
    easybillId: 12,
    facts: { v: 2, number: 'STD-1', priceCents: '6000', vatPercent: '19', unit: 'Stunde' },
  },
];

/** What the imports know of its material and its hour type, and of its customer unless that is `missing`. */
export function mappingsOf(customer: 'known' | 'missing'): ReturnType<RecordSources['mappings']> {
  const known = customer === 'known' ? [CUSTOMER, ...POSITIONS] : POSITIONS;
  return {
    ownerOf: (key) => Promise.resolve(known.find((record) => record.key === key)?.easybillId),
    get: (id) => Promise.resolve(known.find(({ easybillId }) => easybillId === id)),
  };
}
