import type { NewActivity } from '../../activity/activity-store.ts';
import { billTo } from '../../invoices/bill-to.ts';
import { codeKey, type KnownPosition } from '../../invoices/known-position.ts';
import { isError } from '../../invoices/invoice-problems.ts';
import { withOwnPrices } from '../../invoices/lines/own-prices.ts';
import { articleCodes } from '../../invoices/work-order-codes.ts';
import type { KnownCustomer } from '../../invoices/known-customer.ts';
import { workOrderToInvoice, type InvoiceParts } from '../../invoices/work-order-to-invoice.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { BuildInvoice } from './build-invoice.ts';
import { berlinDate } from '../../berlin-date.ts';
import { invoiceContact } from './invoice-contact.ts';
import { employeeNames } from './employee-names.ts';
import { seekCustomer, seekPosition, type Sought } from './known-records.ts';
import type { RecordSources } from './look-up.ts';
import { namedBy, namesOf } from '../ledger/entry-names.ts';
import type { Finding } from '../ledger/ledger-entry.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';
import type { MakingWork } from './make-missing.ts';
import { withdrawnWarnings } from './withdrawn-customer.ts';

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
  const { articlesWin, settings: stored } = sources.connection;
  const { exports: settings } = stored;
  return async (exported, { seenAt = sources.now(), ...frame }) => {
    const { content: order } = exported;
    // Nobody looks at a dry run's invoice before it is made for real.
    const sought = await seekRecords(sources, order, settings.document === 'final' && making !== undefined);
    const parts = {
      settings,
      ...frame,
      employees: await employeeNames(sources, order),
      contactId: await invoiceContact(sources, order, sought.customer?.known),
      today: berlinDate(sources.now()),
      seenOn: berlinDate(seenAt),
    };
    const planned = build(order, { ...knownOf(sought), ...parts }, articlesWin);
    const withdrawn = withdrawnWarnings(sought.customer, billTo(order)?.number);
    if ('problem' in planned || !making) return withWarnings(planned, withdrawn);
    const known = knownOf(await makeRecords(sought, { ...making, logMade: logOf(making, exported) }));
    return withWarnings(build(order, { ...known, ...parts }, articlesWin), withdrawn);
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

async function seekRecords(
  sources: RecordSources,
  order: OutsmartWorkOrder,
  isFinal: boolean,
): Promise<InvoiceRecords> {
  const number = billTo(order)?.number;
  const customer = number === undefined ? undefined : await seekCustomer(sources, order, number, isFinal);
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
  return sought.make ? { known: await sought.make(making), problems: sought.problems } : sought;
}

function knownOf({
  customer,
  articles,
}: InvoiceRecords): Pick<InvoiceParts, 'customer' | 'positions' | 'recordProblems'> {
  const known = [...articles].flatMap(([code, { known: position }]) =>
    position ? [[code, position] as const] : [],
  );
  return {
    customer: customer?.known,
    positions: new Map(known),
    recordProblems: [customer, ...articles.values()].flatMap((sought) => sought?.problems ?? []),
  };
}

function build(
  order: OutsmartWorkOrder,
  parts: InvoiceParts,
  articlesWin = false,
): Awaited<ReturnType<BuildInvoice>> {
  const built = workOrderToInvoice(order, parts);
  if (built.outcome === 'refused') {
    const [first, ...others] = built.problems.filter(isError);
    if (first === undefined) throw new TypeError('an invoice is refused for a reason');
    return { problem: { ...first, ...(others.length > 0 && { others }) } };
  }
  const { invoice, total, warnings, keepDraft } = built;
  const document = articlesWin ? withOwnPrices(invoice, parts.positions) : invoice;
  return { invoice: { document, total, warnings: [...warnings, ...toMake(order, parts)], keepDraft } };
}

function withWarnings(
  built: Awaited<ReturnType<BuildInvoice>>,
  more: readonly Finding[],
): Awaited<ReturnType<BuildInvoice>> {
  if ('problem' in built) return built;
  const { invoice } = built;
  return { invoice: { ...invoice, warnings: [...invoice.warnings, ...more] } };
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
