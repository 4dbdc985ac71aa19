import { sweepExports, type SweepServices } from '../exports/trigger/sweep-exports.ts';
import { startRun, type RunStarter } from '../imports/runs/start-run.ts';
import type { Entity } from '../records/entity.ts';
import type { Connection } from '../connections/connection.ts';
import { importedEntities } from '../connections/settings/settings.ts';

/** What beginning to work, or going on with it, takes. */
export type WorkStarter = RunStarter & SweepServices;

/**
 * Begins to work after connecting: imports every kind of record that is switched on, and looks for completed work orders.
 * Those that were on their way to an invoice when the same accounts were disconnected go on.
 */
export async function startWork(services: WorkStarter, connection: Connection): Promise<void> {
  const { connectionId, settings } = connection;
  for (const entity of importedEntities(settings)) await startRun(services, connectionId, entity, 'connect');
  await sweepExports(services, connection);
}

/**
 * Goes on after a pause or a suspension: imports every kind of record that changed meanwhile, and sends on the work
 * orders that were completed or were on their way to an invoice.
 */
export async function resumeWork(services: WorkStarter, connection: Connection): Promise<void> {
  const { connectionId, settings } = connection;
  const imported: readonly Entity[] = importedEntities(settings);
  for (const { entity, dirtySince } of await services.entityStates.list(connectionId)) {
    if (dirtySince !== undefined && imported.includes(entity)) {
      await startRun(services, connectionId, entity, 'change');
    }
  }
  await sweepExports(services, connection);
}
