import * as z from 'zod';
import { connectionSchema, labelSchema, type Connection } from '../../connections/connection.ts';
import { settingsSchema } from '../../connections/settings/settings.ts';
import { knownSettings } from '../../connections/settings/stored-settings.ts';
import { entitySchema } from '../../records/entity.ts';
import type { ManagementServices } from '../management-services.ts';
import { presentRun, runView } from './run-view.ts';

const { connectionId, status, plan } = connectionSchema.shape;
const label = labelSchema.optional();

/** A connection in a list. */
export const connectionSummary = z
  .object({ connectionId, label, status, plan, createdAt: z.iso.datetime() })
  .meta({ id: 'ConnectionSummary' });

const webhookView = z.object({
  registered: z.boolean().describe('Whether it was registered.'),
  healthy: z.boolean().optional().describe('Whether it was as it should be when it was looked at last.'),
  checkedAt: z.iso.datetime().optional().describe('When that was.'),
  lastDelivery: z
    .object({ date: z.string(), status: z.int() })
    .optional()
    .describe('The last delivery by then: Europe/Berlin time, and the status it was answered with.'),
});

/** A connection as the back office sees it; never a secret. */
export const connectionView = connectionSummary
  .extend({
    settings: settingsSchema,
    budget: z
      .object({
        callsPerMinute: z.int().positive().describe('What the easybill plan allows.'),
        permits: z
          .int()
          .describe('How many of them the connector uses at most now: its share, less after a refusal.'),
        used: z.int().describe('How many it used in the last minute or is about to use.'),
        pausedUntil: z.iso.datetime().optional().describe('No call before this, since easybill refused one.'),
      })
      .describe('Use of the easybill calls.'),
    webhook: webhookView.describe('Our webhook at easybill.'),
    cleanup: connectionSchema.shape.cleanup.describe(
      'What is still being removed: the webhook and the credentials, or everything that is known.',
    ),
    blockedEntities: z.array(entitySchema).describe('Records that easybill refuses to hand out.'),
    openFailures: z
      .int()
      .describe('How many records and work orders have an open problem: those that `problems` lists.'),
    lastRuns: z
      .partialRecord(entitySchema, runView)
      .describe('By entity: the import in progress, else the last one.'),
  })
  .meta({ id: 'Connection' });

/** Shows a connection in a list. */
export function summarise({
  connectionId,
  label,
  status,
  plan,
  createdAt,
}: Connection): z.output<typeof connectionSummary> {
  return { connectionId, label, status, plan, createdAt };
}

/** Shows a connection to the back office. */
export async function presentConnection(
  { entityStates, runs, failures, ledger, openProblems, budgetUse }: ManagementServices,
  connection: Connection,
): Promise<z.output<typeof connectionView>> {
  const { connectionId, settings, cleanup } = connection;
  const [states, records, workOrders, { pausedUntil, ...budget }] = await Promise.all([
    entityStates.list(connectionId),
    failures.count(connectionId),
    openProblems.count(ledger, connectionId),
    budgetUse(connection),
  ]);
  const lastRuns = await Promise.all(
    states.map(async ({ entity, activeRunId, lastRunId }) => {
      const runId = activeRunId ?? lastRunId;
      const run = runId === undefined ? undefined : await runs.get(connectionId, runId);
      return run && ([entity, presentRun(run, connection)] as const);
    }),
  );
  return {
    ...summarise(connection),
    settings: knownSettings(settings),
    budget: {
      ...budget,
      ...(pausedUntil !== undefined && { pausedUntil: new Date(pausedUntil).toISOString() }),
    },
    webhook: presentWebhook(connection),
    cleanup,
    blockedEntities: states
      .filter(({ blockedSince }) => blockedSince !== undefined)
      .map(({ entity }) => entity),
    openFailures: records + workOrders,
    lastRuns: Object.fromEntries(lastRuns.filter((run) => run !== undefined)),
  };
}

function presentWebhook({ webhook }: Connection): z.output<typeof webhookView> {
  if (!webhook) return { registered: false };
  const { wasHealthy: healthy, checkedAt, lastDelivery } = webhook;
  return { registered: true, healthy, checkedAt: new Date(checkedAt).toISOString(), lastDelivery };
}
