import type { ActivityCode } from '../../activity/activity-codes.ts';
import type { NewActivity } from '../../activity/activity-store.ts';
import { importsLane } from '../../connections/settings/settings.ts';
import type { RunMessage } from '../../messages/import-message.ts';
import { entitySchema, laneOf, PARENT_OF, type Entity, type Lane } from '../../records/entity.ts';
import { YIELD_SECONDS } from './yield-to-hints.ts';
import { withSession } from './open-session.ts';
import { noCounts, type RunCounts } from '../../records/counts.ts';
import type { Run } from '../stores/run.ts';
import { takeStep } from '../runs/run-step.ts';
import type { Step } from '../runs/step.ts';
import { sendAgain } from './send-again.ts';
import { handleFailure, type FailureOutcome } from './handle-failure.ts';
import type { Work } from './work.ts';

/** Short at first: most runs of parents are over soon. */
const PARENT_WAIT_SECONDS = 5;
const LONGEST_PARENT_WAIT_SECONDS = 60;

/**
 * Takes the next step of a run and sends the message of the one after it. The message is sent before the step is
 * stored: stopping in between repeats the step, and never ends the run. A message of a step that was taken is a
 * duplicate and ends here.
 */
export async function handleRun(work: Work, message: RunMessage): Promise<void> {
  const { runs } = work.services;
  const run = await runs.get(message.connectionId, message.runId);
  if (!run || message.seq < run.seq || isOver(run)) return;
  const { status, settings } = work.connection;
  if ((status !== 'active' && status !== 'connecting') || !importsLane(settings, work.lane)) {
    await end(work, { ...run, state: 'failed' });
    return;
  }

  const { step, outcome } = (await isParentUnderWay(work, run))
    ? { step: { run }, outcome: { wait: { seconds: parentWait(message) } } }
    : await tryStep(work, message, run);
  if (outcome?.wait) {
    const waiting = { ...message, seq: run.seq + 1 };
    const sent = await sendAgain(work.services, waiting, outcome.wait);
    if (sent) await store(work, { ...step.run, state: 'waiting' });
    else await end(work, { ...step.run, state: 'failed' });
  } else if (outcome) {
    if (outcome.problem) await logListRejected(work, run, outcome.problem);
    await end(work, { ...step.run, state: 'failed' });
  } else if (isOver(step.run) || step.run.state === 'braked') {
    await end(work, step.run);
  } else {
    const now = work.services.now();
    const { connectionId, entity, runId } = message;
    const isWanted = await work.services.entityStates.shouldYield(connectionId, work.lane, now);
    await work.services.send(
      { type: 'run', connectionId, entity, runId, seq: run.seq + 1, firstQueuedAt: now, hops: 0 },
      isWanted ? YIELD_SECONDS : 0,
    );
    await store(work, { ...step.run, state: 'running' });
  }
}

function parentWait({ hops }: RunMessage): number {
  return Math.min(LONGEST_PARENT_WAIT_SECONDS, PARENT_WAIT_SECONDS * (1 + hops));
}

async function tryStep(
  work: Work,
  message: RunMessage,
  run: Run,
): Promise<{ step: Step; outcome?: FailureOutcome }> {
  const purpose = { priority: 'bulk', reservation: message.reservation, runId: run.runId } as const;
  return withSession(work, purpose, async (session) => {
    const counted = (state: Run): Run => ({ ...state, calls: run.calls + session.calls() });
    try {
      const step = await takeStep(session, work.services.runs, run);
      const outcome = step.failure
        ? await handleFailure(work, message, step.failure)
        : step.waitSeconds !== undefined && { wait: { seconds: step.waitSeconds } };
      return { step: { run: counted(step.run) }, ...(outcome && { outcome }) };
    } catch (error) {
      const outcome = await handleFailure(work, message, error);
      return { step: { run: counted(run) }, outcome };
    }
  });
}

