import type { ExportOrder } from '../vendors/export-vendors.ts';
import type { LedgerEntry } from './ledger-entry.ts';

/** What users call a work order and its customer, from the work order. */
export function namedBy({
  orderNumber,
  customerNumber,
}: ExportOrder): Pick<LedgerEntry, 'orderNumber' | 'customerNumber'> {
  return { orderNumber, customerNumber };
}

/** A work order, as far as it is known. */
export type NamedEntry = Pick<LedgerEntry, 'workOrderId'> & {
  readonly [Name in 'orderNumber' | 'customerNumber' | 'documentId' | 'documentNumber']?: LedgerEntry[Name];
};

/** Parameters that every text about a work order may use, as far as they are known. */
export function namesOf({
  workOrderId,
  orderNumber,
  customerNumber,
  documentId,
  documentNumber,
}: NamedEntry): Record<string, string | number> {
  return {
    workOrder: orderNumber ?? workOrderId,
    ...(customerNumber !== undefined && { customerNumber }),
    ...(documentId !== undefined && { documentId }),
    ...(documentNumber !== undefined && { documentNumber }),
  };
}
