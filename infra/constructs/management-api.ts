import { Duration } from 'aws-cdk-lib';
import { HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import type { ConnectionMaintenance } from './connection-maintenance.ts';
import type { ConnectorApi, Route } from './connector-api.ts';
import { ConnectorFunction } from './connector-function.ts';
import type { ExportWorkers } from './export-workers.ts';
import type { ImportWorkers } from './import-workers.ts';
import type { WorkerSurroundings } from './queue-worker.ts';
import { ALL_CONNECTIONS, DUE_EXPORTS } from './state/connector-data.ts';
import type { WebhookKeys } from './state/webhook-keys.ts';

const ROUTES: readonly Route[] = [
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
  { method: HttpMethod.GET, path: '/connections/{connectionId}/problems' },
  { method: HttpMethod.GET, path: '/openapi.json' },
];

/** What the management API is given. */
export interface ManagementApiProps extends WorkerSurroundings {
  readonly api: ConnectorApi;
  readonly webhookKeys: WebhookKeys;
  readonly imports: ImportWorkers;
  readonly exports: ExportWorkers;
  readonly maintenance: ConnectionMaintenance;
}

/** The routes with which the back office manages connections, and the function that answers them. */
export class ManagementApi extends ConnectorFunction {
  constructor(scope: Construct, id: string, props: ManagementApiProps) {
    const { api, data, connectionSecrets, webhookKeys, imports, exports, maintenance } = props;
    super(scope, id, {
      name: 'management',
      description: 'Answers the management API.',
      // The HTTP API gives up after 30 s; the function must end before to say why.
      timeout: Duration.seconds(29),
      memorySize: 512,
      environment: { ...props.vendorUrls, PUBLIC_BASE_URL: api.url },
    });
    this.grant(
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
    api.signedRoutes(this, ROUTES);
  }
}