/** Records of the parent come first: a run does not begin beside the run of the parent, or before there was one. */
async function isParentUnderWay(
  { services, connection, lane }: Work,
  { phase, page, lastId, dryRun }: Run,
): Promise<boolean> {
  const parent = PARENT_OF[lane];
  const hasBegun = dryRun || phase !== 'pages' || page > 1 || lastId > 0;
  if (parent === undefined || hasBegun || !importsLane(connection.settings, parent)) return false;
  const states = await services.entityStates.list(connection.connectionId);
  const state = states.find(({ entity }) => entity === parent);
  return state?.activeRunId !== undefined || state?.lastRunId === undefined;
}

/** Stores a step under the number the next one has. */
async function store({ services, connection }: Work, run: Run): Promise<void> {
  const updatedAt = new Date(services.now()).toISOString();
  await services.runs.advance(connection.connectionId, { ...run, seq: run.seq + 1, updatedAt }, run.seq);
}

/** Logs how the run ended and lets the next one start. What is logged twice after a stop in between is still true. */
async function end(work: Work, run: Run): Promise<void> {
  const { services, connection, lane } = work;
  const { connectionId } = connection;
  const isComplete = run.state === 'complete';
  await services.activity.add(connectionId, endingsOf(run, lane));
  if (isComplete) await services.entityStates.setBlocked(connectionId, lane, undefined);
  // Records came and went while the list was read, and some may have slipped through: read it again soon.
  const mayLack = run.shifted && (run.order !== 'ascending' || run.counts.seen < (run.total ?? 0));
  if (!run.dryRun && (mayLack || run.isLeft)) {
    await services.entityStates.markDirty(connectionId, lane, services.now());
  }
  if (isComplete && run.isFirst && !run.dryRun) await markChildrenDirty(work);
  await services.entityStates.endRun(connectionId, lane, {
    runId: run.runId,
    completeAt: isComplete ? Date.parse(run.startedAt) : undefined,
    isUnordered: run.order !== 'ascending',
    isDryRun: run.dryRun,
  });
  const finishedAt = new Date(services.now()).toISOString();
  await store(work, run.state === 'braked' ? run : { ...run, finishedAt });
  services.metrics.count(isComplete ? 'RunComplete' : 'RunEndedEarly', lane);
}

/** How a run ended: with the counts of each entity it has met when it is complete, else with those of the whole. */
function endingsOf(run: Run, lane: Lane): NewActivity[] {
  const { state, dryRun, runId, candidates, known, countsByEntity } = run;
  const ending = (code: ActivityCode, entity: Entity, counts: RunCounts): NewActivity => ({
    code,
    entity,
    runId,
    params: { ...counts, candidates, known },
  });
  if (state !== 'complete') return [ending(state === 'braked' ? 'runBraked' : 'runFailed', lane, run.counts)];
  const code = dryRun ? 'dryRunCompleted' : 'runCompleted';
  const entities = entitySchema.options.filter((entity) => countsByEntity[entity]);
  if (entities.length === 0) return [ending(code, lane, run.counts)];
  return entities.map((entity) => ending(code, entity, countsByEntity[entity] ?? noCounts()));
}

/** Flags children that were imported while the parents could not be, so that a run reads them again. */
async function markChildrenDirty({ services, connection: { connectionId }, lane }: Work): Promise<void> {
  const states = await services.entityStates.list(connectionId);
  for (const { entity, lastRunId } of states) {
    const isChild = PARENT_OF[laneOf(entity)] === lane;
    if (isChild && lastRunId !== undefined) {
      await services.entityStates.markDirty(connectionId, entity, services.now());
    }
  }
}

async function logListRejected(
  { services, connection, lane }: Work,
  { runId }: Run,
  { params = {} }: NewActivity,
): Promise<void> {
  await services.activity.add(connection.connectionId, [
    { code: 'listRejected', entity: lane, runId, params },
  ]);
}

function isOver(run: Run): boolean {
  return run.state === 'complete' || run.state === 'failed';
}
