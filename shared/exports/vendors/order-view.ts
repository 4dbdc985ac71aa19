import { contentHash } from '../../records/content-hash.ts';
import { billTo } from '../../invoices/bill-to.ts';
import { isoDay } from '../../invoices/work-days.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { ExportOrder } from './export-vendors.ts';

/** What may change without an invoice changing: where the work order stands, and the link to its PDF. */
const NOT_INVOICED = {
  status: undefined,
  WorkStatus: undefined,
  Archived: undefined,
  StatusChanges: undefined,
  PdfUrl: undefined,
} satisfies Partial<Record<keyof OutsmartWorkOrder, undefined>>;

/** A work order as the way to an invoice sees it. */
export function viewOrder(connectionId: string, order: OutsmartWorkOrder): ExportOrder {
  const { status, WorkStatus, StatusChanges } = order;
  const worked = order.Workperiods.flatMap(({ WorkDate }) => isoDay(WorkDate ?? '') ?? []);
  const planned = isoDay(order.WorkDate ?? '');
  return {
    workOrderId: order.id,
    orderNumber: order.OrderNr ?? order.WorkorderNo,
    customerNumber: billTo(order)?.number,
    status: status === 'Compleet' ? 'complete' : status === 'Afgehandeld' ? 'handled' : 'other',
    isArchived: order.Archived,
    workStatus: WorkStatus,
    isFinished: order.WorkFinished,
    workedOn: worked.sort().at(-1) ?? planned,
    completedOn: StatusChanges.flatMap(({ timestamp }) => dayOf(timestamp ?? '') ?? [])
      .sort()
      .at(-1),
    hash: contentHash(connectionId, { ...order, ...NOT_INVOICED }),
    content: order,
  };
}

/** The day of a time, `YYYY-MM-DD`: how OutSmart writes these times is not documented. */
function dayOf(time: string): string | undefined {
  const [day = ''] = time.split(/[ T]/);
  return isoDay(day) ?? /^\d{4}-\d{2}-\d{2}$/.exec(day)?.[0];
}
