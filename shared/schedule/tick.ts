import pMap from 'p-map';
import { isMaintenanceDue, type CurrentWebhook } from '../lifecycle/maintenance/maintenance-due.ts';
import type { Connection } from '../connections/connection.ts';
import { slotAt, SLOTS } from '../connections/slot.ts';
import { importedEntities } from '../connections/settings/settings.ts';
import { sweepExports } from '../exports/trigger/sweep-exports.ts';
import type { EntityState } from '../imports/stores/entity-state-store.ts';
import { sendStep, startRun } from '../imports/runs/start-run.ts';
import type { Entity } from '../records/entity.ts';
import { isStalled, runDue } from './due.ts';
import type { ScheduleServices } from './schedule-services.ts';

const PAGE = 100;
const PARALLEL_CONNECTIONS = 10;

/**
 * Starts what is due for the connections whose slot it is, a fifteenth of all: reconciliations, runs for changes that
 * named no record, runs and exports whose message was lost, polls of completed work orders, and maintenance. It calls
 * no vendor, and what fails for one connection delays nothing else.
 *
 * @param minutes how many slots, this one and those before it
 */
export async function tick(services: ScheduleServices, minutes: number): Promise<void> {
  const { kid } = await services.signingKeys.signing();
  const current = { kid, publicBaseUrl: services.publicBaseUrl };
  const latest = slotAt(services.now());
  for (let back = minutes - 1; back >= 0; back -= 1) {
    await workOnSlot(services, (latest - back + SLOTS) % SLOTS, current);
  }
}

async function workOnSlot(services: ScheduleServices, slot: number, current: CurrentWebhook): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await services.connections.listSlot(slot, PAGE, cursor);
    for (const connectionId of page.unreadable) logFailure(services, connectionId, 'unreadable');
    await pMap(page.items, (connection) => lookAfter(services, connection, current), {
      concurrency: PARALLEL_CONNECTIONS,
    });
    ({ cursor } = page);
  } while (cursor);
}

async function lookAfter(
  services: ScheduleServices,
  connection: Connection,
  current: CurrentWebhook,
): Promise<void> {
  const { connectionId, status } = connection;
  const duties = [
    () => askForMaintenance(services, connection, current),
    ...(status === 'active'
      ? [() => startWhatIsDue(services, connection), () => sweepExports(services, connection)]
      : []),
  ];
  for (const duty of duties) {
    try {
      await duty();
    } catch (error) {
      logFailure(services, connectionId, error instanceof Error ? error : 'not an error');
    }
  }
}

async function askForMaintenance(
  { sendMaintenance, now }: ScheduleServices,
  connection: Connection,
  current: CurrentWebhook,
): Promise<void> {
  if (!isMaintenanceDue(connection, current, now())) return;
  await sendMaintenance({ type: 'maintenance', connectionId: connection.connectionId, failures: 0 });
}

function logFailure(
  { logger, metrics }: ScheduleServices,
  connectionId: string,
  error: Error | string,
): void {
  logger.error('scheduled work failed', { connectionId, error });
  metrics.count('ScheduleFailed');
}

async function startWhatIsDue(services: ScheduleServices, connection: Connection): Promise<void> {
  const { connectionId, settings } = connection;
  const states = await services.entityStates.list(connectionId);
  for (const entity of importedEntities(settings)) {
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
