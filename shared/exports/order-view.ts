import * as z from 'zod';
import { contentHash } from '../imports/content-hash.ts';
import type { ExportOrder } from './export-vendors.ts';

const text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((value) => (value ?? '').trim());

const periodsSchema = z.array(z.looseObject({ WorkDate: text })).catch([]);

/** A work order as OutSmart has it (outsmart.md 7.3); what an invoice shows is read by the builder. */
export const workOrderSchema = z.looseObject({
  id: z.union([z.string().regex(/^\d+$/), z.int().positive().transform(String)]),
  OrderNr: text,
  WorkorderNo: text,
  WorkDate: text,
  WorkStatus: text,
  status: text,
  Status: text,
  WorkFinished: text,
  Archived: text,
  Workperiods: periodsSchema,
});
export type WorkOrderRecord = z.infer<typeof workOrderSchema>;

/** What may change without an invoice changing: where the work order stands, and links to its files. */
const NOT_INVOICED = new Set([
  'status',
  'Status',
  'StatusChanges',
  'WorkStatus',
  'Archived',
  'PdfUrl',
  'WordUrl',
  'SignatureUrl',
  'Photos',
  'Documents',
  'Forms',
  'WorksheetCode',
]);

/** A work order as the way to an invoice sees it. */
export function viewOrder(connectionId: string, record: WorkOrderRecord): ExportOrder {
  const { id, OrderNr, WorkorderNo, WorkDate, Workperiods, WorkStatus, WorkFinished, Archived } = record;
  const status = record.status === '' ? record.Status : record.status;
  const worked = [WorkDate, ...Workperiods.map((period) => period.WorkDate)].flatMap(
    (day) => isoDay(day) ?? [],
  );
  const invoiced = Object.fromEntries(Object.entries(record).filter(([name]) => !NOT_INVOICED.has(name)));
  return {
    workOrderId: id,
    orderNumber: OrderNr || WorkorderNo || undefined,
    status: status === 'Compleet' ? 'complete' : status === 'Afgehandeld' ? 'handled' : 'other',
    isArchived: Archived === '1',
    workStatus: WorkStatus || undefined,
    isFinished: WorkFinished === '1',
    workedOn: worked.sort().at(-1),
    completedOn: undefined,
    hash: contentHash(connectionId, invoiced),
    content: record,
  };
}

/** `d-m-Y` as `YYYY-MM-DD`. */
function isoDay(day: string): string | undefined {
  const [, date, month, year] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(day) ?? [];
  if (date === undefined || month === undefined || year === undefined) return undefined;
  return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}
