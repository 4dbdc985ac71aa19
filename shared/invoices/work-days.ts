import type { ServiceDate } from '../easybill/index.ts';
import type { OutsmartWorkOrder } from '../outsmart/index.ts';
import type { InvoiceProblem } from './invoice-problems.ts';

/** The day `dd-MM-yyyy` as `YYYY-MM-DD`, undefined when there is no such day. */
export function isoDay(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  // Some days that do not exist are taken for one of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}

/**
 * When the work was done: from the first to the last period, or the planned day where nobody booked hours. Without any
 * day easybill takes the document date.
 */
export function serviceDate(order: OutsmartWorkOrder): {
  readonly date: ServiceDate | undefined;
  readonly findings: readonly InvoiceProblem[];
} {
  const worked = order.Workperiods.map(({ WorkDate }, index) => ({ row: String(index + 1), text: WorkDate }));
  const dated = worked.filter(({ text }) => text !== undefined);
  const given = dated.length > 0 ? dated : [{ row: '', text: order.WorkDate }];

  const days: string[] = [];
  const findings: InvoiceProblem[] = [];
  for (const { row, text } of given) {
    if (text === undefined) continue;
    const day = isoDay(text);
    if (day === undefined) findings.push({ code: 'invoiceDateUnreadable', params: { row } });
    else days.push(day);
  }
  days.sort();
  return { date: serviceDateOf(days.at(0), days.at(-1)), findings };
}

function serviceDateOf(from: string | undefined, to: string | undefined): ServiceDate | undefined {
  if (from === undefined || to === undefined) return undefined;
  return from === to ? { type: 'SERVICE', date: from } : { type: 'SERVICE', date_from: from, date_to: to };
}
