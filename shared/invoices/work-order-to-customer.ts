import type { NewEasybillCustomer } from '../easybill/index.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import { billTo } from './bill-to.ts';

/**
 * The customer who gets the invoice, for easybill, as far as the work order knows it. Undefined without a number or a
 * name.
 */
export function workOrderToCustomer(order: OutsmartWorkOrder): NewEasybillCustomer | undefined {
  const customer = billTo(order);
  if (customer?.name === undefined) return undefined;
  const { number, name, street, houseNumber, postalCode, city, country, email, phone } = customer;
  const address = [street, houseNumber].filter((part) => part !== undefined).join(' ');
  return {
    number,
    // Whether it is a person is not known; easybill takes either.
    company_name: name,
    ...(address !== '' && { street: address }),
    ...(postalCode !== undefined && { zip_code: postalCode }),
    ...(city !== undefined && { city }),
    // OutSmart holds codes and names of countries; easybill takes codes only.
    ...(country !== undefined && /^[A-Z]{2}$/.test(country) && { country }),
    ...(email !== undefined && /^[^\s@,;]+@[^\s@,;]+$/.test(email) && { emails: [email] }),
    ...(phone !== undefined && { phone_1: phone }),
  };
}
