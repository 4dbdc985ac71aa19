import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { reservationSchema } from '../budget/reservation.ts';

/** A connection needs maintenance: whatever its status asks for is done, nothing if that was done meanwhile. */
export const maintenanceMessageSchema = z.object({
  // Until 2026-12-14 messages of an earlier version may be on the queue.
  type: z.enum(['maintenance', 'care']),
  connectionId: z.string().min(1),
  /** How often a vendor failed by now. */
  failures: z.int().nonnegative(),
  /** Its place in the line for easybill permits. */
  reservation: reservationSchema.optional(),
});
export type MaintenanceMessage = z.infer<typeof maintenanceMessageSchema>;

/** Puts a connection on the maintenance queue. Resolves only after SQS took the message. */
export type SendMaintenance = (message: MaintenanceMessage, delaySeconds?: number) => Promise<void>;

/** Sends to the maintenance queue, grouped by connection so that none delays another (SQS fair queues). */
export function createMaintenanceSender(sqs: SQSClient, queueUrl: string): SendMaintenance {
  return async (message, delaySeconds = 0) => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.connectionId,
        DelaySeconds: Math.ceil(delaySeconds),
      }),
    );
  };
}
