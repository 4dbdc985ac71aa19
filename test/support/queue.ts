import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import type { LocalStack } from '../../infra/local/stack/local-stack.ts';

const QUEUE = 'ImportCustomersQueue';
const DEAD_LETTERS = 'ImportCustomersDeadLettersQueue';

/** Puts a message on the queue of the customer import, a text as it is and anything else as JSON. Returns its id. */
export async function sendToWorker(stack: LocalStack, message: unknown): Promise<string> {
  const MessageBody = typeof message === 'string' ? message : JSON.stringify(message);
  const sent = await stack.clients.sqs.send(
    new SendMessageCommand({ QueueUrl: stack.queueUrl(QUEUE), MessageBody }),
  );
  return sent.MessageId ?? '';
}

/** Lets failed messages come back after three seconds instead of the template's twelve minutes. */
export async function redeliverFast(stack: LocalStack, queue = QUEUE): Promise<void> {
  await stack.clients.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: stack.queueUrl(queue),
      Attributes: { VisibilityTimeout: '3' },
    }),
  );
}

/** Bodies of the messages in the dead-letter queue. Reading leaves them there. */
export async function deadLetters(stack: LocalStack, queue = DEAD_LETTERS): Promise<string[]> {
  const { Messages = [] } = await stack.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: stack.queueUrl(queue),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
    }),
  );
  return Messages.map(({ Body = '' }) => Body);
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
