import * as z from 'zod';
import { CALLS_PER_MINUTE, type Connection } from '../connections/connection.ts';
import { importsEntity } from '../connections/settings.ts';
import { parseBody, parseQuery } from '../http/parse-request.ts';
import { conflict, invalid, notFound } from '../http/problem.ts';
import { json } from '../http/respond.ts';
import type { Run } from '../imports/run.ts';
import { sendStep, startRun } from '../imports/start-run.ts';
import { listQuery } from './list-cursor.ts';
import { pathConnection } from './path-connection.ts';
import type { ManagementRequest, Route } from './routes.ts';

const startSchema = z.strictObject({
  entities: z
    .array(z.enum(['customer'], 'Must be one of: "customer".'))
    .min(1)
    .default(['customer'])
    .describe('What to import; all entities that are switched on if left out.'),
  verify: z
    .boolean()
    .default(false)
    .describe('Compare with what OutSmart holds as well, and write again what was changed there.'),
});

/** `POST /connections/{connectionId}/imports`: 202 with the runs; one in progress is returned, not started twice. */
export const startImports: Route = async (request) => {
  const { event, services } = request;
  const connection = await pathConnection(request);
  const { entities, verify } = parseBody(startSchema, event);
  if (connection.status !== 'active') {
    throw conflict(`The connection is ${connection.status}. An import needs an active connection.`);
  }
  if (!importsEntity(connection.settings, 'customer')) {
    throw invalid([{ field: 'entities', message: 'Customers are switched off in the settings.' }]);
  }
  const runs = await Promise.all(
    [...new Set(entities)].map((entity) =>
      startRun(services, connection.connectionId, entity, 'manual', { verify }),
    ),
  );
  if (verify && runs.some((run) => !run.verify)) {
    throw conflict('An import that does not verify is in progress. Ask again when it has ended.');
  }
  return json(202, { runs: runs.map((run) => presentRun(run, connection)) });
};

/** `GET /connections/{connectionId}/imports`, newest first. */
export const listImports: Route = async (request) => {
  const { event, services } = request;
  const connection = await pathConnection(request);
  const { limit, cursor } = parseQuery(z.strictObject(listQuery), event);
  const page = await services.runs.list(connection.connectionId, limit, cursor);
  return json(200, { items: page.items.map((run) => presentRun(run, connection)), cursor: page.cursor });
};

/** `GET /connections/{connectionId}/imports/{runId}` */
export const getImport: Route = async (request) => {
  const connection = await pathConnection(request);
  return json(200, presentRun(await pathRun(request, connection), connection));
};

/** `POST …/imports/{runId}/confirm`: lets a braked run withdraw. */
export const confirmImport: Route = async (request) => {
  const { services } = request;
  const connection = await pathConnection(request);
  const { connectionId } = connection;
  const braked = await pathRun(request, connection);
  if (braked.state !== 'braked')
    throw conflict(`The run is ${braked.state}; only a braked run can be confirmed.`);
  const updatedAt = new Date(services.now()).toISOString();
  const run: Run = { ...braked, state: 'running', confirmed: true, seq: braked.seq + 1, updatedAt };
  if (!(await services.runs.confirm(connectionId, run))) {
    throw conflict('Another import is in progress. Confirm again when it has ended.');
  }
  await sendStep(services, connectionId, run);
  return json(202, presentRun(run, connection));
};

/** A run as the back office sees it. */
export function presentRun(run: Run, { plan }: Connection): object {
  const { runId, entity, state, trigger, page, pages, counts, problems, calls, candidates } = run;
  const pagesLeft = run.phase === 'pages' && pages !== undefined ? Math.max(0, pages - page + 1) : undefined;
  const isUnderWay = state === 'queued' || state === 'running' || state === 'waiting';
  return {
    runId,
    entity,
    state,
    trigger,
    verify: run.verify,
    page,
    pages,
    counts,
    problems,
    calls,
    ...(state === 'braked' && { candidates }),
    startedAt: run.startedAt,
    updatedAt: run.updatedAt,
    finishedAt: run.finishedAt,
    // Each page is one call, and bulk work is paced at one call per 60/N seconds.
    ...(isUnderWay &&
      pagesLeft !== undefined && { secondsLeft: Math.ceil((pagesLeft * 60) / CALLS_PER_MINUTE[plan]) }),
  };
}

async function pathRun({ event, services }: ManagementRequest, { connectionId }: Connection): Promise<Run> {
  const run = await services.runs.get(connectionId, event.pathParameters?.runId ?? '-');
  if (!run) throw notFound('There is no such import of this connection.');
  return run;
}
