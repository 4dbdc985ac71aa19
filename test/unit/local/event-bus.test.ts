import { ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { sign } from 'aws4';
import type { LocalStack } from '../../../infra/local/stack/local-stack.ts';
import { startStack, stopStacks } from '../../support/echo-stack.ts';

jest.setTimeout(30_000);

afterEach(stopStacks);

const resources = {
  Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'completed' } },
  Policy: { Type: 'AWS::Events::EventBusPolicy', Properties: {} },
  Hints: { Type: 'AWS::SQS::Queue', Properties: {} },
  Rule: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventBusName: { Ref: 'Bus' },
      EventPattern: { 'detail-type': ['WorkOrderCompleted'] },
      State: 'ENABLED',
      Targets: [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['Hints', 'Arn'] } }],
    },
  },
};

async function put(stack: LocalStack, entry: Record<string, string>): Promise<any> {
  const { host } = new URL(stack.endpoints.events);
  const { headers = {}, body = '' } = sign(
    {
      host,
      path: '/',
      method: 'POST',
      service: 'events',
      region: 'eu-central-1',
      headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'AWSEvents.PutEvents' },
      body: JSON.stringify({ Entries: [{ Source: 'test', ...entry }] }),
    },
    { accessKeyId: 'id', secretAccessKey: 'key' },
  );
  const answer = await fetch(stack.endpoints.events, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body,
  });
  return answer.json();
}

async function received(stack: LocalStack): Promise<any[]> {
  const { Messages = [] } = await stack.clients.sqs.send(
    new ReceiveMessageCommand({ QueueUrl: stack.queueUrl('Hints'), MaxNumberOfMessages: 10 }),
  );
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as unknown);
}

describe('an event bus', () => {
  it('hands events that a rule matches to its queue, in the envelope of EventBridge', async () => {
    const stack = await startStack(resources);

    const answer = await put(stack, {
      EventBusName: 'completed',
      DetailType: 'WorkOrderCompleted',
      Detail: '{"connectionId":"c1"}',
    });

    expect(answer).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(await received(stack)).toEqual([
      expect.objectContaining({
        'detail-type': 'WorkOrderCompleted',
        source: 'test',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        detail: { connectionId: 'c1' },
      }),
    ]);
  });

  it.each([
    ['of another bus', { EventBusName: 'default', DetailType: 'WorkOrderCompleted', Detail: '{}' }],
    ['of another type', { EventBusName: 'completed', DetailType: 'Other', Detail: '{}' }],
    ['that is malformed', { EventBusName: 'completed', DetailType: 'WorkOrderCompleted', Detail: '{' }],
  ])('hands on no event %s', async (_, entry) => {
    const stack = await startStack(resources);
    await put(stack, entry);
    expect(await received(stack)).toEqual([]);
  });

  it('refuses a rule whose events go elsewhere than to a queue', async () => {
    const elsewhere = structuredClone(resources);
    elsewhere.Rule.Properties.Targets = [{ Id: 'Target0', Arn: { 'Fn::GetAtt': ['Bus', 'Arn'] } }];
    await expect(startStack(elsewhere)).rejects.toThrow('a target of events other than a queue');
  });
});
