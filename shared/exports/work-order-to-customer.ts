import type { WorkOrderRecord } from './order-view.ts';

/** Body of `POST /customers`, as far as a work order knows a customer. */
export interface NewCustomer {
  readonly number: string;
  readonly company_name: string;
  readonly street?: string;
  readonly zip_code?: string;
  readonly city?: string;
  readonly country?: string;
  readonly emails?: readonly string[];
  readonly phone_1?: string;
}

/**
 * The number of the customer who gets the invoice: the invoice customer's, else the site's. Undefined when the work
 * order names neither.
 */
export function billedNumber(order: WorkOrderRecord): string | undefined {
  return textOf(order, 'CustomerDebtorNrInvoice') ?? textOf(order, 'CustomerDebtorNr');
}

/**
 * The customer who gets the invoice, for easybill. The fields of the invoice customer and those of the site are never
 * mixed.
 */
export function workOrderToCustomer(order: WorkOrderRecord): NewCustomer | undefined {
  const number = billedNumber(order);
  const suffix = textOf(order, 'CustomerDebtorNrInvoice') === undefined ? '' : 'Invoice';
  const field = (name: string): string | undefined => textOf(order, `Customer${name}${suffix}`);
  const name = field('Name');
  if (number === undefined || name === undefined) return undefined;
  const street = [field('Street'), field('StreetNo')].filter((part) => part !== undefined).join(' ');
  const country = field('Country');
  const email = field('Email');
  const optional = {
    street: street === '' ? undefined : street,
    zip_code: field('ZIP'),
    city: field('City'),
    country: country !== undefined && /^[A-Z]{2}$/.test(country) ? country : undefined,
    emails: email !== undefined && /^\S+@\S+$/.test(email) ? [email] : undefined,
    phone_1: field('Phone'),
  };
  const given = Object.entries(optional).filter(([, value]) => value !== undefined);
  return { number, company_name: name, ...Object.fromEntries(given) };
}

function textOf(order: WorkOrderRecord, name: string): string | undefined {
  const value = order[name];
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? undefined : text;
}
