import * as z from 'zod';
import { renderActivity } from '../../activity/activity-texts.ts';
import type { Language } from '../../activity/texts/wording.ts';
import { namesOf } from '../../exports/ledger/entry-names.ts';
import { dryRunSchema, previewSchema, type DryRun } from '../../exports/trigger/dry-run-store.ts';
import {
  exportStateSchema,
  historyEntrySchema,
  type Finding,
  type LedgerEntry,
  type StoredProblem,
} from '../../exports/ledger/ledger-entry.ts';

const findingView = z.object({ code: z.string(), text: z.string(), remedy: z.string().optional() });
const errorView = findingView.extend({
  others: z.array(findingView).optional().describe('What else has to be fixed.'),
});

/** A work order on its way to an invoice as the back office sees it. */
export const exportView = z
  .object({
    workOrderId: z.string().describe("OutSmart's row id."),
    orderNumber: z.string().optional().describe('What users call the work order.'),
    customerNumber: z.string().optional().describe('Of the customer who gets the invoice.'),
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
    error: errorView.optional().describe('Why it stands still, and what to do.'),
    updatedAt: z.string(),
    history: z.array(historyEntrySchema),
  })
  .meta({ id: 'Export' });

/** See {@link exportView}. */
export function presentExport(entry: LedgerEntry, language: Language): z.output<typeof exportView> {
  const {
    workOrderId,
    orderNumber,
    customerNumber,
    state,
    generation,
    attempts,
    updatedAt,
    history,
    problem,
  } = entry;
  const { documentId, documentNumber, draft = true } = entry;
  return {
    workOrderId,
    orderNumber,
    customerNumber,
    state,
    generation,
    ...(documentId !== undefined && { invoice: { documentId, number: documentNumber, draft } }),
    attempts,
    ...(problem && {
      error: presentProblem(problem, namesOf(entry), language),
    }),
    updatedAt,
    history,
  };
}

/** What a dry run found, as the back office sees it. */
export const dryRunView = z
  .object({
    dryRunId: z.string(),
    state: dryRunSchema.shape.state,
    startedAt: z.string(),
    previews: z.array(
      z.object({
        workOrderId: z.string().describe("OutSmart's row id."),
        orderNumber: z.string().optional().describe('What users call the work order.'),
        customerNumber: z.string().optional().describe('Of the customer who gets the invoice.'),
        document: previewSchema.shape.document.describe('The invoice as easybill would get it.'),
        total: previewSchema.shape.total.describe(
          'What it comes to in cents, and each line without and with VAT, with fractions of a cent.',
        ),
        warnings: z.array(findingView).optional().describe('What to look at.'),
        error: errorView.optional().describe('Why there would be no invoice, and what to do.'),
      }),
    ),
    omitted: z.int().describe('Work orders left out because the answer would be too long.'),
  })
  .meta({ id: 'ExportDryRun' });

/** See {@link dryRunView}. */
export function presentDryRun(
  { previews, ...dryRun }: DryRun,
  language: Language,
): z.output<typeof dryRunView> {
  return {
    ...dryRun,
    previews: previews.map(({ problem, warnings, ...preview }) => {
      const named = namesOf(preview);
      return {
        ...preview,
        ...(warnings && { warnings: warnings.map((one) => presentFinding(one, named, language)) }),
        ...(problem && { error: presentProblem(problem, named, language) }),
      };
    }),
  };
}

type Names = Readonly<Record<string, string | number | undefined>>;

function presentProblem(
  { others, ...problem }: StoredProblem,
  names: Names,
  language: Language,
): z.output<typeof errorView> {
  return {
    ...presentFinding(problem, names, language),
    ...(others && { others: others.map((other) => presentFinding(other, names, language)) }),
  };
}

function presentFinding(
  { code, params }: Finding,
  names: Names,
  language: Language,
): z.output<typeof findingView> {
  return { code, ...renderActivity(code, { ...names, ...params }, language) };
}
