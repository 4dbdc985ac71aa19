import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import type { Connection } from '../../connections/connection.ts';
import type { PollMessage, TriggerMessage } from '../../messages/export-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../vendor-http/errors/index.ts';
import type { Finding } from '../ledger/ledger-entry.ts';
import { endDryRun } from './preview-invoices.ts';
import type { TriggerServices } from './trigger-services.ts';

const FIRST_BACKOFF_SECONDS = 30;
/** After so many failures of OutSmart the next poll of the scheduler finds what there is. */
const TRIES = 5;
/** Nobody looks at a dry run that takes longer for want of easybill calls. */
const LONGEST_WAIT_MS = 2 * 3_600_000;
/** A problem of polls that comes and goes is told so often at most. */
const TOLD_AGAIN_AFTER_MS = 24 * 3_600_000;

/**
 * Decides what becomes of a hint whose work failed, by the kind of failure (design section 4, rule 9). A poll that failed
 * for good is told to the user, and made up for by the next one; nobody repeats a dry run.
 *
 * @throws the failure itself when it is none of the four kinds: a bug, to be delivered again and end in the DLQ
 */
export async function handleTriggerFailure(
  services: TriggerServices,
  connection: Connection,
  message: TriggerMessage,
  failure: unknown,
): Promise<void> {
  const { random, suspend, sendTrigger, now } = services;
  if (failure instanceof CredentialsRejectedError) {
    if ((await suspend(connection, failure)) === 'replaced') await sendTrigger(message, 1);
    else if (message.type === 'dryRun') await endDryRun(services, message, 'failed', []);
    return;
  }
  const mayWait = now() - message.firstQueuedAt < LONGEST_WAIT_MS;
  if (failure instanceof BudgetExhaustedError && mayWait) {
    await sendTrigger({ ...message, hops: message.hops + 1 }, failure.waitSeconds);
    return;
  }
  const failures = (message.failures ?? 0) + 1;
  if (failure instanceof RetryableError && failures < TRIES) {
    const backoff = FIRST_BACKOFF_SECONDS * 2 ** failures * (0.5 + random() / 2);
    await sendTrigger({ ...message, failures }, failure.retryAfterSeconds ?? backoff);
    return;
  }
  if (message.type === 'dryRun') await endDryRun(services, message, 'failed', []);
  const problem = problemOf(failure);
  if (problem && message.type === 'poll') await logOnce(services, message, problem);
  const isOver = problem !== undefined || failure instanceof BudgetExhaustedError;
  if (!isOver) throw failure;
}

/** What keeps a hint from being followed; undefined for a bug, and for what is no vendor's refusal. */
function problemOf(failure: unknown): Finding | undefined {
  if (failure instanceof RecordRejectedError) {
    const { call, vendorCode, fields } = failure;
    const params = { call: call.operation, vendorCode, fields: fields.join(', ') };
    return { code: 'exportPollRejected', params };
  }
  if (failure instanceof AccessDeniedError) {
    const params = { call: failure.call.operation, vendorCode: 403, fields: '' };
    return { code: 'exportPollRejected', params };
  }
  if (failure instanceof RetryableError) {
    const { call, reason } = failure;
    const code = reason === 'unreadable' ? 'exportPollUnreadable' : 'exportPollUnanswered';
    return { code, params: { call: call.operation } };
  }
  return undefined;
}

/**
 * Tells a problem of polls: to whoever asked for one by hand always, else once while it lasts, and once a day if it
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
