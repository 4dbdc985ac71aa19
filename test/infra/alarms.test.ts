import { beforeAll, describe, expect, it } from '@jest/globals';
import { scheduleEventSchema } from '../../shared/schedule/schedule-event.ts';
import { Synthesised } from './synthesised.ts';
import { referred, type TemplateResource } from './template-resources.ts';

type Alarm = TemplateResource<'AWS::CloudWatch::Alarm'>;

/** The logical id of what an alarm watches. */
const watched = ({ Properties }: Alarm, kind: string) =>
  referred(Properties.Dimensions?.find(({ Name }) => Name === kind)?.Value);

describe('alarms', () => {
  let stack: Synthesised;
  let alarms: Alarm[];

  beforeAll(() => {
    stack = new Synthesised();
    alarms = stack.resources('AWS::CloudWatch::Alarm');
  });

  it('say what the business loses and what to do next', () => {
    for (const { Properties } of alarms) {
      expect(Properties.AlarmDescription).toMatch(/^Impact: [A-Za-z].{30,}\. Next: [A-Z].{30,}\.$/);
      expect(Properties.AlarmDescription.length).toBeLessThanOrEqual(1024);
    }
  });

  it('ring at the first message in any dead-letter queue', () => {
    const deadLetters = stack
      .resources('AWS::SQS::Queue')
      .filter(({ Properties }) => Properties.RedrivePolicy === undefined);
    expect(deadLetters.length).toBeGreaterThan(0);
    for (const { logicalId } of deadLetters) {
      const alarm = alarms.find((one) => watched(one, 'QueueName') === logicalId);
      expect(alarm?.Properties).toMatchObject({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Statistic: 'Maximum',
        Threshold: 1,
        EvaluationPeriods: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    }
  });

  it('ring for waiting work only when no delay and no retries explain its age', () => {
    const queues = stack
      .resources('AWS::SQS::Queue')
      .filter(({ Properties }) => Properties.RedrivePolicy !== undefined);
    for (const { logicalId, Properties } of queues) {
      const alarm = alarms.find((one) => watched(one, 'QueueName') === logicalId);
      expect(alarm?.Properties.MetricName).toBe('ApproximateAgeOfOldestMessage');
      const longestDelay = 900;
      const retries = Properties.RedrivePolicy!.maxReceiveCount * Properties.VisibilityTimeout!;
      expect(alarm?.Properties.Threshold).toBe(longestDelay + retries);
      expect(alarm?.Properties.Threshold).toBeLessThan(Properties.MessageRetentionPeriod);
    }
  });

  it('watch the webhook function, the API and the scheduler', () => {
    const watching = (metric: string, name: string) =>
      alarms.some(
        (one) =>
          one.Properties.MetricName === metric &&
          watched(one, 'FunctionName') === stack.function(name).logicalId,
      );
    expect(watching('Errors', 'easybill-webhook')).toBe(true);
    expect(watching('Throttles', 'easybill-webhook')).toBe(true);
    expect(watching('Errors', 'scheduler')).toBe(true);
    expect(alarms.map(({ Properties }) => Properties.MetricName)).toContain('5xx');
  });

  it('take silence as good news, except from the scheduler', () => {
    for (const alarm of alarms) {
      const silent = alarm.Properties.MetricName === 'Invocations';
      expect(alarm.Properties.TreatMissingData).toBe(silent ? 'breaching' : 'notBreaching');
      expect(alarm.Properties.ComparisonOperator).toBe(
        silent ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      );
    }
    expect(alarms.filter(({ Properties }) => Properties.MetricName === 'Invocations')).toHaveLength(1);
  });

  it('tell nobody unless an address is given', () => {
    expect(stack.resources('AWS::SNS::Topic')).toEqual([]);
    for (const { Properties } of alarms) expect(Properties.AlarmActions).toBeUndefined();
  });

  it('mail when they ring and when they stop, through a topic CloudWatch may publish to', () => {
    const mailing = new Synthesised({ alarmEmail: 'ops@example.com' });

    const topic = mailing.resources('AWS::SNS::Topic')[0]?.logicalId;
    for (const { Properties } of mailing.resources('AWS::CloudWatch::Alarm')) {
      expect(Properties.AlarmActions).toEqual([{ Ref: topic }]);
      expect(Properties.OKActions).toEqual([{ Ref: topic }]);
    }
    expect(mailing.resources('AWS::SNS::Subscription')[0]?.Properties).toMatchObject({
      Protocol: 'email',
      Endpoint: 'ops@example.com',
    });
    expect(mailing.resources('AWS::SNS::TopicPolicy')[0]?.Properties.PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
      }),
    );
    expect(mailing.outputs.AlarmTopic).toMatchObject({ Value: { Ref: topic } });
  });
});

describe('the schedules', () => {
  it('have an expression EventBridge Scheduler accepts and call the scheduler with their tasks', () => {
    const stack = new Synthesised();
    const schedules = stack.resources('AWS::Scheduler::Schedule');
    expect(
      schedules.map(({ Properties }) => [
        Properties.ScheduleExpression,
        scheduleEventSchema.parse(JSON.parse(Properties.Target.Input)),
      ]),
    ).toEqual([
      ['rate(1 minute)', { task: 'tick', minutes: 1 }],
      ['rate(1 day)', { task: 'rotateKeys', now: false }],
    ]);
    for (const { Properties } of schedules) {
      expect(Properties.ScheduleExpression).toMatch(
        /^(rate\((1 (minute|hour|day)|([2-9]|[1-9]\d+) (minutes|hours|days))\)|cron\((\S+ ){5}\S+\))$/,
      );
      expect(Properties.State).toBe('ENABLED');
      expect(Properties.FlexibleTimeWindow).toEqual({ Mode: 'OFF' });
      expect(referred(Properties.Target.Arn)).toBe(stack.function('scheduler').logicalId);
      expect(Properties.Target.RetryPolicy.MaximumEventAgeInSeconds).toBeGreaterThanOrEqual(60);
      expect(
        stack.resource('AWS::SQS::Queue', referred(Properties.Target.DeadLetterConfig.Arn)),
      ).toBeDefined();
    }
  });
});
