import { createHash } from 'node:crypto';
import * as z from 'zod';
import { activityCodeSchema } from '../../activity/activity-codes.ts';

/**
 * Where a work order stands on its way to an invoice (`shared/exports/README.md`, States). `attached` and `sent` are
 * passed through while nothing is attached or sent.
 */
export const exportStateSchema = z.enum([
  'intent',
  'creating',
  'created',
  'attached',
  'checked',
  'finishing',
  'sent',
  'handled',
  'failed',
  'skipped',
]);
export type ExportState = z.infer<typeof exportStateSchema>;

/** One step that was taken. Holds no personal data. */
export const historyEntrySchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  /** The state it is about, or what was done beside the way: `look`, `orphan`. */
  step: z.string(),
  outcome: z.string(),
  /** Status or code of a vendor's refusal. */
  status: z.int().optional(),
  documentId: z.int().optional(),
  /** Hash of what was sent to easybill. */
  requestHash: z.string().optional(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

/** Something for the sync log: an activity code with its parameters. */
export const findingSchema = z.object({
  code: activityCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Finding = z.infer<typeof findingSchema>;

/** Why an export stands still. */
export const problemSchema = findingSchema.extend({
  /** What else has to be fixed. */
  others: z.array(findingSchema).optional(),
});
export type StoredProblem = z.infer<typeof problemSchema>;

/** What is known of the way of one work order to an invoice. Times are epoch milliseconds unless said otherwise. */
export const ledgerEntrySchema = z.object({
  connectionId: z.string(),
  /** OutSmart's row id. */
  workOrderId: z.string(),
  /** 1, and one more for each time it is exported again on purpose. */
  generation: z.int().positive(),
  /** What users call the work order. */
  orderNumber: z.string().optional(),
  /** Number of the customer who gets the invoice, at both vendors. */
  customerNumber: z.string().optional(),
  state: exportStateSchema,
  /** Grows with every write. */
  version: z.int().positive(),
  /** What our invoice is found again by at easybill. */
  externalId: z.string(),
  /** `YYYY-MM-DD` in Europe/Berlin, renewed until a document may exist; absent until the work order was read. */
  documentDate: z.string().optional(),
  intentAt: z.int(),
  /** Whether the invoice is finished, or left as a draft for somebody. */
  final: z.boolean(),
  /** The last day somebody worked, `YYYY-MM-DD`. */
  workedOn: z.string().optional(),
  /** Hash of the work order as it was exported. */
  workOrderHash: z.string().optional(),
  payloadHash: z.string().optional(),
  customerId: z.int().optional(),
  /** Set when documents of different content may have been made: which one was found is not known then. */
  mixed: z.literal(true).optional(),
  /** How many documents easybill was asked to make. */
  attempts: z.int().nonnegative(),
  /** Until then a call may be under way that makes or finishes a document. */
  attemptUntil: z.int().optional(),
  /** When it was last not known whether a document was made. Once set it stays. */
  unsureSince: z.int().optional(),
  /** How often no document was found since the last attempt. */
  looks: z.int().nonnegative(),
  /** When to look again, at the earliest. */
  lookAt: z.int().optional(),
  /** How many of the late looks for orphans are done since `unsureSince`. */
  orphanChecks: z.int().nonnegative(),
  /** Documents that were made beside the one that counts, and are deleted or shown to the user. */
  dropped: z.array(z.int()),
  documentId: z.int().optional(),
  /** Its number at easybill, once it is finished. */
  documentNumber: z.string().optional(),
  draft: z.boolean().optional(),
  /** Until then it counts that the document is a draft with what was sent; absent once a call to finish it is tried. */
  checkedUntil: z.int().optional(),
  /** What the document came to when it was checked, with and without VAT. */
  amountCents: z.int().optional(),
  amountNetCents: z.int().optional(),
  /** Set when the work order is doubtful: its invoice stays a draft, whatever `final` says. */
  keepDraft: z.literal(true).optional(),
  /** Hash of the work order as it was when the log last said that it changed after its invoice was made. */
  reopenedHash: z.string().optional(),
  problem: problemSchema.optional(),
  /** Set until the problem is in the log of the user. */
  unlogged: z.literal(true).optional(),
  /** Until then a standing problem is not checked again by itself. */
  recheckAt: z.int().optional(),
  /** By when the next step should have been taken; absent when nothing is due. */
  dueAt: z.int().optional(),
  /** ISO 8601. */
  updatedAt: z.string(),
  history: z.array(historyEntrySchema),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** Whether it ended without a document. It may go on by itself when the cause is gone. */
export function isStopped({ state, documentId }: LedgerEntry): boolean {
  return (state === 'failed' || state === 'skipped') && documentId === undefined;
}

const ACCOUNT_CHARACTERS = 22;

/**
 * Names the invoice of a work order at easybill: the same work order of the same connection always gives the same name,
 * until it is exported again on purpose. At most 64 ASCII characters.
 *
 * @param outsmartAccount the account's name when it was first connected, whatever its token is by now
 */
export function externalIdOf(outsmartAccount: string, workOrderId: string, generation: number): string {
  const digest = createHash('sha256').update(outsmartAccount).digest('base64url');
  return `os-${digest.slice(0, ACCOUNT_CHARACTERS)}-${workOrderId}-${generation}`;
}
