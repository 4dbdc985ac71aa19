import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';

/** What the alarm of a dead-letter queue must know. */
export interface DeadLetterQueueProps {
  readonly alarms: Alarms;
  /** What the business loses while a message lies here: one sentence. */
  readonly impact: string;
  /** What to do with the message. */
  readonly nextStep: string;
}

/**
 * Keeps what could not be done for 14 days, longer than any queue that feeds it, and rings at the first message.
 */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    props.alarms.add(this, 'Alarm', {
      metric: this.queue.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      threshold: 1,
      impact: props.impact,
      nextStep: props.nextStep,
    });
  }
}
