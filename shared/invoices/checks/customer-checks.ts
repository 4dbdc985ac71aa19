import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { VatOption } from '../../easybill/index.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { countryCode } from '../../customers/country-code.ts';
import { billTo } from '../bill-to.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import type { KnownCustomer } from '../known-customer.ts';
import { vatOptionOf } from '../vat-of-customer.ts';

/** Options of customers who are taxed abroad. */
const ABROAD: readonly (VatOption | null | undefined)[] = ['nStb', 'nStbUstID', 'nStbNoneUstID', 'IG', 'AL'];
/** Of these, what a small business cannot bill as one. */
const OUTSIDE_SMALL_BUSINESS: readonly (VatOption | null | undefined)[] = ['nStb', 'nStbUstID', 'IG', 'AL'];
/** Section 14a UStG: such an invoice names the VAT ids of both. */
const WITH_VAT_ID: readonly (VatOption | null | undefined)[] = ['nStbUstID', 'IG'];

type CheckSettings = Pick<ExportSettings, 'smallBusiness' | 'foreignAtHome' | 'dueInDays'>;

/**
 * What is to be said of the customer who gets the invoice.
 *
 * @param billsHours whether the invoice has hours
 */
export function customerFindings(
  order: OutsmartWorkOrder,
  customer: KnownCustomer | undefined,
  settings: CheckSettings,
  billsHours: boolean,
): InvoiceProblem[] {
  const customerNumber = billTo(order)?.number;
  if (customerNumber === undefined) return [{ code: 'invoiceNoCustomerNumber', params: {} }];
  if (customer === undefined) return [{ code: 'invoiceCustomerUnknown', params: { customerNumber } }];
  const findings = vatFindings(order, customer, settings, billsHours);
  if (customer.archived) findings.push({ code: 'invoiceCustomerArchived', params: {} });
  const { dueInDays } = settings;
  const { discountDays } = customer;
  if (dueInDays !== null && discountDays !== undefined && dueInDays < discountDays) {
    findings.push({ code: 'invoiceDueBeforeDiscount', params: { days: dueInDays, discountDays } });
  }
  return findings.map(({ code, params }) => ({ code, params: { customerNumber, ...params } }));
}

function vatFindings(
  order: OutsmartWorkOrder,
  customer: KnownCustomer,
  { smallBusiness, foreignAtHome }: CheckSettings,
  billsHours: boolean,
): InvoiceProblem[] {
  const option = vatOptionOf(customer.taxOption);
  if (smallBusiness) {
    const isOutside = OUTSIDE_SMALL_BUSINESS.includes(option);
    return isOutside ? [{ code: 'invoiceSmallBusinessAbroad', params: {} }] : [];
  }
  // What it says is not reported: only easybill's own words are known to be codes.
  if (option === undefined) return [{ code: 'invoiceTaxOptionUnknown', params: {} }];
  if (WITH_VAT_ID.includes(option) && !customer.hasVatId) {
    return [{ code: 'invoiceVatIdMissing', params: {} }];
  }
  const isAtHome = ABROAD.includes(option) && billsHours && siteCountry(order, customer) === 'DE';
  if (!isAtHome) return [];
  const code = foreignAtHome === 'stop' ? 'invoiceForeignAtHomeStopped' : 'invoiceForeignAtHome';
  return [{ code, params: {} }];
}

/** Where the work was done; a site without a country is in Germany, unless it is the customer's own abroad. */
function siteCountry(order: OutsmartWorkOrder, customer: KnownCustomer): string {
  const stated = order.CustomerCountry;
  if (stated !== undefined) return countryCode(stated) ?? stated;
  const isOwn = order.CustomerDebtorNr === undefined || order.CustomerDebtorNr === billTo(order)?.number;
  return (isOwn ? customer.country : undefined) ?? 'DE';
}
