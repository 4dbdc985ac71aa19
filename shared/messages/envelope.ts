import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';

/** The longest delay SQS accepts. Longer waits are taken in several hops. */
const MAX_DELAY_SECONDS = 900;

/** What every message about imports and exports carries. */
export const envelope = {
  connectionId: z.string().min(1),
  /** Epoch milliseconds at which the work was first asked for; a continuation keeps it. */
  firstQueuedAt: z.int().nonnegative(),
  /** How often the work was sent again because it had to wait. */
  hops: z.int().nonnegative(),
  /** How many of these waits were for a vendor that failed; they grow longer, the others do not. */
  failures: z.int().positive().optional(),
  /** Set once the user was told that this work waits unusually long. */
  longWaitTold: z.literal(true).optional(),
};

/** Puts a message on its queue. Resolves only after SQS took it. */
export type Send<Message> = (message: Message, delaySeconds?: number) => Promise<void>;

/** Sends to a queue, grouped by connection so that a noisy tenant delays no other (SQS fair queues). */
export function createSender<Message extends { readonly connectionId: string }>(
  sqs: SQSClient,
  queueUrl: string,
): Send<Message> {
  return async (message, delaySeconds = 0) => {
    await sqs.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.connectionId,
        DelaySeconds: Math.min(MAX_DELAY_SECONDS, Math.ceil(delaySeconds)),
      }),
    );
  };
}
