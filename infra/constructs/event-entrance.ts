import { CfnOutput, Duration, Stack, Validations } from 'aws-cdk-lib';
import { CfnEventBusPolicy, EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { QueueWorker } from './queue-worker.ts';

/** What the door for events is given. */
export interface EventEntranceProps {
  /** Worked off by it. */
  readonly worker: QueueWorker;
  /** Accounts whose producers may put events on the bus, besides those of this account that IAM allows. */
  readonly accounts: readonly string[];
  readonly alarms: Alarms;
}

/** An event bus for producers inside AWS: `WorkOrderCompleted` events reach the worker's queue as they are. */
export class EventEntrance extends Construct {
  constructor(scope: Construct, id: string, { worker, accounts, alarms }: EventEntranceProps) {
    super(scope, id);
    const bus = new EventBus(this, 'Bus', { description: 'Takes hints that work orders were completed.' });
    if (accounts.length > 0) {
      new CfnEventBusPolicy(this, 'Policy', {
        eventBusName: bus.eventBusName,
        statementId: 'Producers',
        statement: {
          Effect: 'Allow',
          Principal: {
            AWS: accounts.map((account) =>
              Stack.of(this).formatArn({ service: 'iam', region: '', account, resource: 'root' }),
            ),
          },
          Action: 'events:PutEvents',
          Resource: bus.eventBusArn,
        },
      });
    }
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', {
      alarms,
      impact:
        'Hints that work orders were completed got lost; the next poll finds them, up to 15 minutes later.',
      nextStep:
        'EventBridge could not send to the trigger queue. Read ERROR_MESSAGE in the attributes of the message, mend ' +
        'its cause and purge the queue.',
    });
    Validations.of(deadLetters).acknowledge({
      id: 'AwsSolutions-SQS3',
      reason: 'It is a dead-letter queue itself: of a rule, which the rule does not look at.',
    });
    new Rule(this, 'Rule', {
      eventBus: bus,
      description: 'Completed work orders.',
      eventPattern: { detailType: ['WorkOrderCompleted'] },
      targets: [
        new SqsQueue(worker.queue, {
          deadLetterQueue: deadLetters.queue,
          maxEventAge: Duration.hours(1),
          retryAttempts: 10,
        }),
      ],
    });
    new CfnOutput(Stack.of(this), 'EventBusName', {
      value: bus.eventBusName,
      description: 'Where producers put WorkOrderCompleted events.',
    });
  }
}
