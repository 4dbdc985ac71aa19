import { berlinDate } from '../../berlin-date.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';

/** The date of the invoice by the settings, `YYYY-MM-DD`; today where the work order has no such day. */
export function documentDateOf({ settings }: Connection, order: ExportOrder, now: number): string {
  const today = berlinDate(now);
  switch (settings.exports.documentDate) {
    case 'today':
      return today;
    case 'workDate':
      return order.workedOn ?? today;
    case 'completion':
      return order.completedOn ?? today;
  }
}
