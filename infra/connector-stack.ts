import { CfnOutput, Duration, Stack, Tags } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { ConnectionSecrets } from './constructs/connection-secrets.ts';
import { ConnectionMaintenance } from './constructs/connection-maintenance.ts';
import { ConnectorApi, type Route } from './constructs/connector-api.ts';
import {
  ALL_CONNECTIONS,
  CONNECTIONS_BY_SLOT,
  ConnectorData,
  DUE_EXPORTS,
} from './constructs/connector-data.ts';
import { ConnectorFunction } from './constructs/connector-function.ts';
import { ExportWorkers } from './constructs/export-workers.ts';
import { ImportWorkers } from './constructs/import-workers.ts';
import { ScheduledTask } from './constructs/scheduled-task.ts';
import { WebhookKeys } from './constructs/webhook-keys.ts';
import type { DeploymentSettings } from './deployment-settings.ts';

const MANAGEMENT_ROUTES: readonly Route[] = [
  { method: HttpMethod.POST, path: '/connections' },
  { method: HttpMethod.GET, path: '/connections' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}' },
  { method: HttpMethod.PATCH, path: '/connections/{connectionId}' },
  { method: HttpMethod.DELETE, path: '/connections/{connectionId}' },
  { method: HttpMethod.PUT, path: '/connections/{connectionId}/credentials' },
  { method: HttpMethod.POST, path: '/connections/{connectionId}/event-url' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/settings' },
  { method: HttpMethod.PATCH, path: '/connections/{connectionId}/settings' },
  { method: HttpMethod.POST, path: '/connections/{connectionId}/imports' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/imports' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/imports/{runId}' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/imports/{runId}/report' },
  { method: HttpMethod.POST, path: '/connections/{connectionId}/imports/{runId}/confirm' },
  { method: HttpMethod.POST, path: '/connections/{connectionId}/records/{entity}/{easybillId}/sync' },
  { method: HttpMethod.POST, path: '/connections/{connectionId}/exports' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/exports' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/exports/{workOrderId}' },
  { method: HttpMethod.POST, path: '/connections/{connectionId}/exports/{workOrderId}/retry' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/exports/dry-runs/{dryRunId}' },
  { method: HttpMethod.GET, path: '/connections/{connectionId}/activity' },
  { method: HttpMethod.GET, path: '/openapi.json' },
];

/** The whole connector: what it remembers, the functions that work, and the doors to them. */
export class ConnectorStack extends Stack {
  constructor(scope: Construct, id: string, settings: DeploymentSettings) {
    const production = settings.stage === 'prod';
    super(scope, id, {
      stackName: settings.stackName,
      description: 'Keeps OutSmart and easybill aligned.',
      terminationProtection: production,
    });
    Tags.of(this).add('service', settings.stackName);
    Tags.of(this).add('stage', settings.stage);

    const alarms = new Alarms(this, 'Alarms', { email: settings.alarmEmail });
    const data = new ConnectorData(this, 'Data', { protect: production });
    const webhookKeys = new WebhookKeys(this, 'WebhookKeys', { protect: production });
    const connectionSecrets = new ConnectionSecrets(this, 'ConnectionSecrets');
    const api = new ConnectorApi(this, 'Api', { alarms });
    const vendorUrls = {
      EASYBILL_BASE_URL: settings.easybillBaseUrl,
      OUTSMART_BASE_URL: settings.outsmartBaseUrl,
    };

    const importing = { data, connectionSecrets, alarms, vendorUrls };
    const imports = new ImportWorkers(this, 'Import', importing);

    const exports = new ExportWorkers(this, 'Export', {
      ...importing,
      eventAccounts: settings.eventAccounts,
    });

    const easybillWebhook = new ConnectorFunction(this, 'EasybillWebhook', {
      name: 'easybill-webhook',
      description: 'Takes webhooks from easybill and queues what may have changed.',
      timeout: Duration.seconds(10),
      // A function this small starts no faster with more, but its first TLS handshakes are CPU-bound.
      memorySize: 256,
      sourceMaps: false,
    });
    easybillWebhook.grant(webhookKeys.read(), ...imports.sendHints(), exports.sendHints());
    api.openRoute(
      easybillWebhook,
      { method: HttpMethod.POST, path: '/webhooks/easybill/{connectionId}/{token}' },
      'easybill cannot sign with SigV4. The token in the path is an HMAC the function checks before anything else.',
    );
    api.openRoute(
      easybillWebhook,
      { method: HttpMethod.POST, path: '/events/outsmart/{connectionId}/{token}' },
      'OutSmart cannot sign with SigV4. The token in the path is an HMAC the function checks before anything else.',
    );
    this.watchWebhooks(easybillWebhook, alarms);

    const maintenance = new ConnectionMaintenance(this, 'ConnectionCare', {
      ...importing,
      webhookKeys,
      publicBaseUrl: api.url,
    });
    maintenance.function.grant(...imports.start(), ...exports.start());

    const management = new ConnectorFunction(this, 'Management', {
      name: 'management',
      description: 'Answers the management API.',
      // The HTTP API gives up after 30 s; the function must end before to say why.
      timeout: Duration.seconds(29),
      memorySize: 512,
      environment: { ...vendorUrls, PUBLIC_BASE_URL: api.url },
    });
    management.grant(
      data.connections.readWrite(),
      data.connections.list(ALL_CONNECTIONS),
      data.permits.readWrite(),
      data.activity.readWrite(),
      data.ledger.readWrite(),
      data.ledger.list(DUE_EXPORTS),
      connectionSecrets.manage(),
      webhookKeys.read(),
      ...imports.start(),
      ...exports.start(),
      maintenance.send(),
    );
    api.signedRoutes(management, MANAGEMENT_ROUTES);

    const scheduler = new ConnectorFunction(this, 'Scheduler', {
      name: 'scheduler',
      description: 'Starts what is due for each connection and rotates the signing keys.',
      timeout: Duration.seconds(120),
      memorySize: 512,
      environment: { PUBLIC_BASE_URL: api.url },
    });
    scheduler.grant(
      data.connections.readWrite(),
      data.connections.list(ALL_CONNECTIONS),
      data.connections.list(CONNECTIONS_BY_SLOT),
      data.activity.readWrite(),
      data.ledger.readWrite(),
      data.ledger.list(DUE_EXPORTS),
      ...exports.start(),
      ...imports.start(),
      webhookKeys.rotate(),
      maintenance.send(),
    );
    new ScheduledTask(this, 'Tick', {
      target: scheduler,
      every: Duration.minutes(1),
      input: { task: 'tick' },
      impact:
        'Nothing starts by itself: changes whose webhook was lost stay away, and stopped connections stay stopped.',
      alarms,
      watchesFunction: true,
    });
    new ScheduledTask(this, 'RotateKeys', {
      target: scheduler,
      every: Duration.days(1),
      input: { task: 'rotateKeys' },
      impact: 'The key that signs webhook URLs grows old; nothing else.',
      alarms,
      watchesFunction: false,
    });

    new CfnOutput(this, 'ApiUrl', { value: api.url, description: 'Where the API answers.' });
    new CfnOutput(this, 'SchedulerName', {
      key: 'Scheduler',
      value: scheduler.lambda.functionName,
      description: 'The function that starts what is due.',
    });
    if (alarms.topic) {
      new CfnOutput(this, 'AlarmTopic', { value: alarms.topic.topicArn, description: 'Where alarms ring.' });
    }
  }

  private watchWebhooks(webhook: ConnectorFunction, alarms: Alarms): void {
    const impact = 'easybill changes reach OutSmart only when reconciliation finds them, hours late.';
    alarms.add(webhook, 'ErrorAlarm', {
      metric: webhook.lambda.metricErrors({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: { bad: 2, of: 3 },
      impact,
      nextStep:
        'Find the error in the log of easybill-webhook; most likely the signing key or a queue is unreachable.',
    });
    alarms.add(webhook, 'ThrottleAlarm', {
      metric: webhook.lambda.metricThrottles({ period: Duration.minutes(5) }),
      threshold: 1,
      periods: { bad: 2, of: 3 },
      impact,
      nextStep:
        "See what uses up the account's Lambda concurrency, and have the quota raised if it is the connector.",
    });
  }
}
