import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';

/** OutSmart's row id of a work order. */
export const workOrderIdSchema = z.string().regex(/^[1-9]\d{0,17}$/);

const envelope = {
  connectionId: z.string().min(1),
  /** Epoch milliseconds at which the work was first asked for. */
  firstQueuedAt: z.int().nonnegative(),
  /** How often the work was sent again because it had to wait. */
  hops: z.int().nonnegative(),
  /** How many of these waits were for a vendor that failed. */
  failures: z.int().positive().optional(),
  /** Set once the user was told that this work waits unusually long. */
  longWaitTold: z.literal(true).optional(),
};

/** Work orders may have been completed: all that are complete are looked at. */
const pollMessageSchema = z.object({
  type: z.literal('poll'),
  ...envelope,
  source: z.enum(['schedule', 'event', 'manual']),
  /** Generation of the token of the URL it came through; older ones than the connection's are dropped. */
  tokenGeneration: z.int().positive().optional(),
});

/** These work orders are to be looked at. */
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
  /** The latest one unless told. */
  generation: z.int().positive().optional(),
  /** Set when one that failed or was skipped is to be looked at again. */
  recheck: z.literal(true).optional(),
  /** Its place in the line for easybill permits. */
  reservation: reservationSchema.optional(),
});
export type ExportMessage = z.infer<typeof exportMessageSchema>;

/** The longest delay SQS accepts. */
const MAX_DELAY_SECONDS = 900;

/** Puts a message on its queue. Resolves only after SQS took it. */
export type SendTrigger = (message: TriggerMessage, delaySeconds?: number) => Promise<void>;
/** See {@link SendTrigger}. */
export type SendExport = (message: ExportMessage, delaySeconds?: number) => Promise<void>;

/** Sends to the trigger queue. */
export function createTriggerSender(sqs: SQSClient, queueUrl: string): SendTrigger {
  return (message, delaySeconds = 0) => send(sqs, queueUrl, message, delaySeconds);
}

/** Sends to the export queue. */
export function createExportSender(sqs: SQSClient, queueUrl: string): SendExport {
  return (message, delaySeconds = 0) => send(sqs, queueUrl, message, delaySeconds);
}

/** Messages are grouped by connection so that none delays another (SQS fair queues). */
async function send(
  sqs: SQSClient,
  queueUrl: string,
  message: TriggerMessage | ExportMessage,
  delaySeconds: number,
): Promise<void> {
  await sqs.send(
    new SendMessageCommand({
      QueueUrl: queueUrl,
      MessageBody: JSON.stringify(message),
      MessageGroupId: message.connectionId,
      DelaySeconds: Math.min(MAX_DELAY_SECONDS, Math.ceil(delaySeconds)),
    }),
  );
}
