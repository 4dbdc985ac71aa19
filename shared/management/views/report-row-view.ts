import * as z from 'zod';
import { renderReportRow } from '../../activity/texts/report-texts.ts';
import type { Language } from '../../activity/texts/wording.ts';
import { previewRowSchema, type PreviewRow } from '../../imports/stores/report-store.ts';

/** A row of a dry run's report as the back office sees it. */
export const reportRowView = previewRowSchema
  .extend({ text: z.string().describe('What would happen and why, in the language asked for.') })
  .meta({ id: 'ImportReportRow' });

/** See {@link reportRowView}. */
export function presentReportRow(row: PreviewRow, language: Language): z.output<typeof reportRowView> {
  return { ...row, text: renderReportRow(row, language) };
}
