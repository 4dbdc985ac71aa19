import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';

/** The longest delay SQS accepts. Longer waits are taken in several hops. */
const MAX_DELAY_SECONDS = 900;

/** Puts a message on its queue. Resolves only after SQS took it. */
export type Send<Message> = (message: Message, delaySeconds?: number) => Promise<void>;

/** Sends to a queue, grouped by connection so that a noisy tenant delays no other (SQS fair queues). */
export function createSender(sqs: SQSClient, queueUrl: string): Send<{ readonly connectionId: string }> {
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
