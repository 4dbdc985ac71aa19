import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { LocalStack } from '../../infra/local/local-stack.ts';

const QUEUE = 'ImportCustomersQueue';
const DEAD_LETTERS = 'ImportCustomersDeadLettersQueue';

/** Puts a message on the queue of the customer import; a text as it is, anything else as JSON. */
export async function sendToWorker(stack: LocalStack, message: unknown): Promise<void> {
  const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
  await stack.clients.sqs.send(new SendMessageCommand({ QueueUrl: stack.queueUrl(QUEUE), MessageBody }));
}

/** Lets failed messages come back after a second instead of the twelve minutes that AWS needs. */
export async function redeliverFast(stack: LocalStack): Promise<void> {
  await stack.clients.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: stack.queueUrl(QUEUE),
      Attributes: { VisibilityTimeout: '1' },
    }),
  );
}

/** Bodies of the messages in the dead-letter queue and how often the worker had received each. Reading leaves them there. */
export async function deadLetters(stack: LocalStack): Promise<{ body: string; receives: number }[]> {
  const { Messages = [] } = await stack.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: stack.queueUrl(DEAD_LETTERS),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
      MessageSystemAttributeNames: ['ApproximateReceiveCount'],
    }),
  );
  return Messages.map(({ Body = '', Attributes }) => ({
    body: Body,
    receives: Number(Attributes?.ApproximateReceiveCount),
  }));
}

/** How many messages the queue of the customer import holds: visible, in flight and delayed. */
export async function queuedMessages(stack: LocalStack): Promise<number> {
  const { Attributes = {} } = await stack.clients.sqs.send(
    new GetQueueAttributesCommand({ QueueUrl: stack.queueUrl(QUEUE), AttributeNames: ['All'] }),
  );
  return (
    Number(Attributes.ApproximateNumberOfMessages) +
    Number(Attributes.ApproximateNumberOfMessagesNotVisible) +
    Number(Attributes.ApproximateNumberOfMessagesDelayed)
  );
}
