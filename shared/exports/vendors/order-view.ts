import { contentHash } from '../../records/content-hash.ts';
import { billTo } from '../../invoices/bill-to.ts';
import { lastDayOfWork } from '../../invoices/work-days.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { ExportOrder } from './export-vendors.ts';

/** What may change without an invoice changing: where the work order stands, and the link to its PDF. */
const NOT_INVOICED = {
  status: undefined,
  WorkStatus: undefined,
  Archived: undefined,
  StatusChanges: undefined,
  PdfUrl: undefined,
  isUnfinished: undefined,
} satisfies Partial<Record<keyof OutsmartWorkOrder, undefined>>;

/** What was not read of work orders at first: hashes of that time know nothing of it. */
const NOT_READ_FORMERLY = {
  ProjectNr: undefined,
  Reference: undefined,
  FreeFields: undefined,
  PaymentMethod: undefined,
  TypeOfWork: undefined,
  MinimumHours: undefined,
  RoundingAmount: undefined,
  CpnCodeInvoice: undefined,
} satisfies Partial<Record<keyof OutsmartWorkOrder, undefined>>;

/** Whether a work order is as it was when this hash of it was stored, by this version of the connector or one before. */
export function isUnchanged(
  { hash, formerHash }: Pick<ExportOrder, 'hash' | 'formerHash'>,
  stored: string | undefined,
): boolean {
  return stored === hash || stored === formerHash;
}

/** A work order as the way to an invoice sees it. */
export function viewOrder(connectionId: string, order: OutsmartWorkOrder): ExportOrder {
  const { status, WorkStatus } = order;
  return {
    workOrderId: order.id,
    orderNumber: order.OrderNr ?? order.WorkorderNo,
    customerNumber: billTo(order)?.number,
    status: status === 'Compleet' ? 'complete' : status === 'Afgehandeld' ? 'handled' : 'other',
    isArchived: order.Archived,
    workStatus: WorkStatus,
    isFinished: order.WorkFinished,
    workedOn: lastDayOfWork(order),
    paymentMethod: order.PaymentMethod,
    workType: order.TypeOfWork,
    hash: contentHash(connectionId, { ...order, ...NOT_INVOICED }),
    formerHash: contentHash(connectionId, {
      ...order,
      ...NOT_INVOICED,
      ...NOT_READ_FORMERLY,
      Workperiods: order.Workperiods.map((period) => ({
        ...period,
        BeginTime: undefined,
        EndTime: undefined,
      })),
    }),
    content: order,
  };
}
