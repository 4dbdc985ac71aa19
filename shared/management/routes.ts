import { listActivity } from './activity-routes.ts';
import {
  changeConnectionRoute,
  createConnection,
  createEventUrl,
  disconnectRoute,
  getConnection,
  listConnections,
  replaceCredentialsRoute,
} from './connection-routes.ts';
import { getDryRun, getExport, listExports, retryExportRoute, startExports } from './export-routes.ts';
import { confirmImport, getImport, getImportReport, listImports, startImports } from './import-routes.ts';
import { openApiRoute } from './openapi-route.ts';
import { syncRecord } from './record-routes.ts';
import type { Route } from './route.ts';
import { changeSettingsRoute, getSettings } from './settings-routes.ts';

/** Every call of the management API. */
export const ROUTES: readonly Route[] = [
  createConnection,
  listConnections,
  getConnection,
  changeConnectionRoute,
  disconnectRoute,
  replaceCredentialsRoute,
  createEventUrl,
  getSettings,
  changeSettingsRoute,
  startImports,
  listImports,
  getImport,
  getImportReport,
  confirmImport,
  syncRecord,
  startExports,
  listExports,
  getExport,
  retryExportRoute,
  getDryRun,
  listActivity,
  openApiRoute(() => ROUTES),
];

const byKey = new Map(ROUTES.map((route) => [`${route.method} ${route.path}`, route]));

/** The route of an API Gateway route key, such as `GET /connections`. */
export function findRoute(routeKey: string): Route | undefined {
  return byKey.get(routeKey);
}
