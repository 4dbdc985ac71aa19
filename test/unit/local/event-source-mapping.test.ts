import { randomUUID } from 'node:crypto';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startLocalStack, type LocalStack } from '../../../infra/local/stack/local-stack.ts';
import { eventually } from '../../support/eventually.ts';
import {
  fixtureFunction,
  fixtureRole,
  writeFixtureAssembly,
  type FixtureAssembly,
  type FixtureResource,
} from '../../support/fixture-assembly.ts';

interface Received {
  readonly at: number;
  readonly records: { readonly body: Instruction; readonly receiveCount: number }[];
}

interface Instruction {
  readonly id: string;
  readonly fail?: boolean;
  readonly failUnknown?: boolean;
  readonly throw?: boolean;
  readonly waitMs?: number;
}

// A visibility timeout is a second at least, and instances start slowly on a busy machine.
jest.setTimeout(30_000);

let assembly: FixtureAssembly;
let stack: LocalStack;

function queue(properties: Readonly<Record<string, unknown>> = {}): FixtureResource {
  return { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: 1, ...properties } };
}

function mapping(
  queueId: string,
  functionId: string,
  properties: Readonly<Record<string, unknown>> = {},
): FixtureResource {
  return {
    Type: 'AWS::Lambda::EventSourceMapping',
    Properties: {
      EventSourceArn: { 'Fn::GetAtt': [queueId, 'Arn'] },
      FunctionName: { Ref: functionId },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...properties,
    },
  };
}

beforeAll(async () => {
  assembly = await writeFixtureAssembly(
    {
      Role: fixtureRole,
      Dead: queue({ MessageRetentionPeriod: 1_209_600 }),
      Work: queue({
        RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 3 },
      }),
      Collected: queue({ VisibilityTimeout: 30 }),
      Limited: queue({ VisibilityTimeout: 30 }),
      Throttled: queue({ VisibilityTimeout: 3 }),
      Unread: queue(),
      Worker: fixtureFunction('worker'),
      Collector: fixtureFunction('worker'),
      LimitedWorker: fixtureFunction('worker'),
      ThrottledWorker: fixtureFunction('worker', { ReservedConcurrentExecutions: 1 }),
      WorkMapping: mapping('Work', 'Worker', { BatchSize: 10 }),
      CollectedMapping: mapping('Collected', 'Collector', {
        BatchSize: 25,
        MaximumBatchingWindowInSeconds: 1,
      }),
      LimitedMapping: mapping('Limited', 'LimitedWorker', {
        BatchSize: 1,
        ScalingConfig: { MaximumConcurrency: 2 },
      }),
      ThrottledMapping: mapping('Throttled', 'ThrottledWorker', { BatchSize: 1 }),
    },
    {
      worker: `
        export const handler = async ({ Records }) => {
          const records = Records.map((record) => ({
            body: JSON.parse(record.body),
            receiveCount: Number(record.attributes.ApproximateReceiveCount),
          }));
          console.log('RECEIVED ' + JSON.stringify({ at: Date.now(), records }));
          await new Promise((resolve) => setTimeout(resolve, Math.max(0, ...records.map(({ body }) => body.waitMs ?? 0))));
          if (records.some(({ body }) => body.throw)) throw new Error('on purpose');
          const failures = Records.filter((_, index) => records[index].body.fail).map(({ messageId }) => messageId);
          if (records.some(({ body }) => body.failUnknown)) failures.push('no-such-message');
          return { batchItemFailures: failures.map((itemIdentifier) => ({ itemIdentifier })) };
        };`,
    },
  );
  stack = await startLocalStack(assembly);
  // A start on a busy machine may take longer than the visibility timeout.
  for (const name of ['Worker', 'ThrottledWorker']) await stack.invoke(name, { Records: [] });
});

afterAll(async () => {
  await stack.stop();
  await assembly.remove();
});

async function send(queueName: string, ...instructions: Instruction[]): Promise<void> {
  await stack.clients.sqs.send(
    new SendMessageBatchCommand({
      QueueUrl: stack.queueUrl(queueName),
      Entries: instructions.map((instruction, index) => ({
        Id: String(index),
        MessageBody: JSON.stringify(instruction),
      })),
    }),
  );
}

function receivedBy(functionName: string): Received[] {
  return stack.logs
    .filter((line) => line.function === `fixture-${functionName}` && line.text.startsWith('RECEIVED '))
    .map(({ text }) => JSON.parse(text.slice('RECEIVED '.length)) as Received);
}

function timesReceived(functionName: string, id: string): number {
  return receivedBy(functionName).filter(({ records }) => records.some(({ body }) => body.id === id)).length;
}

async function deadLetters(): Promise<string[]> {
  const { Messages: messages = [] } = await stack.clients.sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: stack.queueUrl('Dead'),
      MaxNumberOfMessages: 10,
      VisibilityTimeout: 0,
    }),
  );
  return messages.map(({ Body: body = '' }) => (JSON.parse(body) as Instruction).id);
}

