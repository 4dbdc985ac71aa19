import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Aws } from 'aws-cdk-lib';
import { Construct } from 'constructs';

/** An alarm of the connector. It rings when `metric` reaches `threshold`, or falls below it with `below`. */
export interface ConnectorAlarmProps {
  readonly metric: IMetric;
  readonly threshold: number;
  /** What the business loses while it rings: one sentence, for somebody woken by it. */
  readonly impact: string;
  /** What to do first: one or two sentences. */
  readonly nextStep: string;
  /** Of how many periods in a row how many must be bad. @default 1 of 1 */
  readonly periods?: { readonly bad: number; readonly of: number };
  /** Rings when the metric is under the threshold, and also when there is no data at all. @default false */
  readonly below?: boolean;
}

/** All alarms ring here: each says what is lost and what to do next, and mails it if somebody is to be mailed. */
export class Alarms extends Construct {
  /** Where alarms are published; only if an address was given. */
  readonly topic: Topic | undefined;

  constructor(scope: Construct, id: string, props: { readonly email: string | undefined }) {
    super(scope, id);
    if (props.email === undefined) return;
    this.topic = new Topic(this, 'Topic', { enforceSSL: true });
    // The policy that refuses plain HTTP replaces the default one, under which CloudWatch might publish.
    this.topic.grantPublish(
      new ServicePrincipal('cloudwatch.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    this.topic.addSubscription(new EmailSubscription(props.email));
  }

  /** Adds an alarm below `scope`, beside what it watches. */
  add(scope: Construct, id: string, props: ConnectorAlarmProps): void {
    const alarm = new Alarm(scope, id, {
      metric: props.metric,
      threshold: props.threshold,
      comparisonOperator: props.below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: props.periods?.of ?? 1,
      datapointsToAlarm: props.periods?.bad ?? 1,
      treatMissingData: props.below ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
      alarmDescription: `Impact: ${props.impact} Next: ${props.nextStep}`,
    });
    if (this.topic === undefined) return;
    const action = new SnsAction(this.topic);
    alarm.addAlarmAction(action);
    alarm.addOkAction(action);
  }
}
