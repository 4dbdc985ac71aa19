import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { ConnectorApi } from './connector-api.ts';
import { ConnectorFunction } from './connector-function.ts';
import type { ExportWorkers } from './export-workers.ts';
import type { ImportWorkers } from './import-workers.ts';
import type { WebhookKeys } from './state/webhook-keys.ts';

/** What the entrance for webhooks is given. */
export interface WebhookEntranceProps {
  readonly api: ConnectorApi;
  readonly webhookKeys: WebhookKeys;
  readonly imports: ImportWorkers;
  readonly exports: ExportWorkers;
  readonly alarms: Alarms;
}

/** The open routes for webhooks of both vendors, the function that queues what they hint at, and its alarms. */
export class WebhookEntrance extends ConnectorFunction {
  constructor(scope: Construct, id: string, props: WebhookEntranceProps) {
    super(scope, id, {
      name: 'easybill-webhook',
      description: 'Takes webhooks from easybill and queues what may have changed.',
      timeout: Duration.seconds(10),
      // A function this small starts no faster with more, but its first TLS handshakes are CPU-bound.
      memorySize: 256,
      sourceMaps: false,
    });
    const { api, webhookKeys, imports, exports, alarms } = props;
    this.grant(webhookKeys.read(), ...imports.sendHints(), exports.sendHints());
    const open = (vendor: string, path: string): void => {
      api.openRoute(
        this,
        { method: HttpMethod.POST, path: `${path}/{connectionId}/{token}` },
        `${vendor} cannot sign with SigV4. The token in the path is an HMAC the function checks before anything else.`,
      );
    };
    open('easybill', '/webhooks/easybill');
    open('OutSmart', '/events/outsmart');

    const ring = (alarm: string, metric: IMetric, nextStep: string): void => {
      alarms.add(this, alarm, {
        metric,
        threshold: 1,
        periods: { bad: 2, of: 3 },
        impact: 'easybill changes reach OutSmart only when reconciliation finds them, hours late.',
        nextStep,
      });
    };
    const period = Duration.minutes(5);
    ring(
      'ErrorAlarm',
      this.lambda.metricErrors({ period }),
      'Find the error in the log of easybill-webhook; most likely the signing key or a queue is unreachable.',
    );
    ring(
      'ThrottleAlarm',
      this.lambda.metricThrottles({ period }),
      "See what uses up the account's Lambda concurrency, and have the quota raised if it is the connector.",
    );
  }
}
