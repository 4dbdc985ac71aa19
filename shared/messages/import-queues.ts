import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Entity, ImportMessage } from './import-message.ts';

/** The longest delay SQS accepts. Longer waits are taken in several hops. */
const MAX_DELAY_SECONDS = 900;

/** Puts work on the queue of its entity. Resolves only after SQS took the message. */
export type SendImport = (message: ImportMessage, delaySeconds?: number) => Promise<void>;

/**
 * Sends to the queue of each message's entity, grouped by connection so that a noisy tenant delays no other
 * (SQS fair queues).
 */
export function createImportSender(sqs: SQSClient, queueUrls: Partial<Record<Entity, string>>): SendImport {
  return async (message, delaySeconds = 0) => {
    const QueueUrl = queueUrls[message.entity];
    if (QueueUrl === undefined) throw new Error(`no import queue for ${message.entity}`);
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        MessageBody: JSON.stringify(message),
        MessageGroupId: message.connectionId,
        DelaySeconds: Math.min(MAX_DELAY_SECONDS, Math.ceil(delaySeconds)),
      }),
    );
  };
}
