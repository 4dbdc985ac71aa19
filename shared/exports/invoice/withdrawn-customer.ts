import type { Finding } from '../ledger/ledger-entry.ts';
import type { MappingReader } from '../../mappings/mapping-store.ts';

/** Whether the imports have taken the customer of this number out of OutSmart. */
export async function isWithdrawn(mappings: MappingReader, customerNumber: string): Promise<boolean> {
  const store = mappings('customer');
  const owner = await store.ownerOf(customerNumber.normalize('NFC'));
  const mapping = owner === undefined ? undefined : await store.get(owner);
  return mapping?.withdrawn === true;
}

/** What is said beside an invoice to a customer that the imports have withdrawn, but easybill still has in use. */
export function withdrawnWarnings(
  customer: { readonly isWithdrawn?: boolean } | undefined,
  customerNumber: string | undefined,
): Finding[] {
  if (customer?.isWithdrawn !== true || customerNumber === undefined) return [];
  return [{ code: 'exportCustomerWithdrawn', params: { customerNumber } }];
}
