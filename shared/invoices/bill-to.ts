import type { OutsmartWorkOrder } from '../outsmart/index.ts';

/** Who gets the invoice, as far as the work order says. */
export interface BillTo {
  /** Customer number at both vendors. */
  readonly number: string;
  readonly name: string | undefined;
  readonly street: string | undefined;
  readonly houseNumber: string | undefined;
  readonly postalCode: string | undefined;
  readonly city: string | undefined;
  readonly country: string | undefined;
  readonly email: string | undefined;
  readonly phone: string | undefined;
}

/**
 * Who gets the invoice: the invoice customer, or the site's where the work order names no other. Fields of the two are
 * never mixed, not even to fill gaps. Undefined when neither has a number.
 */
export function billTo(order: OutsmartWorkOrder): BillTo | undefined {
  if (order.CustomerDebtorNrInvoice !== undefined) {
    return {
      number: order.CustomerDebtorNrInvoice,
      name: order.CustomerNameInvoice,
      street: order.CustomerStreetInvoice,
      houseNumber: order.CustomerStreetNoInvoice,
      postalCode: order.CustomerZIPInvoice,
      city: order.CustomerCityInvoice,
      country: order.CustomerCountryInvoice,
      email: order.CustomerEmailInvoice,
      phone: order.CustomerPhoneInvoice,
    };
  }
  if (order.CustomerDebtorNr === undefined) return undefined;
  return {
    number: order.CustomerDebtorNr,
    name: order.CustomerName,
    street: order.CustomerStreet,
    houseNumber: order.CustomerStreetNo,
    postalCode: order.CustomerZIP,
    city: order.CustomerCity,
    country: order.CustomerCountry,
    email: order.CustomerEmail,
    phone: order.CustomerPhone,
  };
}
