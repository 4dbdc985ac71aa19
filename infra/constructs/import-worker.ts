import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Alarms } from './alarms.ts';
import type { ConnectionSecrets } from './connection-secrets.ts';
import type { ConnectorData } from './connector-data.ts';
import { QueueWorker } from './queue-worker.ts';

/** What every import worker is given. */
export interface ImportWorkerSurroundings {
  readonly data: ConnectorData;
  readonly connectionSecrets: ConnectionSecrets;
  readonly alarms: Alarms;
  /** Environment variables with the base URLs of the vendors. */
  readonly vendorUrls: Readonly<Record<string, string>>;
}

/** What differs between import workers. */
export interface ImportWorkerProps extends ImportWorkerSurroundings {
  /** The records it imports, as in its folder `functions/import-<entities>`. */
  readonly entities: string;
  /** What the business loses while it does not work: one sentence. */
  readonly impact: string;
}

/**
 * Brings one kind of easybill record to OutSmart: woken by messages on its queue, whose URL is in
 * `<ENTITIES>_QUEUE_URL`.
 */
export class ImportWorker extends QueueWorker {
  constructor(scope: Construct, id: string, props: ImportWorkerProps) {
    super(scope, id, {
      name: `import-${props.entities}`,
      description: `Imports ${props.entities.replaceAll('-', ' ')} from easybill to OutSmart.`,
      queueVariable: `${props.entities.replaceAll('-', '_').toUpperCase()}_QUEUE_URL`,
      // A page of 1,000 records is read, compared and written in bulk; OutSmart alone may take half a minute of it.
      timeout: Duration.seconds(120),
      memorySize: 512,
      // Each connection is worked on by one batch at a time, so this many connections progress at once.
      maxConcurrency: 20,
      environment: props.vendorUrls,
      impact: props.impact,
      alarms: props.alarms,
    });
    const { connections, mappings, permits, activity } = props.data;
    this.function.grant(
      connections.readWrite(),
      mappings.readWrite(),
      permits.readWrite(),
      activity.readWrite(),
      props.connectionSecrets.read(),
    );
  }
}
