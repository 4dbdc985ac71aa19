import * as z from 'zod';
import type { Connection } from '../../connections/connection.ts';
import { importedEntities, importsEntity } from '../../connections/settings/settings.ts';
import { conflict, invalid, notFound } from '../../http/problem.ts';
import type { Run } from '../../imports/stores/run.ts';
import { sendStep, startRun } from '../../imports/runs/start-run.ts';
import { entitySchema, laneOf } from '../../records/entity.ts';
import { listQuery, pageOf } from '../list-cursor.ts';
import type { ManagementServices } from '../management-services.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';
import { presentReportRow, reportRowView } from '../views/report-row-view.ts';
import { presentRun, runView } from '../views/run-view.ts';

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
      .array(entitySchema)
      .min(1)
      .optional()
      .describe(
        'What to import; all entities that are switched on if left out. Hour types come with products.',
      ),
    verify: z
      .boolean()
      .default(false)
      .describe('Compare with what OutSmart holds as well, and write again what was changed there.'),
    dryRun: z
      .boolean()
      .default(false)
      .describe('Only report what would be done, and change nothing. The report is kept for 24 hours.'),
  }),
  responses: { 202: { description: 'They are under way.', schema: z.object({ runs: z.array(runView) }) } },
  problems: {
    409: 'The connection is not active, or an import of another kind is in progress.',
    422: 'An entity is switched off in the settings.',
  },
  handle: async ({ params, body: { entities: asked, verify, dryRun }, services }) => {
    const connection = await pathConnection(services, params);
    if (connection.status !== 'active') {
      throw conflict(`The connection is ${connection.status}. An import needs an active connection.`);
    }
    const { connectionId, settings } = connection;
    const off = (asked ?? []).filter((entity) => !importsEntity(settings, entity));
    if (off.length > 0) {
      const message = `Switched off in the settings: ${off.join(', ')}.`;
      throw invalid([{ field: 'entities', message }]);
    }
    const lanes = new Set((asked ?? importedEntities(settings)).map(laneOf));
    if (lanes.size === 0) {
      throw invalid([{ field: 'entities', message: 'All of them are switched off in the settings.' }]);
    }
    const runs: Run[] = [];
    // Parents first: the run of a child waits for that of its parent.
    for (const lane of importedEntities(settings)) {
      if (!lanes.has(lane)) continue;
      runs.push(await startRun(services, connectionId, lane, 'manual', { verify, dryRun }));
    }
    if (runs.some((run) => (verify && !run.verify) || dryRun !== run.dryRun)) {
      throw conflict('An import of another kind is in progress. Ask again when it has ended.');
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

/** What a dry run would do. */
export const getImportReport = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/imports/{runId}/report',
  operationId: 'getImportReport',
  summary: 'Read what a dry run would do',
  description: 'Records that nothing would happen to are not in it. Kept for 24 hours.',
  pathParams: runPath,
  query: z.strictObject({
    cursor: z
      .string()
      .regex(/^\d{6}-\d{6}$/, 'Not a cursor of this list.')
      .optional()
      .describe('Where to go on: the cursor of the page before.'),
    lang: z.enum(['de', 'en']).optional().describe("The connection's language if left out."),
  }),
  body: none,
  responses: { 200: { description: 'Up to 1,000 records.', schema: pageOf(reportRowView) } },
  problems: { 409: 'The import is no dry run.' },
  handle: async ({ params, query, services }) => {
    const connection = await pathConnection(services, params);
    const { cursor, lang = connection.settings.language } = query;
    const run = await pathRun(services, connection, params.runId);
    if (!run.dryRun) throw conflict('The import is no dry run, so there is no report of what it would do.');
    const page = await services.reports.list(connection.connectionId, run.runId, cursor);
    const items = page.items.map((row) => presentReportRow(row, lang));
    return { status: 200, body: { items, cursor: page.cursor } };
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
