import { berlinDate } from '../../berlin-date.ts';
import type { Connection } from '../../connections/connection.ts';
import { completionDay } from '../../invoices/days/completion-day.ts';
import { documentDay } from '../../invoices/days/document-day.ts';
import type { ExportOrder } from '../vendors/export-vendors.ts';

/**
 * The date of the invoice by the settings, `YYYY-MM-DD`; today where the work order has no such day, or one that lies
 * ahead or too far back.
 *
 * @param now epoch milliseconds
 * @param seenAt when the connector first saw the work order completed
 */
export function documentDateOf(
  { settings }: Connection,
  { content }: Pick<ExportOrder, 'content'>,
  now: number,
  seenAt = now,
): string {
  const completedOn = completionDay(content, settings.exports, berlinDate(seenAt));
  return documentDay(content, settings.exports, { today: berlinDate(now), completedOn });
}
