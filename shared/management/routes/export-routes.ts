import { ulid } from 'ulid';
import * as z from 'zod';
import { asProblem } from '../../lifecycle/as-problem.ts';
import type { Connection } from '../../connections/connection.ts';
import { getDocument } from '../../easybill/index.ts';
import { viewDocument } from '../../exports/vendors/connect-vendors.ts';
import { exportStateSchema } from '../../exports/ledger/ledger-entry.ts';
import { exportAgain, retryExport } from '../../exports/trigger/retry-export.ts';
import type { ExportDocument } from '../../exports/vendors/export-vendors.ts';
import { conflict, invalid, notFound } from '../../http/problem.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { dryRunView, exportView, presentDryRun, presentExport } from '../views/export-view.ts';
import { listQuery, pageOf } from '../list-cursor.ts';
import type { ManagementServices } from '../management-services.ts';
import { findOrders, pathOrder } from '../named-orders.ts';
import { connectionPath, pathConnection } from '../path-connection.ts';
import { defineRoute, none } from '../route.ts';

const CALL_TIMEOUT_MS = 10_000;

/** A row id or an order number, as OutSmart shows them. */
const orderName = z.string().trim().min(1).max(255);

const workOrderPath = {
  ...connectionPath,
  workOrderId: orderName.describe("The work order, by OutSmart's row id or its order number."),
};

/** What was asked for by name, as far as it was. */
const startedExports = z
  .object({
    dryRunId: z.string().optional().describe('To read what a dry run found.'),
    queued: z
      .array(z.object({ workOrderId: z.string(), orderNumber: z.string().optional() }))
      .optional()
      .describe(
        "Named work orders that are looked at now, by OutSmart's row id; the sync log says the rest.",
      ),
    unknown: z
      .array(z.string())
      .optional()
      .describe('Order numbers that no work order had when completed ones were looked for last.'),
  })
  .meta({ id: 'StartedExports' });

/** Looks for completed work orders now, or says what exporting them would do. */
export const startExports = defineRoute({
  method: 'POST',
  path: '/connections/{connectionId}/exports',
  operationId: 'startExports',
  summary: 'Export completed work orders now',
  description: 'A work order that has an invoice gets no second one.',
  pathParams: connectionPath,
  query: none,
  body: z.strictObject({
    workOrderIds: z
      .array(orderName)
      .min(1)
      .max(100)
      .optional()
      .describe(
        "Which work orders, by OutSmart's row id or their order number; all that are completed if left out.",
      ),
    dryRun: z
      .boolean()
      .default(false)
      .describe('Only show what the invoices would be; read them by the id in the answer, for 24 hours.'),
  }),
  responses: {
    202: {
      description: 'It is under way.',
      schema: startedExports,
    },
  },
  problems: {
    409: 'The connection is not active, or a value names several work orders.',
    422: 'Exports are switched off in the settings.',
  },
  handle: async ({ params, body: { workOrderIds: names, dryRun }, services }) => {
    const { connectionId, settings } = await activeConnection(services, params);
    const { sendTrigger, dryRuns, now } = services;
    if (!dryRun && !settings.exports.enabled) {
      throw invalid([{ field: 'exports.enabled', message: 'Exports are switched off in the settings.' }]);
    }
    const envelope = { connectionId, firstQueuedAt: now(), hops: 0 };
    const { workOrderIds, ...answer } = await resolve(services, connectionId, names);
    if (dryRun) {
      const dryRunId = ulid(now());
      const startedAt = new Date(now()).toISOString();
      await dryRuns.put(connectionId, { dryRunId, state: 'running', startedAt, previews: [], omitted: 0 });
      await sendTrigger({ type: 'dryRun', ...envelope, dryRunId, workOrderIds });
      return { status: 202, body: { dryRunId, ...answer } };
    }
    await sendTrigger(
      workOrderIds
        ? { type: 'orders', ...envelope, workOrderIds }
        : { type: 'poll', ...envelope, source: 'manual' },
    );
    return { status: 202, body: answer };
  },
});

/** What a dry run found. */
export const getDryRun = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/exports/dry-runs/{dryRunId}',
  operationId: 'getExportDryRun',
  summary: 'Read what a dry run of exports found',
  pathParams: { ...connectionPath, dryRunId: z.string().min(1).max(64).describe('Id of the dry run.') },
  query: none,
  body: none,
  responses: { 200: { description: 'The invoices as they would be.', schema: dryRunView } },
  handle: async ({ params, services }) => {
    const { connectionId, settings } = await pathConnection(services, params);
    const dryRun = await services.dryRuns.get(connectionId, params.dryRunId);
    if (!dryRun) throw notFound('There is no such dry run; they are kept for 24 hours.');
    return { status: 200, body: presentDryRun(dryRun, settings.language) };
  },
});

