import { firstEmail } from '../customers/contact-details.ts';
import { countryCode } from '../customers/country-code.ts';
import type { NewEasybillCustomer } from '../easybill/index.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { storedLine } from '../outsmart/stored-text.ts';
import { billTo } from './bill-to.ts';

/**
 * The customer who gets the invoice, for easybill, as far as the work order knows it, cleaned as an import cleans what
 * goes the other way. Undefined without a number or a name. A country that cannot be read is left out.
 */
export function workOrderToCustomer(order: OutsmartWorkOrder): NewEasybillCustomer | undefined {
  const customer = billTo(order);
  const name = storedLine(customer?.name);
  if (customer === undefined || name === '') return undefined;
  const [street, postalCode, city] = [customer.street, customer.postalCode, customer.city].map(storedLine);
  const address = withHouseNumber(street ?? '', storedLine(customer.houseNumber));
  const email = firstEmail(customer.email === undefined ? [] : [customer.email]);
  const phone = storedLine(customer.phone);
  const country = countryCode(customer.country);
  return {
    number: customer.number,
    // Whether it is a person is not known; easybill takes either.
    company_name: name,
    ...(address !== '' && { street: address }),
    ...(postalCode !== '' && { zip_code: postalCode }),
    ...(city !== '' && { city }),
    ...(country !== undefined && { country }),
    ...(email !== '' && { emails: [email] }),
    ...(phone !== '' && { phone_1: phone }),
  };
}

/** Users often write the house number into the street, too. */
function withHouseNumber(street: string, houseNumber: string): string {
  const isWritten =
    street.toLowerCase() === houseNumber.toLowerCase() ||
    street.toLowerCase().endsWith(` ${houseNumber.toLowerCase()}`);
  return houseNumber === '' || isWritten ? street : `${street} ${houseNumber}`.trim();
}
