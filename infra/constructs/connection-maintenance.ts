import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { DUE_EXPORTS } from './state/connector-data.ts';
import type { ExportWorkers } from './export-workers.ts';
import type { ImportWorkers } from './import-workers.ts';
import { QueueWorker, type WorkerSurroundings } from './queue-worker.ts';
import type { WebhookKeys } from './state/webhook-keys.ts';

/** What the care for connections is given. */
export interface ConnectionMaintenanceProps extends WorkerSurroundings {
  readonly webhookKeys: WebhookKeys;
  readonly imports: ImportWorkers;
  readonly exports: ExportWorkers;
  /** Where the API answers, for the URLs of webhooks. */
  readonly publicBaseUrl: string;
}

/**
 * Brings what connections have at the vendors to what their status says: finishes connecting, keeps webhooks, asks for
 * refused credentials again, removes what a disconnected one has left. Woken by messages on its queue.
 */
export class ConnectionMaintenance extends QueueWorker {
  constructor(scope: Construct, id: string, props: ConnectionMaintenanceProps) {
    const { connections, mappings, permits, activity, ledger } = props.data;
    super(scope, id, {
      name: 'connection-maintenance',
      description: 'Keeps what connections have at the vendors as it should be.',
      queueVariable: 'MAINTENANCE_QUEUE_URL',
      // A few calls to vendors that may not answer, or the removal of everything known of a large account.
      timeout: Duration.seconds(120),
      memorySize: 512,
      maxConcurrency: 10,
      environment: { ...props.vendorUrls, PUBLIC_BASE_URL: props.publicBaseUrl },
      impact:
        'Webhooks that broke stay broken, refused credentials are not tried again, and disconnected accounts keep their webhook.',
      alarms: props.alarms,
    });
    this.function.grant(
      connections.readWrite(),
      mappings.readWrite(),
      permits.readWrite(),
      activity.readWrite(),
      ledger.readWrite(),
      ledger.list(DUE_EXPORTS),
      props.connectionSecrets.readAndRemove(),
      props.webhookKeys.read(),
      ...props.imports.start(),
      ...props.exports.start(),
    );
  }
}
