import { beforeAll, describe, expect, it } from '@jest/globals';
import { Synthesised } from './synthesised.ts';
import { referred, type TemplateResource } from './template-resources.ts';

const DAY = 24 * 60 * 60;

describe('queues', () => {
  let stack: Synthesised;
  let workQueues: TemplateResource<'AWS::SQS::Queue'>[];
  let deadLetterQueues: TemplateResource<'AWS::SQS::Queue'>[];
  let mappings: TemplateResource<'AWS::Lambda::EventSourceMapping'>[];

  beforeAll(() => {
    stack = new Synthesised();
    mappings = stack.resources('AWS::Lambda::EventSourceMapping');
    const queues = stack.resources('AWS::SQS::Queue');
    const deadLetterIds = [
      ...queues.map(({ Properties }) => referred(Properties.RedrivePolicy?.deadLetterTargetArn)),
      ...stack
        .resources('AWS::Scheduler::Schedule')
        .map(({ Properties }) => referred(Properties.Target.DeadLetterConfig.Arn)),
      ...stack
        .resources('AWS::Events::Rule')
        .flatMap(({ Properties }) =>
          Properties.Targets.map((target) => referred(target.DeadLetterConfig.Arn)),
        ),
    ];
    deadLetterQueues = queues.filter(({ logicalId }) => deadLetterIds.includes(logicalId));
    workQueues = queues.filter(({ logicalId }) => !deadLetterIds.includes(logicalId));
  });

  it('give every message five tries and then keep it in a dead-letter queue of their own', () => {
    expect(workQueues.length).toBeGreaterThan(0);
    for (const { Properties } of workQueues) {
      expect(Properties.RedrivePolicy?.maxReceiveCount).toBe(5);
      expect(Properties.MessageRetentionPeriod).toBe(4 * DAY);
    }
    const targets = workQueues.map(({ Properties }) =>
      referred(Properties.RedrivePolicy?.deadLetterTargetArn),
    );
    expect(new Set(targets).size).toBe(workQueues.length);
  });

  it('keep dead letters for 14 days, longer than the queues that feed them', () => {
    for (const { Properties } of deadLetterQueues) {
      expect(Properties.MessageRetentionPeriod).toBe(14 * DAY);
    }
  });

  it('are standard queues, encrypted, and refuse plain HTTP', () => {
    const policies = stack.resources('AWS::SQS::QueuePolicy');
    for (const { logicalId, Properties } of [...workQueues, ...deadLetterQueues]) {
      expect(Properties.FifoQueue).toBeUndefined();
      expect(Properties.SqsManagedSseEnabled).toBe(true);
      const policy = policies.find((one) => referred(one.Properties.Queues[0]) === logicalId);
      expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({
          Effect: 'Deny',
          Principal: { AWS: '*' },
          Action: 'sqs:*',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      );
    }
  });

  it('feed exactly one worker each, which reports the messages that failed and is bounded', () => {
    expect(mappings.map(({ Properties }) => referred(Properties.EventSourceArn)).sort()).toEqual(
      workQueues.map(({ logicalId }) => logicalId).sort(),
    );
    for (const { Properties } of mappings) {
      expect(Properties.FunctionResponseTypes).toEqual(['ReportBatchItemFailures']);
      expect(Properties.ScalingConfig.MaximumConcurrency).toBeGreaterThanOrEqual(2);
      expect(Properties.ScalingConfig.MaximumConcurrency).toBeLessThanOrEqual(1000);
      // Lambda refuses more than 10 messages without a window; nothing before the deployment would say so.
      expect(Properties.BatchSize).toBeLessThanOrEqual(10);
      expect(Properties.MaximumBatchingWindowInSeconds).toBeUndefined();
    }
  });

  it('hide a message for six times as long as its worker may take', () => {
    for (const { Properties } of mappings) {
      const queue = stack.resource('AWS::SQS::Queue', referred(Properties.EventSourceArn));
      const worker = stack.resource('AWS::Lambda::Function', referred(Properties.FunctionName));
      expect(queue.Properties.VisibilityTimeout).toBe(6 * worker.Properties.Timeout);
    }
  });

  it('may be sent to by their own worker without Lambda ending the chain; other functions cannot loop', () => {
    for (const { logicalId, Properties } of stack.resources('AWS::Lambda::Function')) {
      const source = mappings.find((one) => referred(one.Properties.FunctionName) === logicalId);
      const sendsTo = Object.values(Properties.Environment.Variables).map(referred);
      const mayLoop = source && sendsTo.includes(referred(source.Properties.EventSourceArn));
      expect(Properties.RecursiveLoop).toBe(mayLoop ? 'Allow' : undefined);
    }
    expect(stack.function('import-customers').Properties.RecursiveLoop).toBe('Allow');
  });
});
