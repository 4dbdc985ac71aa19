import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';
import { envelope } from './envelope.ts';
import type { Send } from './send-message.ts';

/** OutSmart's row id of a work order. */
export const workOrderIdSchema = z.string().regex(/^[1-9]\d{0,17}$/);

/** Work orders may have been completed: all that are complete are read. */
const pollMessageSchema = z.object({
  type: z.literal('poll'),
  ...envelope,
  source: z.enum(['schedule', 'event', 'manual']),
  /** Generation of the token of the URL it came through; older ones than the connection's are dropped. */
  tokenGeneration: z.int().positive().optional(),
});

/** These work orders are to be checked. */
const ordersMessageSchema = z.object({
  type: z.literal('orders'),
  ...envelope,
  workOrderIds: z.array(workOrderIdSchema).min(1).max(100),
});

/** What the invoices of these work orders, or of all complete ones, would be. Nothing is changed. */
const dryRunMessageSchema = z.object({
  type: z.literal('dryRun'),
  ...envelope,
  dryRunId: z.string().min(1),
  workOrderIds: z.array(workOrderIdSchema).min(1).max(100).optional(),
});

/** What the trigger queue carries: hints, ids only. */
export const triggerMessageSchema = z.discriminatedUnion('type', [
  pollMessageSchema,
  ordersMessageSchema,
  dryRunMessageSchema,
]);
export type TriggerMessage = z.infer<typeof triggerMessageSchema>;
export type PollMessage = z.infer<typeof pollMessageSchema>;
export type DryRunMessage = z.infer<typeof dryRunMessageSchema>;

/** One work order is to be brought further on its way to an invoice; the ledger says how far it is. */
export const exportMessageSchema = z.object({
  type: z.literal('export'),
  ...envelope,
  workOrderId: workOrderIdSchema,
  /** The latest one if left out. */
  generation: z.int().positive().optional(),
  /** Set when one that failed or was skipped is to be checked again. */
  recheck: z.literal(true).optional(),
  /** Its place in the line for easybill permits. */
  reservation: reservationSchema.optional(),
});
export type ExportMessage = z.infer<typeof exportMessageSchema>;

/** Sends to the trigger queue. */
export type SendTrigger = Send<TriggerMessage>;
/** Sends to the export queue. */
export type SendExport = Send<ExportMessage>;
