import type { ExportSettings } from '../../connections/settings/export-settings.ts';
import type { OutsmartWorkOrder } from '../../outsmart/index.ts';
import { dayAfter } from '../work-days.ts';
import type { InvoiceProblem } from '../invoice-problems.ts';
import { germanDay, serviceDate, type DaysAround } from './service-date.ts';

type DateSettings = Pick<ExportSettings, 'documentDate' | 'maxBackdatingDays'>;

/** The day that the settings choose for the date of an invoice, `YYYY-MM-DD`; undefined for today. */
function chosenDay(
  order: OutsmartWorkOrder,
  { documentDate }: DateSettings,
  around: DaysAround,
): string | undefined {
  switch (documentDate) {
    case 'today':
      return undefined;
    case 'workDate': {
      const { date } = serviceDate(order, around);
      return date && ('date' in date ? date.date : date.date_to);
    }
    case 'completion':
      return around.completedOn;
  }
}

/** The date of an invoice, `YYYY-MM-DD`: the chosen day, or today where that lies ahead or too far back. */
export function documentDay(order: OutsmartWorkOrder, settings: DateSettings, around: DaysAround): string {
  const { today } = around;
  const day = chosenDay(order, settings, around);
  return day !== undefined && day <= today && day >= dayAfter(today, -settings.maxBackdatingDays)
    ? day
    : today;
}

/** That an invoice is not of the day that the settings choose. */
export function dateFindings(
  order: OutsmartWorkOrder,
  settings: DateSettings,
  around: DaysAround,
  documentDate: string,
): InvoiceProblem[] {
  const day = chosenDay(order, settings, around);
  if (day === undefined || day === documentDate) return [];
  const params = { chosen: germanDay(day), day: germanDay(documentDate) };
  return [{ code: 'invoiceDateNotAsChosen', params }];
}
