import type { NewActivity } from '../../activity/activity-store.ts';
import { billTo } from '../../invoices/bill-to.ts';
import { codeKey, type KnownPosition } from '../../invoices/known-position.ts';
import { isError } from '../../invoices/invoice-problems.ts';
import { articleCodes } from '../../invoices/work-order-codes.ts';
import {
  workOrderToInvoice,
  type InvoiceParts,
  type KnownCustomer,
} from '../../invoices/work-order-to-invoice.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { BuildInvoice } from './build-invoice.ts';
import { seekCustomer, seekPosition, type RecordSources, type Sought } from './known-records.ts';
import { namedBy, namesOf } from '../ledger/entry-names.ts';
import type { Finding } from '../ledger/ledger-entry.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import type { MakingWork } from './make-missing.ts';

/** What making records takes, and where it is logged. */
export interface BuilderWork extends Omit<MakingWork, 'logMade'> {
  readonly log: (entry: NewActivity) => Promise<void>;
}

/** The records that an invoice names. */
interface InvoiceRecords {
  /** Undefined when the work order names none. */
  readonly customer: Sought<KnownCustomer> | undefined;
  /** By {@link codeKey}. */
  readonly articles: ReadonlyMap<string, Sought<KnownPosition>>;
}

/**
 * Makes invoices of work orders by what the imports know, and looks up what they do not know. What easybill lacks is
 * made only when nothing else keeps the invoice from being made.
 *
 * @param making undefined in a dry run, which makes nothing and names what would be made
 */
export function invoiceBuilder(sources: RecordSources, making: BuilderWork | undefined): BuildInvoice {
  const { exports: settings } = sources.connection.settings;
  return async (exported, frame) => {
    const { content: order } = exported;
    const sought = await seekRecords(sources, order);
    const planned = build(order, { ...knownOf(sought), settings, ...frame });
    if ('problem' in planned || !making) return planned;
    const made = await makeRecords(sought, { ...making, logMade: logOf(making, exported) });
    return build(order, { ...knownOf(made), settings, ...frame });
  };
}

/** Says in the log what was made at easybill, and for which work order. */
function logOf({ log }: BuilderWork, order: ExportOrder): MakingWork['logMade'] {
  const { workOrderId } = order;
  return ({ kind, key, easybillId }) =>
    log({
      code: kind === 'customer' ? 'exportCustomerMade' : 'exportProductMade',
      entity: kind,
      easybillId,
      outsmartKey: key,
      workOrderId,
      params: namesOf({ workOrderId, ...namedBy(order) }),
    });
}

async function seekRecords(sources: RecordSources, order: OutsmartWorkOrder): Promise<InvoiceRecords> {
  const number = billTo(order)?.number;
  const customer = number === undefined ? undefined : await seekCustomer(sources, order, number);
  const articles = new Map<string, Sought<KnownPosition>>();
  for (const code of articleCodes(order, sources.connection.settings.exports)) {
    articles.set(codeKey(code), await seekPosition(sources, order, code));
  }
  return { customer, articles };
}

async function makeRecords(
  { customer, articles }: InvoiceRecords,
  making: MakingWork,
): Promise<InvoiceRecords> {
  const madeCustomer = customer && (await makeRecord(customer, making));
  const made = new Map<string, Sought<KnownPosition>>();
  for (const [code, article] of articles) made.set(code, await makeRecord(article, making));
  return { customer: madeCustomer, articles: made };
}

async function makeRecord<Known>(sought: Sought<Known>, making: MakingWork): Promise<Sought<Known>> {
  return sought.make ? { known: await sought.make(making) } : sought;
}

function knownOf({ customer, articles }: InvoiceRecords): Pick<InvoiceParts, 'customer' | 'positions'> {
  const known = [...articles].flatMap(([code, { known: position }]) =>
    position ? [[code, position] as const] : [],
  );
  return { customer: customer?.known, positions: new Map(known) };
}

function build(order: OutsmartWorkOrder, parts: InvoiceParts): Awaited<ReturnType<BuildInvoice>> {
  const built = workOrderToInvoice(order, parts);
  if (built.outcome === 'refused') {
    const [first, ...others] = built.problems.filter(isError);
    if (first === undefined) throw new TypeError('an invoice is refused for a reason');
    return { problem: { ...first, ...(others.length > 0 && { others }) } };
  }
  const { invoice: document, total, warnings } = built;
  return { invoice: { document, total, warnings: [...warnings, ...toMake(order, parts)] } };
}

/** What would have to be made for the invoice. */
function toMake(order: OutsmartWorkOrder, { customer, positions }: InvoiceParts): Finding[] {
  const articles = [...positions.values()].filter(({ easybillId }) => easybillId === undefined);
  const customerNumber = customer && customer.easybillId === undefined ? billTo(order)?.number : undefined;
  return [
    ...(customerNumber === undefined
      ? []
      : [{ code: 'exportCustomerToMake', params: { customerNumber } } as const]),
    ...articles.map(({ number: article }): Finding => ({ code: 'exportProductToMake', params: { article } })),
  ];
}
