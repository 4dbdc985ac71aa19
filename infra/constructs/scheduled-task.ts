import { Aws, Duration, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Schedule, ScheduleExpression, ScheduleTargetInput } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { ConnectorFunction } from './connector-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** What is done again and again. */
export interface ScheduledTaskProps {
  readonly target: ConnectorFunction;
  readonly every: Duration;
  /** The function's event. */
  readonly input: Readonly<Record<string, string>>;
  /** What the business loses while the task is not done: one sentence. */
  readonly impact: string;
  readonly alarms: Alarms;
  /** Whether the errors and the silence of the function ring here: with the most frequent of its tasks. */
  readonly watchesFunction: boolean;
}

/** Calls a function regularly, and rings when calls fail, get lost or stay away. */
export class ScheduledTask extends Construct {
  constructor(scope: Construct, id: string, props: ScheduledTaskProps) {
    super(scope, id);
    const { target, alarms, impact } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      alarms,
      impact,
      nextStep:
        'EventBridge Scheduler could not call the function. Read ERROR_MESSAGE in the attributes of the message, ' +
        'mend its cause and purge the queue: the next call does what was missed.',
    });
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: of a schedule, which the rule does not look at.',
    });

    new Schedule(this, 'Schedule', {
      schedule: ScheduleExpression.rate(props.every),
      target: {
        // The ready-made Lambda target also allows every version and alias of the function.
        bind: () => ({
          arn: target.lambda.functionArn,
          role: this.invocationRole(target, deadLetters),
          input: ScheduleTargetInput.fromObject(props.input),
          // A late call is worth nothing once the next one is due.
          retryPolicy: {
            maximumEventAgeInSeconds: props.every.toSeconds(),
            maximumRetryAttempts: 2,
          },
          deadLetterConfig: { arn: deadLetters.queue.queueArn },
        }),
      },
    });

    if (!props.watchesFunction) return;
    alarms.add(this, 'ErrorAlarm', {
      metric: target.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: { bad: 3, of: 3 },
      impact,
      nextStep:
        'Find the error in the log of the scheduled function and mend its cause; the next call catches up.',
    });
    alarms.add(this, 'SilenceAlarm', {
      metric: target.lambda.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: { bad: 3, of: 3 },
      below: true,
      impact,
      nextStep:
        'The function is not called at all: see whether the schedule is enabled and its role unchanged.',
    });
  }

  private invocationRole(target: ConnectorFunction, deadLetters: DeadLetterQueue): Role {
    const scheduleGroup = Stack.of(this).formatArn({
      service: 'scheduler',
      resource: 'schedule-group',
      resourceName: 'default',
    });
    const role = new Role(this, 'Role', {
      // Only schedules of this account may take the role.
      // https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID, 'aws:SourceArn': scheduleGroup } },
      }),
    });
    role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.lambda.functionArn] }),
    );
    role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queue.queueArn] }),
    );
    return role;
  }
}
