import * as z from 'zod';
import type { Connection } from '../connections/connection.ts';
import { importsEntity } from '../connections/settings.ts';
import { conflict, invalid, notFound } from '../http/problem.ts';
import type { Run } from '../imports/run.ts';
import { sendStep, startRun } from '../imports/start-run.ts';
import { listQuery, pageOf } from './list-cursor.ts';
import type { ManagementServices } from './management-services.ts';
import { connectionPath, pathConnection } from './path-connection.ts';
import { defineRoute, none } from './route.ts';
import { presentRun, runView } from './run-view.ts';

const runPath = { ...connectionPath, runId: z.string().min(1).max(64).describe('Id of the import.') };

/** Starts full imports; one in progress is returned, not started twice. */
export const startImports = defineRoute({
  method: 'POST',
  path: '/connections/{connectionId}/imports',
  operationId: 'startImports',
  summary: 'Start full imports',
  description: 'An import in progress is returned and not started twice.',
  pathParams: connectionPath,
  query: none,
  body: z.strictObject({
    entities: z
      .array(z.enum(['customer'], 'Must be one of: "customer".'))
      .min(1)
      .default(['customer'])
      .describe('What to import; all entities that are switched on if left out.'),
    verify: z
      .boolean()
      .default(false)
      .describe('Compare with what OutSmart holds as well, and write again what was changed there.'),
  }),
  responses: { 202: { description: 'They are under way.', schema: z.object({ runs: z.array(runView) }) } },
  problems: {
    409: 'The connection is not active, or an import that does not verify is in progress.',
    422: 'An entity is switched off in the settings.',
  },
  handle: async ({ params, body: { entities, verify }, services }) => {
    const connection = await pathConnection(services, params);
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
    return { status: 202, body: { runs: runs.map((run) => presentRun(run, connection)) } };
  },
});

/** Imports of a connection, newest first. */
export const listImports = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/imports',
  operationId: 'listImports',
  summary: 'List imports, newest first',
  pathParams: connectionPath,
  query: z.strictObject(listQuery),
  body: none,
  responses: { 200: { description: 'A page of imports.', schema: pageOf(runView) } },
  handle: async ({ params, query: { limit, cursor }, services }) => {
    const connection = await pathConnection(services, params);
    const page = await services.runs.list(connection.connectionId, limit, cursor);
    const items = page.items.map((run) => presentRun(run, connection));
    return { status: 200, body: { items, cursor: page.cursor } };
  },
});

/** One import. */
export const getImport = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/imports/{runId}',
  operationId: 'getImport',
  summary: 'Read the progress of an import',
  pathParams: runPath,
  query: none,
  body: none,
  responses: { 200: { description: 'The import.', schema: runView } },
  handle: async ({ params, services }) => {
    const connection = await pathConnection(services, params);
    const run = await pathRun(services, connection, params.runId);
    return { status: 200, body: presentRun(run, connection) };
  },
});

/** Lets a braked run withdraw. */
export const confirmImport = defineRoute({
  method: 'POST',
  path: '/connections/{connectionId}/imports/{runId}/confirm',
  operationId: 'confirmImport',
  summary: 'Let an import that stopped at the brake withdraw',
  pathParams: runPath,
  query: none,
  body: none,
  responses: { 202: { description: 'It goes on.', schema: runView } },
  problems: { 409: 'The import is not braked, or another one is in progress.' },
  handle: async ({ params, services }) => {
    const connection = await pathConnection(services, params);
    const { connectionId } = connection;
    const braked = await pathRun(services, connection, params.runId);
    if (braked.state !== 'braked')
      throw conflict(`The run is ${braked.state}; only a braked run can be confirmed.`);
    const updatedAt = new Date(services.now()).toISOString();
    const run: Run = { ...braked, state: 'running', confirmed: true, seq: braked.seq + 1, updatedAt };
    if (!(await services.runs.confirm(connectionId, run))) {
      throw conflict('Another import is in progress. Confirm again when it has ended.');
    }
    await sendStep(services, connectionId, run);
    return { status: 202, body: presentRun(run, connection) };
  },
});

async function pathRun(
  { runs }: ManagementServices,
  { connectionId }: Connection,
  runId: string,
): Promise<Run> {
  const run = await runs.get(connectionId, runId);
  if (!run) throw notFound('There is no such import of this connection.');
  return run;
}
