import { listActivity } from './routes/activity-routes.ts';
import {
  changeConnectionRoute,
  createConnection,
  createEventUrl,
  disconnectRoute,
  getConnection,
  listConnections,
  replaceCredentialsRoute,
} from './routes/connection-routes.ts';
import { getDryRun, getExport, listExports, retryExportRoute, startExports } from './routes/export-routes.ts';
import {
  confirmImport,
  getImport,
  getImportReport,
  listImports,
  startImports,
} from './routes/import-routes.ts';
import { openApiRoute } from './openapi/openapi-route.ts';
import { listProblems } from './routes/problem-routes.ts';
import { syncRecord } from './routes/record-routes.ts';
import type { Route } from './route.ts';
import { changeSettingsRoute, getSettings } from './routes/settings-routes.ts';

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
  listProblems,
  openApiRoute(() => ROUTES),
];

const byKey = new Map(ROUTES.map((route) => [`${route.method} ${route.path}`, route]));

/** The route of an API Gateway route key, such as `GET /connections`. */
export function findRoute(routeKey: string): Route | undefined {
  return byKey.get(routeKey);
}
