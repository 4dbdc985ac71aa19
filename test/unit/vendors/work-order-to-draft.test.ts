import { usualParts, article, positionsOf } from '../invoices/invoice-parts.ts';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  startEasybillSimulator,
  type EasybillSimulator,
} from '../../../infra/local/vendors/easybill/index.ts';
import { demoWorkOrders } from '../../../infra/local/vendors/demo-work-orders.ts';
import {
  startOutsmartSimulator,
  type OutsmartSimulator,
} from '../../../infra/local/vendors/outsmart/index.ts';
import {
  createCustomer,
  createDraft,
  createEasybillClient,
  deleteDraft,
  findCustomersByNumber,
  finishDocument,
  getDocument,
  listInvoicesEditedBetween,
  type EasybillClient,
} from '../../../shared/easybill/index.ts';
import { exportSettingsSchema } from '../../../shared/connections/settings/export-settings.ts';
import { billTo } from '../../../shared/invoices/bill-to.ts';
import { workOrderToCustomer } from '../../../shared/invoices/work-order-to-customer.ts';
import { workOrderToInvoice } from '../../../shared/invoices/work-order-to-invoice.ts';
import {
  createOutsmartClient,
  getWorkOrder,
  listCompletedWorkOrders,
  markWorkOrderHandled,
  type OutsmartClient,
} from '../../../shared/outsmart/index.ts';

const client = (number: string) => ({
  number,
  name: `Öztürk Haustechnik ${number}`,
  street: 'Lindenstraße 7',
  postalCode: '01067',
  city: 'Dresden',
});
const workOrders = demoWorkOrders(12, {
  clients: [client('10001'), client('10002')],
  materials: [{ number: 'A-1', name: 'Eckventil', unit: 'Stk', priceCents: 845 }],
  hourTypes: ['STD-1'],
  employees: ['12'],
});
const positions = positionsOf(
  article('A-1', { easybillId: 11, vatPercent: '7' }),
  article('STD-1', { easybillId: 12, priceCents: '6543.25' }),
);

let easybill: EasybillSimulator;
let outsmart: OutsmartSimulator;
let invoicing: EasybillClient;
let field: OutsmartClient;

beforeEach(async () => {
  easybill = await startEasybillSimulator({
    accounts: [
      { name: 'alpha', apiKeys: ['key'], customers: [{ id: 7, number: '10001', last_name: 'Muster' }] },
    ],
    now: () => Date.UTC(2026, 10, 20, 11),
  });
  outsmart = await startOutsmartSimulator({
    accounts: [{ name: 'alpha', token: 't', softwareToken: 's', workOrders }],
  });
  const gate = { run: <T>(send: () => Promise<T>) => send() };
  invoicing = createEasybillClient({ baseUrl: easybill.url, apiKey: 'key', gate });
  field = createOutsmartClient({ baseUrl: outsmart.url, token: 't', softwareToken: 's' });
});
afterEach(async () => {
  await Promise.all([easybill.close(), outsmart.close()]);
});

describe('from one simulated vendor to the other', () => {
  it('every completed work order becomes a draft that comes to what we say, and is handled', async () => {
    // Prepare
    const orders = outsmart.account('alpha').workOrders;
    for (const { id } of orders.all()) orders.complete(id);

    // Act
    const totals: unknown[] = [];
    for (const { id } of (await listCompletedWorkOrders(field)).items) {
      const order = (await getWorkOrder(field, id))!;
      const number = billTo(order)!.number;
      const [known] = await findCustomersByNumber(invoicing, number);
      const customer = known ?? (await createCustomer(invoicing, workOrderToCustomer(order)!));
      const build = workOrderToInvoice(order, {
        ...usualParts,
        customer: { easybillId: customer.id, taxOption: customer.tax_options },
        positions,
        settings: exportSettingsSchema.parse({}),
        externalId: `os-a-${id}-1`,
        documentDate: '2026-11-20',
      });
      if (build.outcome === 'refused') throw new Error(JSON.stringify(build.problems));
      const draft = await createDraft(invoicing, { ...build.invoice, customer_id: customer.id });
      totals.push([draft.external_id, draft.amount, draft.amount_net]);
      expect(totals.at(-1)).toEqual([`os-a-${id}-1`, build.total.grossCents, build.total.netCents]);
      await markWorkOrderHandled(field, id);
    }

    // Assess
    expect(totals).toHaveLength(12);
    expect(orders.all().map(({ status }) => status)).toEqual(Array(12).fill('Afgehandeld'));
    expect((await listCompletedWorkOrders(field)).items).toEqual([]);
    expect([...easybill.account('alpha').customers.values()].map(({ number }) => number)).toEqual([
      '10001',
      '10002',
    ]);
    expect([...easybill.violations, ...outsmart.violations]).toEqual([]);
  });

  it('a draft is found by its days, finished, and then deleted by nobody', async () => {
    const draft = await createDraft(invoicing, {
      type: 'INVOICE',
      customer_id: 7,
      external_id: 'os-a-1-1',
      document_date: '2026-11-20',
      currency: 'EUR',
      calc_vat_from: 0,
      vat_option: 'revc',
      items: [{ type: 'POSITION', description: 'x', quantity: 1, single_price_net: 100, vat_percent: 0 }],
    });
    const found = await listInvoicesEditedBetween(invoicing, '2026-11-19', '2026-11-20', { customerId: 7 });
    const final = await finishDocument(invoicing, draft.id);

    expect(found).toEqual([draft]);
    expect(final).toMatchObject({ is_draft: false, number: 'RE-1001' });
    await expect(deleteDraft(invoicing, final!)).rejects.toThrow(TypeError);
    // Even with what was read before.
    await expect(deleteDraft(invoicing, draft)).rejects.toMatchObject({ vendorCode: 400 });
    expect(await getDocument(invoicing, draft.id)).toEqual(final);
    expect(easybill.violations).toEqual([`alpha: final document ${draft.id} was to be deleted`]);
  });
});