/** Work orders on their way to invoices. */
export const listExports = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/exports',
  operationId: 'listExports',
  summary: 'List exported work orders, the latest first',
  pathParams: connectionPath,
  query: z.strictObject({
    ...listQuery,
    cursor: z
      .string()
      .regex(/^\d{1,18}-\d{1,4}$/, 'Not a cursor of this list.')
      .optional()
      .describe('Where to go on: the cursor of the page before.'),
    state: exportStateSchema.optional().describe('Only those in this state.'),
  }),
  body: none,
  responses: { 200: { description: 'A page of work orders.', schema: pageOf(exportView) } },
  handle: async ({ params, query: { limit, cursor, state }, services }) => {
    const { connectionId, settings } = await pathConnection(services, params);
    const page = await services.ledger.list(connectionId, state, limit, cursor);
    const items = page.items.map((entry) => presentExport(entry, settings.language));
    return { status: 200, body: { items, cursor: page.cursor } };
  },
});

/** One work order on its way to an invoice. */
export const getExport = defineRoute({
  method: 'GET',
  path: '/connections/{connectionId}/exports/{workOrderId}',
  operationId: 'getExport',
  summary: 'Read how far the export of a work order is',
  pathParams: workOrderPath,
  query: none,
  body: none,
  responses: { 200: { description: 'The work order.', schema: exportView } },
  problems: { 409: 'The value is the row id of one work order and the number of another one.' },
  handle: async ({ params, services }) => {
    const { connectionId, settings } = await pathConnection(services, params);
    const workOrderId = await pathOrder(services, connectionId, params);
    const entry = await services.ledger.latest(connectionId, workOrderId);
    if (!entry) throw notFound('This work order was never exported.');
    return { status: 200, body: presentExport(entry, settings.language) };
  },
});

/** Takes up a work order that stopped, or exports it once more. */
export const retryExportRoute = defineRoute({
  method: 'POST',
  path: '/connections/{connectionId}/exports/{workOrderId}/retry',
  operationId: 'retryExport',
  summary: 'Try the export of a work order again',
  pathParams: workOrderPath,
  query: none,
  body: z.strictObject({
    again: z
      .boolean()
      .default(false)
      .describe('Make another invoice, after the earlier one was deleted or cancelled at easybill.'),
  }),
  responses: { 202: { description: 'It is under way.', schema: exportView } },
  problems: {
    409: 'The connection is not active, or the work order has an invoice.',
    422: 'Exports are switched off in the settings.',
    429: 'No easybill call is left for now. Send the request again after `Retry-After` seconds.',
    503: 'easybill does not answer.',
  },
  handle: async ({ params, body: { again }, services, deadline }) => {
    const connection = await activeConnection(services, params);
    const workOrderId = await pathOrder(services, connection.connectionId, params);
    const entry = again
      ? await exportAgain(services, connection, workOrderId, (documentId) =>
          readDocument(services, connection, documentId, deadline),
        )
      : await retryExport(services, connection, workOrderId);
    return { status: 202, body: presentExport(entry, connection.settings.language) };
  },
});

/** The work orders that a request names, and what is said of them; nothing where it names none. */
async function resolve(
  services: ManagementServices,
  connectionId: string,
  names: readonly string[] | undefined,
): Promise<z.output<typeof startedExports> & { readonly workOrderIds: string[] | undefined }> {
  if (!names) return { workOrderIds: undefined };
  const { found, unknown } = await findOrders(services, connectionId, names);
  if (found.length === 0) {
    throw notFound(`No work order of this number is known: ${unknown.join(', ')}. Use OutSmart's row id.`);
  }
  const queued = await Promise.all(
    found.map(async (workOrderId) => {
      const { orderNumber } = (await services.ledger.latest(connectionId, workOrderId)) ?? {};
      return { workOrderId, orderNumber };
    }),
  );
  return { workOrderIds: found, queued, unknown };
}

async function activeConnection(
  services: ManagementServices,
  params: { readonly connectionId: string },
): Promise<Connection> {
  const connection = await pathConnection(services, params);
  if (connection.status !== 'active') {
    throw conflict(`The connection is ${connection.status}. An export needs an active connection.`);
  }
  return connection;
}

async function readDocument(
  services: ManagementServices,
  connection: Connection,
  documentId: number,
  deadline: number,
): Promise<ExportDocument | undefined> {
  const gate = services.openGate(connection, { priority: 'interactive', reservation: undefined, deadline });
  try {
    const credentials = await services.credentials.get(connection);
    const { easybill } = openVendors(services, credentials, gate, CALL_TIMEOUT_MS);
    const document = await asProblem('easybill.apiKey', () => getDocument(easybill, documentId));
    return document && viewDocument(document);
  } finally {
    await gate.close();
  }
}
