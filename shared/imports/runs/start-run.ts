import { ulid } from 'ulid';
import type { ActivityStore } from '../../activity/activity-store.ts';
import { laneOf, type Entity } from '../../records/entity.ts';
import type { SendImport } from '../../messages/import-queues.ts';
import type { EntityStateStore } from '../stores/entity-state-store.ts';
import type { Run, RunTrigger } from '../stores/run.ts';
import { newRun, type RunStore } from '../stores/run-store.ts';

/** What starting a run takes. */
export interface RunStarter {
  readonly runs: RunStore;
  readonly entityStates: EntityStateStore;
  readonly activity: ActivityStore;
  readonly send: SendImport;
  readonly now: () => number;
}

/** How a run differs from a plain one. */
export interface RunOptions {
  /** Write again what was changed at OutSmart. */
  readonly verify?: boolean;
  /** Only report what would be done. */
  readonly dryRun?: boolean;
}

/**
 * Starts a full import of an entity, or for hour types of all positions, or returns the one in progress: there is never a second beside it. If the
 * function ends before the first message is sent, the scheduler finds the run standing still and sends it.
 */
export async function startRun(
  starter: RunStarter,
  connectionId: string,
  entity: Entity,
  trigger: RunTrigger,
  { verify = false, dryRun = false }: RunOptions = {},
): Promise<Run> {
  const { runs, activity, entityStates, now } = starter;
  const lane = laneOf(entity);
  const state = (await entityStates.list(connectionId)).find((candidate) => candidate.entity === lane);
  const active =
    state?.activeRunId === undefined ? undefined : await runs.get(connectionId, state.activeRunId);
  if (active) return active;
  // The run was forgotten after 90 days without an end.
  if (state?.activeRunId !== undefined) {
    const lost = { runId: state.activeRunId, completeAt: undefined, isUnordered: false };
    await entityStates.endRun(connectionId, lane, lost);
  }
  const run = newRun(ulid(now()), lane, trigger, now(), {
    verify,
    dryRun,
    ordered: state?.unorderedList === undefined,
    isFirst: state?.lastCompleteAt === undefined,
  });
  // Another start or the end of a run came in between: look again.
  if (!(await runs.start(connectionId, run)))
    return startRun(starter, connectionId, lane, trigger, { verify, dryRun });
  await sendStep(starter, connectionId, run);
  await activity.add(connectionId, [
    { code: 'runStarted', entity: lane, runId: run.runId, params: { trigger } },
  ]);
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
