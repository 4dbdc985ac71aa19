import { startRun, type RunStarter } from '../imports/start-run.ts';
import type { Entity } from '../messages/import-message.ts';
import type { RunTrigger } from '../imports/run.ts';
import type { Connection } from './connection.ts';
import { importedEntities } from './settings.ts';

/** Starts an import of every kind of record that is switched on. */
export async function startImports(
  starter: RunStarter,
  { connectionId, settings }: Connection,
  trigger: RunTrigger,
): Promise<void> {
  for (const entity of importedEntities(settings)) await startRun(starter, connectionId, entity, trigger);
}

/** Starts an import of every kind of record that changed while the connection rested. */
export async function startFlaggedImports(
  starter: RunStarter,
  { connectionId, settings }: Connection,
): Promise<void> {
  const imported: readonly Entity[] = importedEntities(settings);
  for (const { entity, dirtySince } of await starter.entityStates.list(connectionId)) {
    if (dirtySince !== undefined && imported.includes(entity)) {
      await startRun(starter, connectionId, entity, 'change');
    }
  }
}
