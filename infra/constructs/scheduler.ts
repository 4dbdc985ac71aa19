import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { ConnectionMaintenance } from './connection-maintenance.ts';
import { ConnectorFunction } from './connector-function.ts';
import type { ExportWorkers } from './export-workers.ts';
import type { ImportWorkers } from './import-workers.ts';
import { ScheduledTask } from './scheduled-task.ts';
import {
  ALL_CONNECTIONS,
  CONNECTIONS_BY_SLOT,
  type ConnectorData,
  DUE_EXPORTS,
} from './state/connector-data.ts';
import type { WebhookKeys } from './state/webhook-keys.ts';

/** What the scheduler is given. */
export interface SchedulerProps {
  readonly data: ConnectorData;
  readonly webhookKeys: WebhookKeys;
  readonly imports: ImportWorkers;
  readonly exports: ExportWorkers;
  readonly maintenance: ConnectionMaintenance;
  readonly alarms: Alarms;
  /** Where the API answers, for the URLs of webhooks. */
  readonly publicBaseUrl: string;
}

/** The function that starts what is due, and the schedules that call it: they stand beside it in `scope`. */
export class Scheduler extends ConnectorFunction {
  constructor(scope: Construct, id: string, props: SchedulerProps) {
    const { data, webhookKeys, imports, exports, maintenance, alarms } = props;
    super(scope, id, {
      name: 'scheduler',
      description: 'Starts what is due for each connection and rotates the signing keys.',
      timeout: Duration.seconds(120),
      memorySize: 512,
      environment: { PUBLIC_BASE_URL: props.publicBaseUrl },
    });
    this.grant(
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
    new ScheduledTask(scope, 'Tick', {
      target: this,
      every: Duration.minutes(1),
      input: { task: 'tick' },
      impact:
        'Nothing starts by itself: changes whose webhook was lost stay away, and stopped connections stay stopped.',
      alarms,
      watchesFunction: true,
    });
    new ScheduledTask(scope, 'RotateKeys', {
      target: this,
      every: Duration.days(1),
      input: { task: 'rotateKeys' },
      impact: 'The key that signs webhook URLs grows old; nothing else.',
      alarms,
      watchesFunction: false,
    });
  }
}
