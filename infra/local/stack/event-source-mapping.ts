import {
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type Message,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import * as z from 'zod';
import type { InvocationResult } from '../lambda/invocation.ts';

/** `AWS::Lambda::EventSourceMapping` of an SQS queue. Strict: what is not emulated must not be ignored silently. */
export const eventSourceMappingSchema = z.strictObject({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  Enabled: z.boolean().default(true),
  BatchSize: z.coerce.number().default(10),
  MaximumBatchingWindowInSeconds: z.coerce.number().default(0),
  FunctionResponseTypes: z.array(z.literal('ReportBatchItemFailures')).default([]),
  ScalingConfig: z.object({ MaximumConcurrency: z.coerce.number().optional() }).optional(),
  Tags: z.array(z.unknown()).optional(),
});

/** What an event source mapping needs to read a queue and hand its messages on. */
export interface EventSource {
  readonly mapping: z.output<typeof eventSourceMappingSchema>;
  readonly queueUrl: string;
  readonly region: string;
  readonly sqs: SQSClient;
  readonly invoke: (event: unknown) => Promise<InvocationResult>;
  /** Told when the queue cannot be read or messages cannot be deleted. */
  readonly onProblem: (text: string) => void;
}

const batchResponseSchema = z
  .object({
    batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
  })
  .nullable();

// Lambda starts with five pollers and adds more while there is a backlog.
const concurrencyWithoutLimit = 5;
const mostPerReceive = 10;
const longestWaitSeconds = 20;
const pauseAfterProblemMs = 200;

/**
 * Polls a queue and invokes a function with batches of its messages. Messages that were not handled are left alone:
 * they become visible again when their visibility timeout ends, as after an error or a throttle on AWS.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export class EventSourceMapping {
  readonly #source: EventSource;
  readonly #stopping = new AbortController();
  readonly #deliveries = new Set<Promise<void>>();
  readonly #polling: Promise<void>;

  /** Starts polling. */
  constructor(source: EventSource) {
    this.#source = source;
    this.#polling = this.#poll();
  }

  /** Ends polling; batches that are being handled end by themselves. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#polling;
    await Promise.all(this.#deliveries);
  }

  #isStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  async #poll(): Promise<void> {
    const { mapping, onProblem } = this.#source;
    const concurrency = mapping.ScalingConfig?.MaximumConcurrency ?? concurrencyWithoutLimit;
    while (!this.#isStopping()) {
      if (this.#deliveries.size >= concurrency) {
        await Promise.race(this.#deliveries);
        continue;
      }
      try {
        const batch = await this.#gatherBatch();
        if (batch.length > 0) this.#start(batch);
      } catch (error) {
        if (this.#isStopping()) return;
        onProblem(`The queue could not be read: ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, pauseAfterProblemMs));
      }
    }
  }

  /** Takes messages until the batch is full or the window, counted from the first message, is over. */
  async #gatherBatch(): Promise<Message[]> {
    const { BatchSize: size, MaximumBatchingWindowInSeconds: window } = this.#source.mapping;
    const batch = await this.#receive(size, longestWaitSeconds);
    const windowEnd = Date.now() + window * 1000;
    while (batch.length > 0 && batch.length < size) {
      const left = windowEnd - Date.now();
      if (left <= 0) break;
      batch.push(
        ...(await this.#receive(size - batch.length, Math.min(longestWaitSeconds, Math.ceil(left / 1000)))),
      );
    }
    return batch;
  }

  async #receive(count: number, waitSeconds: number): Promise<Message[]> {
    const { sqs, queueUrl } = this.#source;
    const { Messages: messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: queueUrl,
        MaxNumberOfMessages: Math.min(mostPerReceive, count),
        WaitTimeSeconds: waitSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['All'],
      }),
      { abortSignal: this.#stopping.signal },
    );
    return messages;
  }

  #start(batch: readonly Message[]): void {
    const delivery = this.#deliver(batch)
      .catch((error: unknown) => {
        this.#source.onProblem(`Handled messages could not be deleted: ${String(error)}`);
      })
      .finally(() => this.#deliveries.delete(delivery));
    this.#deliveries.add(delivery);
  }

  async #deliver(batch: readonly Message[]): Promise<void> {
    const { mapping, region, invoke } = this.#source;
    const records = batch.map((message) => recordOf(message, mapping.EventSourceArn, region));
    const result = await invoke({ Records: records });
    const failed = this.#failedIds(result, batch);
    await this.#delete(batch.filter(({ MessageId: id }) => !failed.has(id)));
  }

  /** The ids that stay in the queue: all of them after an error and after an answer that names an unknown id. */
  #failedIds(result: InvocationResult, batch: readonly Message[]): ReadonlySet<string | undefined> {
    const all = new Set(batch.map(({ MessageId: id }) => id));
    if ('error' in result) return all;
    if (this.#source.mapping.FunctionResponseTypes.length === 0) return new Set();
    const response = batchResponseSchema.safeParse(result.ok);
    if (!response.success) return all;
    const failed = new Set(response.data?.batchItemFailures?.map(({ itemIdentifier: id }) => id));
    return [...failed].every((id) => all.has(id)) ? failed : all;
  }

  async #delete(messages: readonly Message[]): Promise<void> {
    const { sqs, queueUrl } = this.#source;
    for (let start = 0; start < messages.length; start += mostPerReceive) {
      const entries = messages
        .slice(start, start + mostPerReceive)
        .map(({ ReceiptHandle: handle }, index) => ({ Id: String(index), ReceiptHandle: handle }));
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl: queueUrl, Entries: entries }));
    }
  }
}

// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html#example-standard-queue-message-event
function recordOf(message: Message, queueArn: string, region: string): Record<string, unknown> {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
    name,
    {
      stringValue: attribute.StringValue,
      binaryValue:
        attribute.BinaryValue === undefined
          ? undefined
          : Buffer.from(attribute.BinaryValue).toString('base64'),
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: region,
  };
}
