import * as z from 'zod';
import { demoWorkOrders } from '../vendors/demo-work-orders.ts';
import type { EasybillCustomer, EasybillDocument } from '../vendors/easybill/index.ts';
import type { OutsmartWorkOrder } from '../vendors/outsmart/index.ts';
import { DEMO_ACCOUNT } from './demo-vendors.ts';
import type { Demo } from './demo.ts';
import { expectLines, invoiceDifferences, type Article } from './expected-invoice.ts';
import type { ExpectedRelations } from './expected-relations.ts';
import { poll } from './poll.ts';

const LONGEST_WAY_MS = 60_000;
const MATERIALS = 12;
const LONG_AGO = '2000-01-01T00:00:00Z';

const plannedSchema = z.looseObject({
  id: z.string(),
  OrderNr: z.string(),
  CustomerDebtorNr: z.string(),
  Materials: z.array(z.looseObject({ MaterialCode: z.string(), MaterialNr: z.string() })),
  Workperiods: z.array(z.looseObject({ HourType: z.string(), TotalTime: z.string() })),
});
type PlannedWork = z.infer<typeof plannedSchema>;

/**
 * Switches exports on, has a technician complete a work order and watches it become a draft at easybill; then one that
 * cannot become an invoice, and what the back office is told of it.
 *
 * @returns what was not as it should be, one sentence each
 * @throws ManagementApiError; an AbortError when the signal ends it
 */
export async function exportWorkOrders(demo: Demo, { imported }: ExpectedRelations): Promise<string[]> {
  const { api, connectionId, say } = demo;
  say('Switching on the export of completed work orders.');
  // The demo's work orders are of other days than today.
  await api.changeSettings(connectionId, { exports: { enabled: true, ignoreBefore: LONG_AGO } });
  const [planned, withoutCustomer] = planWorkOrders(demo, imported);
  if (planned === undefined || withoutCustomer === undefined) {
    return ['The demo data has no customer, materials and hour types to plan work orders with.'];
  }
  return [...(await invoice(demo, planned)), ...(await refuse(demo, withoutCustomer))];
}

/** Two work orders that are under way; the second one's customer was forgotten. */
function planWorkOrders({ easybill, outsmart }: Demo, imported: readonly EasybillCustomer[]): PlannedWork[] {
  const articles = [...easybill.account(DEMO_ACCOUNT).positions.records.values()];
  const client = imported.find(({ country }) => country === 'DE');
  // Work orders have net prices in whole cents.
  const [material, ...materials] = articles
    .filter(({ type, price_type: kind }) => type === 'PRODUCT' && kind === 'NETTO')
    .filter(({ sale_price: cents }) => Number.isInteger(cents))
    .slice(0, MATERIALS)
    .map(({ number, description, unit, sale_price: priceCents }) => {
      return { number, name: description, unit: unit ?? 'Stk', priceCents };
    });
  const [hourType, ...hourTypes] = articles
    .filter(({ type }) => type === 'SERVICE')
    .map(({ number }) => number);
  const [login] = easybill.account(DEMO_ACCOUNT).logins;
  if (client === undefined || material === undefined || hourType === undefined || login === undefined) {
    return [];
  }
  const { number, street, zip_code: postalCode, city } = client;
  const name = client.company_name ?? `${client.first_name ?? ''} ${client.last_name ?? ''}`;
  const [first = {}, second = {}] = demoWorkOrders(2, {
    clients: [{ number, name, street: street ?? '', postalCode: postalCode ?? '', city: city ?? '' }],
    materials: [material, ...materials],
    hourTypes: [hourType, ...hourTypes],
    employees: [String(login.id)],
  });
  const { workOrders } = outsmart.account(DEMO_ACCOUNT);
  const forgotten = { ...second, CustomerDebtorNr: '', CustomerDebtorNrInvoice: '' };
  return workOrders.seed([first, forgotten]).map((order) => plannedSchema.parse(order));
}

