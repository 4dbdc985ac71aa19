import { ulid } from 'ulid';
import type { ActivityStore } from '../activity/activity-store.ts';
import type { Entity } from '../messages/import-message.ts';
import type { SendImport } from '../messages/import-queues.ts';
import type { EntityStateStore } from './entity-state-store.ts';
import type { Run, RunTrigger } from './run.ts';
import { newRun, type RunStore } from './run-store.ts';

/** What starting a run takes. */
export interface RunStarter {
  readonly runs: RunStore;
  readonly entityStates: EntityStateStore;
  readonly activity: ActivityStore;
  readonly send: SendImport;
  readonly now: () => number;
}

/**
 * Starts a full import of an entity, or returns the one in progress: there is never a second beside it. If the
 * function ends before the first message is sent, the scheduler finds the run standing still and sends it.
 */
export async function startRun(
  starter: RunStarter,
  connectionId: string,
  entity: Entity,
  trigger: RunTrigger,
): Promise<Run> {
  const { runs, activity, now } = starter;
  const run = newRun(ulid(now()), entity, trigger, now());
  if (!(await runs.start(connectionId, run))) {
    const active = await activeRun(starter, connectionId, entity);
    // It ended in between: then this one can start.
    return active ?? startRun(starter, connectionId, entity, trigger);
  }
  await sendStep(starter, connectionId, run);
  await activity.add(connectionId, [{ code: 'runStarted', entity, runId: run.runId, params: { trigger } }]);
  return run;
}

/** Sends the message of a run's next step. Sending it twice is harmless: one of them finds the step taken. */
export async function sendStep(
  { send, now }: Pick<RunStarter, 'send' | 'now'>,
  connectionId: string,
  { entity, runId, seq }: Run,
): Promise<void> {
  await send({ type: 'run', connectionId, entity, runId, seq, firstQueuedAt: now(), hops: 0 });
}

async function activeRun(
  { entityStates, runs }: RunStarter,
  connectionId: string,
  entity: Entity,
): Promise<Run | undefined> {
  const states = await entityStates.list(connectionId);
  const runId = states.find((state) => state.entity === entity)?.activeRunId;
  return runId === undefined ? undefined : runs.get(connectionId, runId);
}
