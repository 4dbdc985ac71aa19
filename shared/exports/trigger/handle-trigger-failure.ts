import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import type { Connection } from '../../connections/connection.ts';
import type { PollMessage, TriggerMessage } from '../../messages/export-message.ts';
import { handleFailure, type FailureOutcome } from '../../messages/handle-failure.ts';
import { delayed } from '../../messages/send-delayed.ts';
import type { CredentialsRejectedError } from '../../vendor-http/errors/index.ts';
import type { Finding } from '../ledger/ledger-entry.ts';
import { refusal } from '../ledger/refusal.ts';
import { endDryRun } from './preview-invoices.ts';
import type { TriggerServices } from './trigger-services.ts';

const FIRST_BACKOFF_SECONDS = 60;
/** After so many failures of OutSmart the next poll of the scheduler finds what there is. */
const TRIES = 5;
/** Nobody looks at a dry run that takes longer for want of easybill calls. */
const LONGEST_WAIT_MS = 2 * 3_600_000;
/** A problem of polls that comes and goes is logged so often at most. */
const TOLD_AGAIN_AFTER_MS = 24 * 3_600_000;

/**
 * Decides by the kind of failure what becomes of a hint whose work failed, see {@link handleFailure}. A poll that failed
 * for good is logged, and the next one finds what it missed; nobody repeats a dry run.
 *
 * @throws the failure itself when it is a bug
 */
export async function handleTriggerFailure(
  services: TriggerServices,
  connection: Connection,
  message: TriggerMessage,
  failure: unknown,
): Promise<void> {
  const { random, suspend, sendTrigger, now } = services;
  const end = async (): Promise<void> => {
    if (message.type === 'dryRun') await endDryRun(services, message, 'failed', []);
  };
  const waitedMs = now() - message.firstQueuedAt;
  if (failure instanceof BudgetExhaustedError && waitedMs >= LONGEST_WAIT_MS) return end();

  const policy = {
    firstBackoffSeconds: FIRST_BACKOFF_SECONDS,
    random,
    isHopeless: (_: unknown, failures: number) => failures >= TRIES,
    suspend: (rejection: CredentialsRejectedError) => suspend(connection, rejection),
  };
  const outcome = await handleFailure(failure, message.failures, policy).catch(async (bug: unknown) => {
    await end();
    throw bug;
  });
  if (outcome.then === 'wait') {
    await sendTrigger(delayed(message, outcome.wait), outcome.wait.seconds);
    return;
  }
  await end();
  const problem = problemOf(outcome);
  if (problem && message.type === 'poll') await logOnce(services, message, problem);
}

/** What keeps a hint from being followed; undefined where the connection says it. */
function problemOf(outcome: Exclude<FailureOutcome, { then: 'wait' }>): Finding | undefined {
  switch (outcome.then) {
    case 'refused':
      return refusal('exportPollRejected', outcome.failure);
    case 'denied':
      return refusal('exportPollRejected', { call: outcome.failure.call, vendorCode: 403, fields: [] });
    case 'givenUp': {
      const { call, reason } = outcome.failure;
      const code = reason === 'unreadable' ? 'exportPollUnreadable' : 'exportPollUnanswered';
      return { code, params: { call: call.operation } };
    }
    case 'suspended':
      return undefined;
  }
}

/**
 * Logs a problem of polls: always if somebody asked for the poll by hand, else once while it lasts, and once a day if it
 * comes and goes.
 */
async function logOnce(
  { polls, activity, now }: TriggerServices,
  { connectionId, source }: PollMessage,
  { code, params }: Finding,
): Promise<void> {
  const name = [code, ...Object.values(params)].join(':');
  const { readAt } = await polls.get(connectionId);
  const toldAt = await polls.loggedAt(connectionId, name);
  const isNews =
    toldAt === undefined || (toldAt < readAt && now() - toldAt >= TOLD_AGAIN_AFTER_MS) || source === 'manual';
  if (!isNews) return;
  await activity.add(connectionId, [{ code, params }]);
  await polls.noteLogged(connectionId, name, now());
}