describe('an event source mapping', () => {
  it('hands messages over with their body and attributes and deletes them', async () => {
    const id = randomUUID();

    await send('Work', { id });
    await stack.idle();

    expect(timesReceived('Worker', id)).toBe(1);
    expect(receivedBy('Worker').flatMap(({ records }) => records)).toContainEqual({
      body: { id },
      receiveCount: 1,
    });
  });

  it.each<Partial<Instruction>>([{ fail: true }, { throw: true }])(
    'moves a message that always fails (%j) to the dead-letter queue after exactly maxReceiveCount receives',
    async (how) => {
      const id = randomUUID();

      await send('Work', { id, ...how });
      await eventually(async () => {
        expect(await deadLetters()).toContain(id);
      });

      await eventually(() => {
        expect(timesReceived('Worker', id)).toBe(3);
      });
    },
  );

  it('delivers only the failed message of a batch again', async () => {
    const [good, bad] = [randomUUID(), randomUUID()];

    await send('Work', { id: good }, { id: bad, fail: true });
    await stack.idle();

    await eventually(() => {
      expect(timesReceived('Worker', bad)).toBe(3);
    });
    expect(timesReceived('Worker', good)).toBe(1);
  });

  it('delivers the whole batch again when the answer names an unknown message', async () => {
    const [first, second] = [randomUUID(), randomUUID()];

    await send('Work', { id: first }, { id: second, failUnknown: true });
    await stack.idle();

    // The first one succeeds as soon as it comes alone, the second never does.
    await eventually(() => {
      expect(timesReceived('Worker', second)).toBe(3);
    });
    expect(timesReceived('Worker', first)).toBeGreaterThan(1);
  });

  it('does not see a delayed message before its time', async () => {
    const id = randomUUID();
    const sent = Date.now();

    await stack.clients.sqs.send(
      new SendMessageCommand({
        QueueUrl: stack.queueUrl('Work'),
        MessageBody: JSON.stringify({ id }),
        DelaySeconds: 1,
      }),
    );
    await stack.idle();

    const received = receivedBy('Worker').find(({ records }) => records.some(({ body }) => body.id === id));
    expect(received?.at).toBeGreaterThanOrEqual(sent + 1_000);
  });

  it('collects a batch larger than one receive within its window', async () => {
    const ids = Array.from({ length: 15 }, () => randomUUID());

    await send('Collected', ...ids.slice(0, 10).map((id) => ({ id })));
    await send('Collected', ...ids.slice(10).map((id) => ({ id })));
    await stack.idle();

    const batches = receivedBy('Collector');
    expect(batches.map(({ records }) => records.length)).toEqual([15]);
  });

  it('runs no more invocations at once than its maximum concurrency', async () => {
    await send('Limited', ...Array.from({ length: 6 }, () => ({ id: randomUUID(), waitMs: 150 })));
    await stack.idle();

    const starts = receivedBy('LimitedWorker').map(({ at }) => at);
    const atOnce = starts.map((at) => starts.filter((other) => other <= at && other > at - 150).length);
    expect(starts).toHaveLength(6);
    expect(Math.max(...atOnce)).toBe(2);
  });

  it('gives a throttled message back to the queue, and its receive counts', async () => {
    const ids = [randomUUID(), randomUUID()];

    await send('Throttled', ...ids.map((id) => ({ id, waitMs: 300 })));
    await stack.idle();

    // Each throttle is one receive more than the two that were handled.
    const records = receivedBy('ThrottledWorker').flatMap(({ records: each }) => each);
    const receives = records.reduce((sum, { receiveCount }) => sum + receiveCount, 0);
    const { throttles } = stack.metrics('ThrottledWorker');
    expect(new Set(records.map(({ body }) => body.id))).toEqual(new Set(ids));
    expect(throttles).toBeGreaterThan(0);
    expect(receives - records.length).toBe(throttles);
  });

  it('leaves queues alone that no function reads, and these do not keep the stack from being idle', async () => {
    await send('Unread', { id: randomUUID() });

    await stack.idle();

    const { Attributes: attributes } = await stack.clients.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: stack.queueUrl('Unread'),
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    expect(attributes).toEqual({ ApproximateNumberOfMessages: '1' });
  });
});

describe('a queue', () => {
  it('has the attributes of the template', async () => {
    const { Attributes: attributes } = await stack.clients.sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: stack.queueUrl('Dead'), AttributeNames: ['All'] }),
    );

    expect(attributes).toMatchObject({ MessageRetentionPeriod: '1209600', VisibilityTimeout: '1' });
  });

  it.each([-1, 901])('refuses a delay of %d seconds', async (delay) => {
    const sending = stack.clients.sqs.send(
      new SendMessageCommand({ QueueUrl: stack.queueUrl('Unread'), MessageBody: 'x', DelaySeconds: delay }),
    );

    await expect(sending).rejects.toThrow('DelaySeconds must be >= 0 and <= 900');
  });
});
