import type { KnownCustomer } from '../../invoices/known-customer.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { RecordSources } from './look-up.ts';

/**
 * Id of the contact person the invoice is addressed to: the invoice contact of the work order, whose code the import has
 * made of that id, where it is one of the customer who pays. Undefined where the settings ask for none.
 */
export async function invoiceContact(
  { connection, mappings }: RecordSources,
  { CpnCodeInvoice: code = '' }: OutsmartWorkOrder,
  customer: KnownCustomer | undefined,
): Promise<number | undefined> {
  if (!connection.settings.exports.invoiceContact || !/^\d{1,15}$/.test(code)) return undefined;
  const contact = await mappings('contact').get(Number(code));
  const isTheirs = contact && !contact.withdrawn && contact.parentId === customer?.easybillId;
  return isTheirs ? contact.easybillId : undefined;
}
