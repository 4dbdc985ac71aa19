import type { ServiceDate } from '../../easybill/index.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import { dayAfter, daysOfPeriod, plannedDays, readDay } from '../work-days.ts';

/** A longer span is a slip of the pen. */
const LONGEST_SPAN_DAYS = 366;

/** The days around a work order, `YYYY-MM-DD`. */
export interface DaysAround {
  readonly today: string;
  /** Undefined where it is not known. */
  readonly completedOn: string | undefined;
}

/** When the work was done. */
export interface ServedOn {
  /** Undefined only beside an error. */
  readonly date: ServiceDate | undefined;
  readonly findings: readonly InvoiceProblem[];
}

/**
 * When the work was done: the days of the periods; without periods the planned days, unless the work order was completed
 * on another day; without any day the day of completion. Without one easybill would print a day that nobody stated.
 */
export function serviceDate(order: OutsmartWorkOrder, around: DaysAround): ServedOn {
  const rows = order.Workperiods.map((period, index) => ({
    period,
    row: index + 1,
    read: readDay(period.WorkDate),
  }));
  const planned = [order.WorkDate, order.WorkEndDate].map(readDay);
  const dated = rows.filter(({ read }) => typeof read !== 'string');
  const unreadable = rows.filter(({ read }) => read === 'unreadable').map(({ row }) => row);
  const undated = rows.filter(({ read }) => read === 'none').map(({ row }) => row);
  if (unreadable.length > 0) return refused('invoiceDateUnreadable', unreadable);
  if (dated.length > 0) {
    if (undated.length > 0) return refused('invoicePeriodWithoutDate', undated);
    return checked(
      dated.flatMap(({ period }) => daysOfPeriod(period)),
      around.today,
    );
  }
  if (planned.includes('unreadable')) return refused('invoiceDateUnreadable', ['']);
  return withoutPeriods(plannedDays(order), around, undated[0] ?? '');
}

function withoutPeriods(
  planned: readonly string[],
  { today, completedOn }: DaysAround,
  row: number | '',
): ServedOn {
  const [from, to = from] = planned;
  if (completedOn === undefined) {
    return planned.length === 0 ? refused('invoiceDateMissing', [row]) : checked(planned, today);
  }
  if (from === undefined || to === undefined) return checked([completedOn], today);
  if (completedOn < from || completedOn > to) {
    const served = checked([completedOn], today);
    const finding: InvoiceProblem = {
      code: 'invoiceServedOnCompletion',
      params: { day: germanDay(completedOn), planned: germanDay(from) },
    };
    return { ...served, findings: [...served.findings, finding] };
  }
  return checked([from, completedOn < to ? completedOn : to], today);
}

function checked(days: readonly string[], today: string): ServedOn {
  const sorted = [...days].sort();
  const [from, to] = [sorted.at(0), sorted.at(-1)];
  if (from === undefined || to === undefined) return refused('invoiceDateMissing', ['']);
  if (to > today)
    return { date: undefined, findings: [{ code: 'invoiceDateFuture', params: { day: germanDay(to) } }] };
  if (to > dayAfter(from, LONGEST_SPAN_DAYS)) {
    const params = { from: germanDay(from), to: germanDay(to) };
    return { date: undefined, findings: [{ code: 'invoiceSpanTooLong', params }] };
  }
  const date: ServiceDate =
    from === to ? { type: 'SERVICE', date: from } : { type: 'SERVICE', date_from: from, date_to: to };
  return { date, findings: [] };
}

function refused(
  code: 'invoiceDateUnreadable' | 'invoicePeriodWithoutDate' | 'invoiceDateMissing',
  rows: readonly (number | '')[],
): ServedOn {
  return { date: undefined, findings: rows.map((row) => ({ code, params: { row: String(row) } })) };
}

/** A day as Germans write it, `31.12.2026`. */
export function germanDay(day: string): string {
  return day.split('-').toReversed().join('.');
}

/** The days of a service date as Germans write them. */
export function germanDays(date: ServiceDate): string {
  if ('date' in date) return germanDay(date.date);
  return `${germanDay(date.date_from)} bis ${germanDay(date.date_to)}`;
}