/** Completes a work order and watches its invoice appear and itself be handled. */
async function invoice(demo: Demo, planned: PlannedWork): Promise<string[]> {
  const { api, connectionId, easybill, outsmart, say, signal } = demo;
  const { documents, positions } = easybill.account(DEMO_ACCOUNT);
  const { workOrders } = outsmart.account(DEMO_ACCOUNT);
  const { id, OrderNr, CustomerDebtorNr, Materials, Workperiods } = planned;
  say(
    `A technician completes work order ${OrderNr} for customer ${CustomerDebtorNr}: ${Materials.length} of material, ` +
      `${Workperiods.length} of hours.`,
  );
  const completedAt = performance.now();
  workOrders.complete(id);
  await api.startExports(connectionId);
  const status = (): OutsmartWorkOrder['status'] | undefined => workOrders.get(id)?.status;
  const handled = await poll(() => (status() === 'Afgehandeld' ? true : undefined), {
    everyMs: 20,
    timeoutMs: LONGEST_WAY_MS,
    signal,
  });
  if (handled === undefined) {
    return [
      `Work order ${OrderNr} was not handled after ${LONGEST_WAY_MS / 1000} s but ${status() ?? 'gone'}.`,
    ];
  }
  const tookMs = Math.round(performance.now() - completedAt);
  const invoices = [...documents.records.values()];
  const [document] = invoices;
  if (document === undefined || invoices.length > 1) {
    return [
      `Work order ${OrderNr} was handled with ${invoices.length} documents at easybill instead of one.`,
    ];
  }
  showInvoice(document, say);
  say(`  The work order is handled in OutSmart, ${tookMs} ms after it was completed.`);
  const articles: Iterable<Article> = positions.records.values();
  const problems = [
    ...(document.is_draft ? [] : ['The invoice is final, but the settings leave it as a draft.']),
    ...(customerNumber(demo, document) === CustomerDebtorNr ? [] : ['The invoice is for another customer.']),
    ...invoiceDifferences(expectLines(planned, articles), document),
  ];
  if (problems.length === 0) say('Checked: each line of the invoice and its total are right to the cent.');
  return problems;
}

function customerNumber({ easybill }: Demo, { customer_id: id }: EasybillDocument): string | undefined {
  return id === null ? undefined : easybill.account(DEMO_ACCOUNT).customers.get(id)?.number;
}

function showInvoice(document: EasybillDocument, say: Demo['say']): void {
  const { id, items, amount, amount_net: net } = document;
  say(`  easybill: draft ${id} over ${euros(amount)}, ${euros(net)} without VAT:`);
  for (const { type, quantity, unit, description, single_price_net: cents, vat_percent: vat } of items) {
    const [line = ''] = (description ?? '').split('\n');
    if (type === 'TEXT') say(`    ${line}`);
    else say(`    ${quantity} ${unit ?? ''} ${line}, ${euros(cents ?? 0)} each, ${vat} % VAT`);
  }
}

function euros(cents: number): string {
  return `${(cents / 100).toFixed(2)} EUR`;
}

/** Completes a work order that cannot become an invoice, and shows what is said about it. */
async function refuse(demo: Demo, { id, OrderNr }: PlannedWork): Promise<string[]> {
  const { api, connectionId, easybill, outsmart, say, signal } = demo;
  const { documents } = easybill.account(DEMO_ACCOUNT);
  const before = documents.records.size;
  say(`A technician completes work order ${OrderNr}, which names no customer. The back office reads:`);
  outsmart.account(DEMO_ACCOUNT).workOrders.complete(id);
  await api.startExports(connectionId);
  const patience = { everyMs: 100, timeoutMs: LONGEST_WAY_MS, signal };
  const refused = await poll(async () => {
    const entries = await api.latestActivity(connectionId, 'en');
    return entries.find(({ workOrderId }) => workOrderId === id);
  }, patience);
  if (refused === undefined) return [`Nothing was told of work order ${OrderNr}.`];
  say(`  ${refused.text}`);
  say(`  ${refused.remedy ?? ''}`);
  return [
    ...(refused.text.includes(OrderNr) ? [] : [`What was told does not name work order ${OrderNr}.`]),
    ...(refused.remedy === undefined ? ['What was told has no remedy.'] : []),
    ...(documents.records.size === before ? [] : [`Work order ${OrderNr} became an invoice all the same.`]),
  ];
}
