import { usualParts, article, positionsOf } from '../invoices/invoice-parts.ts';
import { describe, expect, it } from '@jest/globals';
import { demoWorkOrders, type DemoWork } from '../../../infra/local/vendors/demo-work-orders.ts';
import { exportSettingsSchema } from '../../../shared/connections/settings/export-settings.ts';
import { workOrderToInvoice } from '../../../shared/invoices/work-order-to-invoice.ts';
import { outsmartWorkOrderSchema } from '../../../shared/outsmart/index.ts';

const client = (number: string) => ({
  number,
  name: `Größler ${number}`,
  street: 'Am Mühlbach 7',
  postalCode: '01067',
  city: 'Dresden',
});
const work: DemoWork = {
  clients: [client('10001'), client('10002'), client('10003')],
  materials: [
    { number: 'A-10000', name: 'Kupferrohr 15 mm', unit: 'm', priceCents: 1233 },
    { number: 'A-10001', name: 'Eckventil', unit: 'Stk', priceCents: 845 },
  ],
  hourTypes: ['STD-4', 'STD-14'],
  employees: ['12', '13'],
};
const positions = positionsOf(...['A-10000', 'A-10001', 'STD-4', 'STD-14'].map((number) => article(number)));

describe('demo work orders', () => {
  const orders = demoWorkOrders(60, work);

  it('are the same every time, and others with another seed', () => {
    expect(demoWorkOrders(60, work)).toEqual(orders);
    expect(demoWorkOrders(60, { ...work, seed: 2 })).not.toEqual(orders);
  });

  it('hold what invoices must cope with', () => {
    const isBilledElsewhere = ({
      CustomerDebtorNr: site,
      CustomerDebtorNrInvoice: payer,
    }: (typeof orders)[0]) => site !== payer;

    expect(orders.some(isBilledElsewhere)).toBe(true);
    expect(JSON.stringify(orders)).toMatch(/"MaterialNr":"12,25"/);
    expect(new Set(orders.map(({ Workperiods }) => (Workperiods as []).length))).toEqual(new Set([1, 2, 3]));
    expect(new Set(orders.map(({ OrderNr }) => OrderNr)).size).toBe(60);
  });

  it.each(orders.map((order, index) => [index, order] as const))(
    'number %d becomes an invoice',
    (index, order) => {
      const result = workOrderToInvoice(
        outsmartWorkOrderSchema.parse({ id: index + 1, status: 'Compleet', ...order }),
        {
          ...usualParts,
          customer: { easybillId: 7 },
          positions,
          settings: exportSettingsSchema.parse({}),
          externalId: `os-demo-${index}-1`,
          documentDate: '2026-11-20',
        },
      );

      expect(result).toMatchObject({ outcome: 'built', warnings: [] });
    },
  );
});
