import { CreateQueueCommand, type QueueAttributeName, type SQSClient } from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { ResolvedResource, StackResources } from '../template/stack-resources.ts';

const number = z.coerce.string().optional();

const queueSchema = z.object({
  VisibilityTimeout: number,
  MessageRetentionPeriod: number,
  DelaySeconds: number,
  MaximumMessageSize: number,
  ReceiveMessageWaitTimeSeconds: number,
  FifoQueue: z.boolean().transform(String).optional(),
  ContentBasedDeduplication: z.boolean().transform(String).optional(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .transform((policy) => JSON.stringify(policy))
    .optional(),
});

/** Creates a queue with the attributes that change how it behaves. Encryption and policies are left out. */
export async function createQueue(sqs: SQSClient, { name, properties }: ResolvedResource): Promise<void> {
  const attributes: Partial<Record<QueueAttributeName, string | undefined>> = queueSchema.parse(properties);
  const given = Object.entries(attributes).filter(([, value]) => value !== undefined);
  await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes: Object.fromEntries(given) }));
}

/** The names of the queues, by ARN. */
export function queueNames(resources: StackResources): ReadonlyMap<string | undefined, string> {
  return new Map(
    resources
      .ofType('AWS::SQS::Queue')
      .map(({ logicalId, name }) => [resources.attribute(logicalId, 'Arn'), name]),
  );
}
