import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import { turnSchema } from '../budget/reservation.ts';

/** A connection needs care: whatever its status asks for is done, nothing if that was done meanwhile. */
export const careMessageSchema = z.object({
  type: z.literal('care'),
  connectionId: z.string().min(1),
  /** How often a vendor failed by now. */
  failures: z.int().nonnegative(),
  /** Its place in the line for easybill permits. */
  turn: turnSchema.optional(),
});
export type CareMessage = z.infer<typeof careMessageSchema>;

/** Puts a connection on the care queue. Resolves only after SQS took the message. */
export type SendCare = (message: CareMessage, delaySeconds?: number) => Promise<void>;

/** Sends to the care queue, grouped by connection so that none delays another (SQS fair queues). */
export function createCareSender(sqs: SQSClient, queueUrl: string): SendCare {
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
