import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';
import { entitySchema } from '../records/entity.ts';

const envelope = {
  connectionId: z.string().min(1),
  entity: entitySchema,
  /** Epoch milliseconds at which the work was first asked for; a continuation keeps it. */
  firstQueuedAt: z.int().nonnegative(),
  /** How often the work was sent again because it had to wait. */
  hops: z.int().nonnegative(),
  /** How many of these waits were for a vendor that failed; they grow longer, the others do not. */
  failures: z.int().positive().optional(),
  /** Set once it was logged that this work waits unusually long. */
  longWaitTold: z.literal(true).optional(),
  /** Its place in the line for easybill permits. */
  reservation: reservationSchema.optional(),
};

/** One record may have changed: read it again and write it if it differs. */
const recordMessageSchema = z.object({
  type: z.literal('record'),
  ...envelope,
  easybillId: z.int().positive(),
  /** The customer of a contact person, where it is known. */
  parentId: z.int().positive().optional(),
  /** How often the record waited for its parent. */
  parentTries: z.int().positive().optional(),
  source: z.enum(['webhook', 'manual', 'child']),
  /** Generation of the webhook token it came with; a worker drops older ones than the connection's. */
  tokenGeneration: z.int().positive().optional(),
});

/** The next step of a run. Claimed by `seq`: a step whose number the run has passed is a duplicate. */
const runMessageSchema = z.object({
  type: z.literal('run'),
  ...envelope,
  runId: z.string().min(1),
  seq: z.int().nonnegative(),
});

/** Something of this entity changed, but not which record: the next reconciliation is due at once. */
const reconcileMessageSchema = z.object({
  type: z.literal('reconcile'),
  ...envelope,
  tokenGeneration: z.int().positive().optional(),
});

/**
 * Of versions until 2026-11-30: records that another worker had read. They are read again by a run, as none of them has
 * a hash. Such messages may be on a queue until 2026-12-14.
 */
const handedMessageSchema = z.object({ type: z.literal('handed'), ...envelope });

/** What import queues carry: ids, never personal data. */
export const importMessageSchema = z.discriminatedUnion('type', [
  recordMessageSchema,
  runMessageSchema,
  handedMessageSchema,
  reconcileMessageSchema,
]);
export type RecordMessage = z.infer<typeof recordMessageSchema>;
export type RunMessage = z.infer<typeof runMessageSchema>;
export type ImportMessage = z.infer<typeof importMessageSchema>;
