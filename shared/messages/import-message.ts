import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';
import { envelope } from './envelope.ts';
import { entitySchema } from '../records/entity.ts';

const importEnvelope = {
  ...envelope,
  entity: entitySchema,
  /** Its place in the line for easybill permits. */
  reservation: reservationSchema.optional(),
};

/** One record may have changed: read it again and write it if it differs. */
const recordMessageSchema = z.object({
  type: z.literal('record'),
  ...importEnvelope,
  easybillId: z.int().positive(),
  /** The customer of a contact person, where it is known. */
  parentId: z.int().positive().optional(),
  /** How often the record waited for its parent. */
  parentTries: z.int().positive().optional(),
  source: z.enum(['webhook', 'manual', 'child']),
  /** What easybill says has happened to it. */
  change: z.enum(['create', 'update', 'delete']).optional(),
  /** Set when easybill did not know it although it said that it was made or changed. */
  wasAbsent: z.literal(true).optional(),
  /** Generation of the webhook token it came with; a worker drops older ones than the connection's. */
  tokenGeneration: z.int().positive().optional(),
});

/** The next step of a run. Claimed by `seq`: a step whose number the run has passed is a duplicate. */
const runMessageSchema = z.object({
  type: z.literal('run'),
  ...importEnvelope,
  runId: z.string().min(1),
  seq: z.int().nonnegative(),
});

/** Something of this entity changed, but not which record: the next reconciliation is due at once. */
const reconcileMessageSchema = z.object({
  type: z.literal('reconcile'),
  ...importEnvelope,
  tokenGeneration: z.int().positive().optional(),
});

/**
 * Of versions until 2026-11-30: records that another worker had read. They are read again by a run, as none of them has
 * a hash. Such messages may be on a queue until 2026-12-14.
 */
const handedMessageSchema = z.object({ type: z.literal('handed'), ...importEnvelope });

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
