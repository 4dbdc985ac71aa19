import pMap from 'p-map';
import type { Connection } from '../connections/connection.ts';
import type { EntityState } from '../imports/entity-state-store.ts';
import { sendStep, startRun } from '../imports/start-run.ts';
import { importedEntities } from '../connections/settings.ts';
import type { Entity } from '../messages/import-message.ts';
import { isStalled, runDue } from './due.ts';
import type { ScheduleServices } from './schedule-services.ts';

const PAGE = 100;
const PARALLEL_CONNECTIONS = 10;

/**
 * One round over all connections: starts reconciliations that are due, makes up for changes that named no record, and
 * sends runs on whose message was lost. One connection that fails delays no other.
 */
export async function tick(services: ScheduleServices): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await services.connections.list(PAGE, cursor);
    await pMap(
      page.items.filter(({ status }) => status === 'active'),
      async (connection) => {
        try {
          await tickConnection(services, connection);
        } catch (error) {
          const { connectionId } = connection;
          services.logger.error('scheduled work failed', {
            connectionId,
            error: error instanceof Error ? error : new Error('not an error'),
          });
          services.metrics.count('ScheduleFailed');
        }
      },
      { concurrency: PARALLEL_CONNECTIONS },
    );
    ({ cursor } = page);
  } while (cursor);
}

async function tickConnection(services: ScheduleServices, connection: Connection): Promise<void> {
  const { connectionId } = connection;
  const states = await services.entityStates.list(connectionId);
  for (const entity of importedEntities(connection.settings)) {
    const state = states.find((candidate) => candidate.entity === entity);
    const due = runDue(connectionId, state ?? unknownState(entity), services.now());
    if (due) await startRun(services, connectionId, entity, due);
    else if (state?.activeRunId !== undefined) await resume(services, connectionId, state.activeRunId);
  }
}

async function resume(services: ScheduleServices, connectionId: string, runId: string): Promise<void> {
  const run = await services.runs.get(connectionId, runId);
  if (run && isStalled(run, services.now())) await sendStep(services, connectionId, run);
}

function unknownState(entity: Entity): EntityState {
  return { entity, fence: 0, leaseUntil: 0 };
}
