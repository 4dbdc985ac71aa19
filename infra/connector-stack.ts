import { CfnOutput, Stack, Tags } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { ConnectionMaintenance } from './constructs/connection-maintenance.ts';
import { ConnectorApi } from './constructs/connector-api.ts';
import { ExportWorkers } from './constructs/export-workers.ts';
import { ImportWorkers } from './constructs/import-workers.ts';
import { ManagementApi } from './constructs/management-api.ts';
import { Scheduler } from './constructs/scheduler.ts';
import { ConnectionSecrets } from './constructs/state/connection-secrets.ts';
import { ConnectorData } from './constructs/state/connector-data.ts';
import { WebhookKeys } from './constructs/state/webhook-keys.ts';
import { WebhookEntrance } from './constructs/webhook-entrance.ts';
import type { DeploymentSettings } from './deployment-settings.ts';

/** The whole connector: what it remembers, the functions that work, and the entrances to them. */
export class ConnectorStack extends Stack {
  constructor(scope: Construct, id: string, settings: DeploymentSettings) {
    const protect = settings.stage === 'prod';
    super(scope, id, {
      stackName: settings.stackName,
      description: 'Keeps OutSmart and easybill aligned.',
      terminationProtection: protect,
    });
    Tags.of(this).add('service', settings.stackName);
    Tags.of(this).add('stage', settings.stage);

    const alarms = new Alarms(this, 'Alarms', { email: settings.alarmEmail });
    const data = new ConnectorData(this, 'Data', { protect });
    const webhookKeys = new WebhookKeys(this, 'WebhookKeys', { protect });
    const connectionSecrets = new ConnectionSecrets(this, 'ConnectionSecrets');
    const api = new ConnectorApi(this, 'Api', { alarms });
    const vendorUrls = {
      EASYBILL_BASE_URL: settings.easybillBaseUrl,
      OUTSMART_BASE_URL: settings.outsmartBaseUrl,
    };
    const surroundings = { data, connectionSecrets, alarms, vendorUrls };
    const publicBaseUrl = api.url;

    // The ids are parts of the logical ids: another id is another, empty resource.
    const imports = new ImportWorkers(this, 'Import', surroundings);
    const { eventAccounts } = settings;
    const exports = new ExportWorkers(this, 'Export', { ...surroundings, eventAccounts });
    const maintaining = { ...surroundings, webhookKeys, publicBaseUrl, imports, exports };
    const maintenance = new ConnectionMaintenance(this, 'ConnectionCare', maintaining);
    const entrance = { ...maintaining, api, maintenance };
    new WebhookEntrance(this, 'EasybillWebhook', entrance);
    new ManagementApi(this, 'Management', entrance);
    const scheduler = new Scheduler(this, 'Scheduler', entrance);

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
}
