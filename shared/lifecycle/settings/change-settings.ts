import { sweepExports, type SweepServices } from '../../exports/trigger/sweep-exports.ts';
import { conflict, notFound } from '../../http/problem.ts';
import { withIgnoreBefore } from '../../connections/ignore-before.ts';
import type { ImportControl } from '../../imports/worker/import-services.ts';
import { startRun } from '../../imports/runs/start-run.ts';
import type { Entity } from '../../records/entity.ts';
import type { Connection } from '../../connections/connection.ts';
import { changedKeys, changesToLog, effectsOf } from './settings-effects.ts';
import { patchSettings, type SettingsPatch } from './settings-patch.ts';
import { applyPlan } from '../apply-plan.ts';

const ATTEMPTS = 5;

/** What changing settings takes. */
export type SettingsServices = ImportControl & SweepServices;

/**
 * Changes the settings of a connection and sees to what that affects. Changes that come at the same time are made one
 * after the other, and none is lost. A connection that is not active keeps a flag for each entity to be imported again.
 *
 * @throws ProblemError 422 when the settings would not fit together, 409 when others keep changing them
 */
export async function changeSettings(
  services: SettingsServices,
  connection: Connection,
  patch: SettingsPatch,
): Promise<Connection> {
  const { connectionId } = connection;
  let current: Connection | undefined = connection;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const settings = withIgnoreBefore(patchSettings(current.settings, patch), current.createdAt);
    const changed: Connection = { ...current, settings };
    const { startRuns, exportsChanged, planChanged } = effectsOf(current.settings, changed.settings);
    const keys = changedKeys(current.settings, changed.settings);
    // Flagged first: if this ends half-way, the scheduler starts what is missing.
    for (const entity of startRuns) {
      await services.entityStates.markDirty(connectionId, entity, services.now());
    }
    if (keys.length === 0 || (await services.connections.replaceSettings(current, changed.settings))) {
      // Asked for again, it is passed on again: the request before may have ended half-way.
      if (planChanged || 'budgetShare' in patch) await applyPlan(services, changed);
      if (keys.length > 0) {
        const params = changesToLog(current.settings, changed.settings);
        await services.activity.add(connectionId, [{ code: 'settingsChanged', params }]);
      }
      if (changed.status === 'active') {
        await startNewRuns(services, connectionId, startRuns);
        if (exportsChanged) await sweepExports(services, changed);
      }
      return changed;
    }
    current = await services.connections.get(connectionId);
    if (!current) throw notFound('There is no such connection any more.');
  }
  throw conflict('Others are changing the settings at the same time. Read them and try again.');
}

async function startNewRuns(
  services: SettingsServices,
  connectionId: string,
  entities: readonly Entity[],
): Promise<void> {
  const storedAt = new Date(services.now()).toISOString();
  for (const entity of entities) {
    const { startedAt } = await startRun(services, connectionId, entity, 'change');
    // It may have read a part under the old settings, and its start took the flag away.
    if (startedAt < storedAt) await services.entityStates.markDirty(connectionId, entity, services.now());
  }
}
