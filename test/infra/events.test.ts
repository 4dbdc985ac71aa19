import { describe, expect, it } from '@jest/globals';
import { Synthesised } from './synthesised.ts';
import { referred } from './template-resources.ts';

describe('the event bus', () => {
  it('hands completed work orders to the trigger queue, which takes them from this rule alone', () => {
    const stack = new Synthesised();
    const [bus] = stack.resources('AWS::Events::EventBus');
    const [rule, ...others] = stack.resources('AWS::Events::Rule');
    expect(others).toEqual([]);
    expect(referred(rule?.Properties.EventBusName)).toBe(bus?.logicalId);
    expect(rule?.Properties.EventPattern).toEqual({ 'detail-type': ['WorkOrderCompleted'] });

    const queue = referred(rule?.Properties.Targets[0]?.Arn);
    const source = stack
      .resources('AWS::Lambda::EventSourceMapping')
      .find(({ Properties }) => referred(Properties.EventSourceArn) === queue);
    expect(referred(source?.Properties.FunctionName)).toBe(stack.function('export-trigger').logicalId);
    const policy = stack
      .resources('AWS::SQS::QueuePolicy')
      .find(({ Properties }) => referred(Properties.Queues[0]) === queue);
    expect(policy?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Principal: { Service: 'events.amazonaws.com' },
        Condition: { ArnEquals: { 'aws:SourceArn': { 'Fn::GetAtt': [rule?.logicalId, 'Arn'] } } },
      }),
    );
  });

  it('is open to no other account unless told', () => {
    expect(new Synthesised().resources('AWS::Events::EventBusPolicy')).toEqual([]);
  });

  it('takes events of the accounts that the deployment names, and nothing else of them', () => {
    const stack = new Synthesised({ eventAccounts: '111122223333,444455556666' });
    const [policy] = stack.resources('AWS::Events::EventBusPolicy');
    const { Statement } = policy!.Properties;
    expect(Statement.Action).toBe('events:PutEvents');
    expect(Statement.Principal.AWS).toHaveLength(2);
    expect(JSON.stringify(Statement.Principal.AWS)).toContain('111122223333:root');
    expect(referred(Statement.Resource)).toBe(stack.resources('AWS::Events::EventBus')[0]?.logicalId);
  });
});
