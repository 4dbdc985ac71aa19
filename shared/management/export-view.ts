import * as z from 'zod';
import { renderActivity } from '../activity/activity-texts.ts';
import type { Language } from '../activity/wording.ts';
import { dryRunSchema, previewSchema, type DryRun } from '../exports/dry-run-store.ts';
import { exportStateSchema, historyEntrySchema, type LedgerEntry } from '../exports/ledger-entry.ts';

const problemView = z.object({ code: z.string(), text: z.string(), remedy: z.string().optional() });

/** A work order on its way to an invoice as the back office sees it. */
export const exportView = z
  .object({
    workOrderId: z.string().describe("OutSmart's row id."),
    orderNumber: z.string().optional().describe('What users call the work order.'),
    state: exportStateSchema,
    generation: z.int().describe('1, and one more for each time it was exported again.'),
    invoice: z
      .object({
        documentId: z.int(),
        number: z.string().optional(),
        draft: z.boolean(),
      })
      .optional(),
    attempts: z.int().describe('How many documents easybill was asked to make.'),
    error: problemView.optional().describe('Why it stands still, and what to do.'),
    updatedAt: z.string(),
    history: z.array(historyEntrySchema),
  })
  .meta({ id: 'Export' });

/** See {@link exportView}. */
export function presentExport(entry: LedgerEntry, language: Language): z.output<typeof exportView> {
  const { workOrderId, orderNumber, state, generation, attempts, updatedAt, history, problem } = entry;
  const { documentId, documentNumber, draft = true } = entry;
  return {
    workOrderId,
    orderNumber,
    state,
    generation,
    ...(documentId !== undefined && { invoice: { documentId, number: documentNumber, draft } }),
    attempts,
    ...(problem && {
      error: {
        code: problem.code,
        ...renderActivity(
          problem.code,
          { workOrder: orderNumber ?? workOrderId, documentId, documentNumber, ...problem.params },
          language,
        ),
      },
    }),
    updatedAt,
    history,
  };
}

/** What a dry run found as the back office sees it. */
export const dryRunView = dryRunSchema
  .extend({
    previews: z.array(
      previewSchema.extend({
        problem: problemView
          .extend({ params: z.record(z.string(), z.union([z.string(), z.number()])) })
          .optional()
          .describe('Why there would be no invoice, and what to do.'),
      }),
    ),
  })
  .meta({ id: 'ExportDryRun' });

/** See {@link dryRunView}. */
export function presentDryRun(dryRun: DryRun, language: Language): z.output<typeof dryRunView> {
  const previews = dryRun.previews.map(({ problem, ...preview }) => {
    if (!problem) return preview;
    const { workOrderId, orderNumber } = preview;
    const values = { workOrder: orderNumber ?? workOrderId, ...problem.params };
    return { ...preview, problem: { ...problem, ...renderActivity(problem.code, values, language) } };
  });
  return { ...dryRun, previews };
}
