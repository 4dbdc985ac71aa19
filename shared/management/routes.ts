import { listActivity } from './activity-routes.ts';
import { createConnection, getConnection, listConnections } from './connection-routes.ts';
import { confirmImport, getImport, listImports, startImports } from './import-routes.ts';
import type { Route } from './route.ts';

/** Every call of the management API. */
export const ROUTES: readonly Route[] = [
  createConnection,
  listConnections,
  getConnection,
  startImports,
  listImports,
  getImport,
  confirmImport,
  listActivity,
];

const byKey = new Map(ROUTES.map((route) => [`${route.method} ${route.path}`, route]));

/** The route of an API Gateway route key, such as `GET /connections`. */
export function findRoute(routeKey: string): Route | undefined {
  return byKey.get(routeKey);
}
