import type { OutsmartWorkOrder } from '../outsmart/index.ts';

/** The day `dd-MM-yyyy` as `YYYY-MM-DD`, undefined when there is no such day. */
export function isoDay(text: string): string | undefined {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})-(\d{1,2})-(\d{4})$/.exec(text) ?? [];
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const time = Date.parse(`${iso}T00:00:00Z`);
  // Some days that do not exist are taken for one of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso) ? iso : undefined;
}

/** A zero date, and what programs make of one: the day before the first of the year 0. */
const ZERO_DATE = /^0{1,4}-0{1,2}-0{1,4}$|-{2}0*1$|^-0*1-/;

/** What a date field says: a day, nothing, or a text that is no day. */
export type DayField = { readonly day: string } | 'none' | 'unreadable';

/** Reads a date field; a zero date says nothing. */
export function readDay(text: string | undefined): DayField {
  if (text === undefined || ZERO_DATE.test(text)) return 'none';
  const day = isoDay(text);
  return day === undefined ? 'unreadable' : { day };
}

/** The day so many days later, `YYYY-MM-DD`. */
export function dayAfter(day: string, days: number): string {
  const time = new Date(`${day}T00:00:00Z`);
  time.setUTCDate(time.getUTCDate() + days);
  return time.toISOString().slice(0, 10);
}

/** The last day somebody worked, or the last planned day where nobody booked hours, `YYYY-MM-DD`. */
export function lastDayOfWork({ Workperiods, WorkDate, WorkEndDate }: OutsmartWorkOrder): string | undefined {
  const worked = Workperiods.flatMap((period) => daysOfPeriod(period)).sort();
  return worked.at(-1) ?? plannedDays({ WorkDate, WorkEndDate }).at(-1);
}

/** The days of a period: also the next one where it ends before it begins. None without a day that can be read. */
export function daysOfPeriod({
  WorkDate,
  BeginTime,
  EndTime,
}: OutsmartWorkOrder['Workperiods'][number]): string[] {
  const read = readDay(WorkDate);
  if (typeof read === 'string') return [];
  const [begin, end] = [minuteOfDay(BeginTime), minuteOfDay(EndTime)];
  const isOverNight = begin !== undefined && end !== undefined && end < begin;
  return isOverNight ? [read.day, dayAfter(read.day, 1)] : [read.day];
}

/** First and last planned day, `YYYY-MM-DD`; an end before the begin does not count. */
export function plannedDays({
  WorkDate,
  WorkEndDate,
}: Pick<OutsmartWorkOrder, 'WorkDate' | 'WorkEndDate'>): string[] {
  const [from, to] = [WorkDate, WorkEndDate]
    .map(readDay)
    .map((read) => (typeof read === 'string' ? undefined : read.day));
  if (from === undefined) return to === undefined ? [] : [to];
  return to === undefined || to < from ? [from] : [from, to];
}

function minuteOfDay(time: string | undefined): number | undefined {
  const [, hours, minutes] = /^(\d{1,2}):([0-5]\d)(?::[0-5]\d)?$/.exec(time ?? '') ?? [];
  return hours === undefined ? undefined : Number(hours) * 60 + Number(minutes);
}
