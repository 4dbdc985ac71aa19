import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { listActivity } from './activity-routes.ts';
import { createConnection, getConnection, listConnections } from './connection-routes.ts';
import { confirmImport, getImport, listImports, startImports } from './import-routes.ts';
import type { ManagementServices } from './management-services.ts';

/** A request of the management API, already routed by API Gateway. */
export interface ManagementRequest {
  readonly event: APIGatewayProxyEventV2;
  readonly services: ManagementServices;
  /** When the function ends, epoch milliseconds. */
  readonly deadline: number;
}

/** Answers one kind of request, or throws a ProblemError. */
export type Route = (request: ManagementRequest) => Promise<APIGatewayProxyStructuredResultV2>;

/** Every route by its API Gateway route key. */
export const ROUTES: ReadonlyMap<string, Route> = new Map([
  ['POST /connections', createConnection],
  ['GET /connections', listConnections],
  ['GET /connections/{connectionId}', getConnection],
  ['POST /connections/{connectionId}/imports', startImports],
  ['GET /connections/{connectionId}/imports', listImports],
  ['GET /connections/{connectionId}/imports/{runId}', getImport],
  ['POST /connections/{connectionId}/imports/{runId}/confirm', confirmImport],
  ['GET /connections/{connectionId}/activity', listActivity],
]);
