import * as z from 'zod';
import { connect } from '../connections/connect.ts';
import { connectRequestSchema } from '../connections/connect-request.ts';
import type { Connection } from '../connections/connection.ts';
import { parseBody, parseQuery } from '../http/parse-request.ts';
import { json } from '../http/respond.ts';
import { listQuery } from './list-cursor.ts';
import type { ManagementServices } from './management-services.ts';
import { pathConnection } from './path-connection.ts';
import type { Route } from './routes.ts';
import { presentRun } from './import-routes.ts';

/** `POST /connections`: 201 with the new connection, 200 when the pair was connected already. */
export const createConnection: Route = async ({ event, services, deadline }) => {
  const { connection, isNew } = await connect(services, parseBody(connectRequestSchema, event), deadline);
  return json(isNew ? 201 : 200, await present(services, connection));
};

/** `GET /connections/{connectionId}` */
export const getConnection: Route = async (request) =>
  json(200, await present(request.services, await pathConnection(request)));

/** `GET /connections`, oldest first. */
export const listConnections: Route = async ({ event, services }) => {
  const { limit, cursor } = parseQuery(z.strictObject(listQuery), event);
  const page = await services.connections.list(limit, cursor);
  return json(200, { items: page.items.map(summarise), cursor: page.cursor });
};

function summarise({ connectionId, status, plan, createdAt }: Connection): object {
  return { connectionId, status, plan, createdAt };
}

/** A connection as the back office sees it; never a secret. */
async function present({ entityStates, runs }: ManagementServices, connection: Connection): Promise<object> {
  const { connectionId, settings, webhook } = connection;
  const states = await entityStates.list(connectionId);
  const lastRuns = await Promise.all(
    states.map(async ({ entity, activeRunId, lastRunId }) => {
      const runId = activeRunId ?? lastRunId;
      const run = runId === undefined ? undefined : await runs.get(connectionId, runId);
      return run && ([entity, presentRun(run, connection)] as const);
    }),
  );
  return {
    ...summarise(connection),
    settings,
    webhook: { registered: webhook !== undefined },
    blockedEntities: states
      .filter(({ blockedSince }) => blockedSince !== undefined)
      .map(({ entity }) => entity),
    lastRuns: Object.fromEntries(lastRuns.filter((run) => run !== undefined)),
  };
}
