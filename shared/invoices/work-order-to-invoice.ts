import Big from 'big.js';
import type { ExportSettings } from '../connections/export-settings.ts';
import { oneLine, storedText } from '../outsmart/stored-text.ts';
import type { CustomerFacts } from '../customers/customer-facts.ts';
import type { NewDocumentItem, PlannedInvoice, VatOption } from '../easybill/index.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { billTo } from './bill-to.ts';
import { documentTotal, type DocumentTotal } from './document-total.ts';
import { hourLines } from './lines/hour-lines.ts';
import { isError, type InvoiceProblem } from './invoice-problems.ts';
import type { KnownPositions } from './known-position.ts';
import { materialLines } from './lines/material-lines.ts';
import { joinLines, type LineRules, type Lines } from './lines/position-line.ts';
import { travelLine } from './lines/travel-line.ts';
import { vatOptionOf } from './vat-of-customer.ts';
import { serviceDate } from './work-days.ts';

/** What is known of the easybill customer who gets the invoice. */
export interface KnownCustomer extends Readonly<CustomerFacts> {
  /** Undefined for one that is yet to be made. */
  readonly easybillId: number | undefined;
}

/** What an invoice is made of besides the work order. */
export interface InvoiceParts {
  /** Of the number {@link billTo} gives; undefined when easybill has none. */
  readonly customer: KnownCustomer | undefined;
  readonly positions: KnownPositions;
  readonly settings: ExportSettings;
  readonly externalId: string;
  /** `YYYY-MM-DD`. */
  readonly documentDate: string;
}

/** The invoice of a work order, or why there is none. */
export type InvoiceBuild =
  | {
      readonly outcome: 'built';
      /** Body of `POST /documents`. */
      readonly invoice: PlannedInvoice;
      readonly total: DocumentTotal;
      readonly warnings: readonly InvoiceProblem[];
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
  const orderNumber = order.OrderNr ?? order.WorkorderNo;
  const customerNumber = billTo(order)?.number;
  const vatOption = vatOptionOf(parts.customer?.taxOption);
  const lines = orderedLines(order, parts, vatOption);
  const served = serviceDate(order);
  const description = parts.settings.workDescription
    ? storedText(order.WorkDescription ?? order.ShortWorkDescription)
    : '';
  const text: NewDocumentItem[] = description === '' ? [] : [{ type: 'TEXT', description }];
  const items = [...text, ...lines.items];
  const total = documentTotal(items);

  const findings: InvoiceProblem[] = [
    ...customerFindings(customerNumber, parts.customer, vatOption),
    ...lines.findings,
    ...served.findings,
  ];
  const isEmpty = lines.items.length === 0 && !lines.findings.some(isError);
  if (isEmpty) findings.push({ code: 'invoiceEmpty', params: {} });
  if (!Number.isSafeInteger(total.grossCents)) findings.push({ code: 'invoiceNumberTooFine', params: {} });
  // While lines are missing, what the others come to says nothing.
  if (total.grossCents < 0 && !findings.some(isError)) {
    findings.push({ code: 'invoiceTotalNegative', params: { cents: total.grossCents } });
  }
  const told = findings.map(({ code, params }) => ({
    code,
    params: { workOrder: orderNumber ?? order.id, ...params },
  }));
  const { customer } = parts;
  if (customer === undefined || vatOption === undefined || told.some(isError)) {
    return { outcome: 'refused', problems: told };
  }

  const { settings, externalId, documentDate } = parts;
  const dueInDays = settings.dueInDays ?? customer.dueInDays;
  return {
    outcome: 'built',
    invoice: {
      type: 'INVOICE',
      ...(customer.easybillId !== undefined && { customer_id: customer.easybillId }),
      external_id: externalId,
      document_date: documentDate,
      ...(served.date && { service_date: served.date }),
      ...(orderNumber !== undefined && { order_number: oneLine(orderNumber) }),
      ...(dueInDays !== undefined && { due_in_days: dueInDays }),
      ...(settings.pdfTemplate !== null && { pdf_template: settings.pdfTemplate }),
      currency: 'EUR',
      calc_vat_from: 0,
      vat_option: vatOption,
      items,
    },
    total,
    warnings: told,
  };
}

function customerFindings(
  customerNumber: string | undefined,
  customer: KnownCustomer | undefined,
  vatOption: VatOption | null | undefined,
): InvoiceProblem[] {
  if (customerNumber === undefined) return [{ code: 'invoiceNoCustomerNumber', params: {} }];
  if (customer === undefined) return [{ code: 'invoiceCustomerUnknown', params: { customerNumber } }];
  if (vatOption !== undefined) return [];
  // What it says is not reported: only easybill's own words are known to be codes.
  return [{ code: 'invoiceTaxOptionUnknown', params: { customerNumber } }];
}

function orderedLines(
  { Materials, Workperiods }: OutsmartWorkOrder,
  { positions, settings }: InvoiceParts,
  vatOption: VatOption | null | undefined,
): Lines {
  const rules: LineRules = {
    isWithoutVat: vatOption !== null,
    defaultVat: new Big(settings.defaultVatPercent),
    bookingAccount: settings.bookingAccount,
  };
  const travelArticle = settings.travel.position;
  const materials = materialLines(Materials, positions, rules);
  const hours = hourLines(Workperiods, positions, settings.hours, rules, travelArticle !== null);
  const travel = travelLine(Workperiods, positions, travelArticle, rules);
  return joinLines(
    settings.lineOrder === 'materialsFirst' ? [materials, hours, travel] : [hours, travel, materials],
  );
}
