import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { Capability } from './state/capability.ts';
import { ConnectorFunction, type ConnectorFunctionProps } from './connector-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ConnectionSecrets } from './state/connection-secrets.ts';
import type { ConnectorData } from './state/connector-data.ts';

const RECEIVES_BEFORE_DEAD_LETTER = 5;

// Leaves Lambda time to try again when it is throttled while it still holds a batch.
// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
const VISIBILITY_FACTOR = 6;

// The longest `DelaySeconds` SQS takes: work that waits is sent again with it at most.
const LONGEST_DELAY = Duration.minutes(15);

/** What every worker is given. */
export interface WorkerSurroundings {
  readonly data: ConnectorData;
  readonly connectionSecrets: ConnectionSecrets;
  readonly alarms: Alarms;
  /** Environment variables with the base URLs of the vendors. */
  readonly vendorUrls: Readonly<Record<string, string>>;
}

/** What differs between the workers. */
export interface QueueWorkerProps extends Omit<ConnectorFunctionProps, 'mayCallItself' | 'sourceMaps'> {
  /** Environment variable that carries the queue's URL to this worker and to whoever sends to it. */
  readonly queueVariable: string;
  /** How many batches are worked on at the same time, 2 to 1000. */
  readonly maxConcurrency: number;
  /** What the business loses while this worker's messages fail or wait: one sentence. */
  readonly impact: string;
  readonly alarms: Alarms;
}

/**
 * A function, the queue it works off, the dead-letter queue behind it, and the alarms on both.
 *
 * The queue is a standard one with `MessageGroupId` = connection: fair between connections without FIFO's order,
 * which the connector does not need, and with the per-message delay that FIFO lacks. Only the failed messages of a
 * batch come back. Concurrency is bounded at the event source, because with reserved concurrency throttled
 * messages would burn their receives.
 */
export class QueueWorker extends Construct {
  readonly function: ConnectorFunction;
  readonly queue: Queue;
  private readonly queueVariable: string;

  constructor(scope: Construct, id: string, props: QueueWorkerProps) {
    super(scope, id);
    const { queueVariable, maxConcurrency, impact, alarms, ...functionProps } = props;
    this.queueVariable = queueVariable;
    const visibilityTimeout = Duration.seconds(VISIBILITY_FACTOR * props.timeout.toSeconds());

    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      alarms,
      impact,
      nextStep:
        `Find the error in the log of ${props.name}, mend its cause, then start the redrive of the dead-letter ` +
        'queue: doing a message twice is harmless. After 14 days the messages are gone.',
    });
    this.queue = new Queue(this, 'Queue', {
      retentionPeriod: Duration.days(4),
      visibilityTimeout,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: RECEIVES_BEFORE_DEAD_LETTER },
    });

    this.function = new ConnectorFunction(this, 'Worker', { ...functionProps, mayCallItself: true });
    this.function.grant(this.send());
    this.function.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency }),
    );

    // Waiting is normal: for a delay, and for every retry up to the dead-letter queue. What is older than both
    // together is not taken at all.
    alarms.add(this, 'AgeAlarm', {
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5) }),
      threshold: LONGEST_DELAY.toSeconds() + RECEIVES_BEFORE_DEAD_LETTER * visibilityTimeout.toSeconds(),
      periods: { bad: 3, of: 3 },
      impact,
      nextStep:
        `Messages lie longer than waiting and retries explain. See whether ${props.name} is throttled or at its ` +
        'maximum concurrency, and whether its event source is enabled.',
    });
  }

  /** Sending messages to this worker. */
  send(): Capability {
    return {
      environment: { [this.queueVariable]: this.queue.queueUrl },
      statements: [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] })],
    };
  }
}
