import type { ExportSettings } from '../connections/settings/export-settings.ts';
import { oneLine, storedText } from '../outsmart/stored-text.ts';
import type { NewDocumentItem, PlannedInvoice, VatOption } from '../easybill/index.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { customerFindings } from './checks/customer-checks.ts';
import { orderFindings } from './checks/order-checks.ts';
import { completionDay } from './days/completion-day.ts';
import { dateFindings } from './days/document-day.ts';
import { serviceDate } from './days/service-date.ts';
import { documentTotal, type DocumentTotal } from './document-total.ts';
import { isDoubtful, isError, type InvoiceProblem } from './invoice-problems.ts';
import type { KnownCustomer } from './known-customer.ts';
import type { KnownPositions } from './known-position.ts';
import { orderLines, type OrderLines } from './lines/order-lines.ts';
import { closingTexts } from './texts/closing-texts.ts';
import { freeTexts } from './texts/free-texts.ts';
import { freeField, orderNumberOf, ownNumberText } from './texts/order-numbers.ts';
import { siteText } from './texts/site-text.ts';
import { vatOptionOf } from './vat-of-customer.ts';

/** What an invoice is made of besides the work order. Days are `YYYY-MM-DD`. */
export interface InvoiceParts {
  /** Of the number `billTo` gives; undefined when easybill has none. */
  readonly customer: KnownCustomer | undefined;
  readonly positions: KnownPositions;
  /** Names of employees by their number, as far as they are imported. */
  readonly employees: ReadonlyMap<string, string>;
  /** Id of the customer's contact person for the invoice, where it is known to be one. */
  readonly contactId: number | undefined;
  /** What was found wrong while customer and articles were looked up. */
  readonly recordProblems: readonly InvoiceProblem[];
  readonly settings: ExportSettings;
  readonly externalId: string;
  readonly documentDate: string;
  readonly today: string;
  /** When the connector first saw the work order completed. */
  readonly seenOn: string;
}

/** The invoice of a work order, or why there is none. */
export type InvoiceBuild =
  | {
      readonly outcome: 'built';
      /** Body of `POST /documents`. */
      readonly invoice: PlannedInvoice;
      readonly total: DocumentTotal;
      readonly warnings: readonly InvoiceProblem[];
      /** Whether one of the warnings is a doubt that only a person can resolve. */
      readonly keepDraft: boolean;
    }
  | {
      readonly outcome: 'refused';
      /** All of them, so that they can be fixed at once; at least one. */
      readonly problems: readonly InvoiceProblem[];
    };

/**
 * Makes the invoice of a work order. Every amount is the work order's or the article's to the last digit; whatever is
 * missing or cannot be read is a problem and never a guess.
 */
export function workOrderToInvoice(order: OutsmartWorkOrder, parts: InvoiceParts): InvoiceBuild {
  const { customer, settings } = parts;
  const vatOption = settings.smallBusiness ? 'smallBusiness' : vatOptionOf(customer?.taxOption);
  const lines = orderLines(order, { ...parts, vatOption: vatOption ?? null });
  const completedOn = completionDay(order, settings, parts.seenOn);
  const around = { today: parts.today, completedOn };
  const served = serviceDate(order, around);
  const items = itemsOf(order, parts, lines);
  const total = documentTotal(items);

  const findings: InvoiceProblem[] = [
    ...parts.recordProblems,
    ...customerFindings(order, customer, settings, lines.hours.length > 0),
    ...lines.findings,
    ...served.findings,
    ...dateFindings(order, settings, around, parts.documentDate),
    ...orderFindings(order, settings),
  ];
  findings.push(...totalFindings(lines, total, findings.some(isError)));
  const workOrder = order.OrderNr ?? order.WorkorderNo ?? order.id;
  const reported = findings.map(({ code, params }) => ({ code, params: { workOrder, ...params } }));
  if (customer === undefined || vatOption === undefined || reported.some(isError)) {
    return { outcome: 'refused', problems: reported };
  }
  return {
    outcome: 'built',
    invoice: {
      ...headOf(order, parts, customer, vatOption),
      ...(served.date && { service_date: served.date }),
      ...freeTexts(order, served.date, settings.texts),
      items,
    },
    total,
    warnings: reported,
    keepDraft: reported.some(isDoubtful),
  };
}

/** Everything but what was done and when. */
function headOf(
  order: OutsmartWorkOrder,
  { settings, contactId, externalId, documentDate }: InvoiceParts,
  customer: KnownCustomer,
  vatOption: VatOption | null,
): Omit<PlannedInvoice, 'items' | 'service_date'> {
  const orderNumber = orderNumberOf(order, settings);
  const buyerReference =
    settings.buyerReference === null ? undefined : freeField(order, settings.buyerReference);
  const dueInDays = settings.dueInDays ?? customer.dueInDays;
  return {
    type: 'INVOICE',
    ...(customer.easybillId !== undefined && { customer_id: customer.easybillId }),
    ...(contactId !== undefined && { contact_id: contactId }),
    external_id: externalId,
    document_date: documentDate,
    ...(orderNumber !== undefined && { order_number: oneLine(orderNumber) }),
    ...(buyerReference !== undefined && { buyer_reference: oneLine(buyerReference) }),
    ...(dueInDays !== undefined && { due_in_days: dueInDays }),
    ...(settings.pdfTemplate !== null && { pdf_template: settings.pdfTemplate }),
    ...(settings.eInvoice !== 'customer' && { file_format_config: [{ type: settings.eInvoice }] }),
    currency: 'EUR',
    calc_vat_from: 0,
    vat_option: vatOption,
  };
}

/** Texts about the work order, the lines, and what the law wants below them. */
function itemsOf(
  order: OutsmartWorkOrder,
  { customer, settings }: InvoiceParts,
  { items, labour, hours }: OrderLines,
): NewDocumentItem[] {
  const above = [
    settings.workDescription ? storedText(order.WorkDescription ?? order.ShortWorkDescription) : undefined,
    ownNumberText(order, orderNumberOf(order, settings)),
    siteText(order, settings),
  ].filter((text) => text !== undefined && text !== '');
  const below = closingTexts({ labour, hasHours: hours.length > 0 }, customer, settings);
  const text = (description: string | undefined): NewDocumentItem[] =>
    description === undefined ? [] : [{ type: 'TEXT', description }];
  return [...above.flatMap(text), ...items, ...below.flatMap(text)];
}

function totalFindings(
  lines: OrderLines,
  { grossCents }: DocumentTotal,
  hasErrors: boolean,
): InvoiceProblem[] {
  if (lines.items.length === 0 && !lines.findings.some(isError))
    return [{ code: 'invoiceEmpty', params: {} }];
  if (!Number.isSafeInteger(grossCents)) return [{ code: 'invoiceNumberTooFine', params: {} }];
  // While lines are missing, what the others come to says nothing.
  if (hasErrors || grossCents > 0) return [];
  return grossCents === 0
    ? [{ code: 'invoiceTotalZero', params: {} }]
    : [{ code: 'invoiceTotalNegative', params: { cents: grossCents } }];
}
