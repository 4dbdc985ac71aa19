import type { NewActivity } from '../../activity/activity-store.ts';
import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import { PermitReservedError } from '../../budget/permit-reserved-error.ts';
import { suspendConnection } from '../../connections/suspend-connection.ts';
import { listLogins } from '../../easybill/index.ts';
import type { ImportMessage } from '../../messages/import-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../vendor-http/errors/index.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { LeaseLostError } from '../../mappings/mapping-store.ts';
import { rejected } from '../upsert/note-problem.ts';
import type { Wait } from './send-again.ts';
import type { Work } from './work.ts';

const FIRST_BACKOFF_SECONDS = 10;
const LONGEST_BACKOFF_SECONDS = 900;
const LEASE_LOST_WAIT_SECONDS = 5;
/** A single record that easybill keeps answering in an unexpected form is told, not asked for for ever. */
const UNREADABLE_TRIES = 5;

/** What becomes of work that failed: it waits, or it ends, leaving a problem for the user where there is one. */
export type FailureOutcome =
  { readonly wait: Wait } | { readonly wait?: never; readonly problem?: NewActivity };

/**
 * Decides by the kind of failure (design section 4, rule 9).
 *
 * @throws the failure itself when it is none of the four kinds: a bug, to be delivered again and end in the DLQ
 */
export async function handleFailure(
  work: Work,
  message: ImportMessage,
  failure: unknown,
): Promise<FailureOutcome> {
  if (failure instanceof BudgetExhaustedError) {
    const reservation = failure instanceof PermitReservedError ? failure.reservation : undefined;
    return { wait: { seconds: failure.waitSeconds, reservation } };
  }
  if (failure instanceof LeaseLostError) return { wait: { seconds: LEASE_LOST_WAIT_SECONDS } };
  if (failure instanceof RetryableError) return handleRetryable(work, message, failure);
  if (failure instanceof RecordRejectedError) return { problem: rejected(failure) };
  if (failure instanceof CredentialsRejectedError) return handleRejectedCredentials(work, failure);
  if (failure instanceof AccessDeniedError) return handleDenied(work, message, failure);
  throw failure;
}

function handleRetryable(
  { services, noteUnsureWrite }: Work,
  message: ImportMessage,
  { call, outcome, reason, retryAfterSeconds }: RetryableError,
): FailureOutcome {
  if (call.vendor === 'outsmart' && outcome === 'unknown') noteUnsureWrite();
  const failures = (message.failures ?? 0) + 1;
  if (reason === 'unreadable' && message.type === 'record' && failures > UNREADABLE_TRIES) {
    return { problem: { code: 'recordUnreadable', params: { fields: '' } } };
  }
  const doublings = Math.min(failures - 1, 10);
  const backoff = Math.min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** doublings);
  return { wait: { seconds: retryAfterSeconds ?? backoff * (0.5 + services.random() / 2), failures } };
}

/** Only credentials that are refused afresh let the connection rest. */
async function handleRejectedCredentials(
  { services, connection, lane }: Work,
  rejection: CredentialsRejectedError,
): Promise<FailureOutcome> {
  if ((await suspendConnection(services, connection, rejection)) === 'replaced')
    return { wait: { seconds: 1 } };
  await services.entityStates.markDirty(connection.connectionId, lane, services.now());
  return {};
}

/** If the key can still list logins, only this entity is closed to it; otherwise the connection is. */
async function handleDenied(
  work: Work,
  message: ImportMessage,
  denied: AccessDeniedError,
): Promise<FailureOutcome> {
  const { services, connection, lane, deadline } = work;
  const { connectionId } = connection;
  const gate = services.openGate(connection, {
    priority: 'interactive',
    reservation: message.reservation,
    deadline,
  });
  try {
    const { easybill } = openVendors(services, await services.credentials.get(connection), gate);
    await listLogins(easybill);
  } catch (error) {
    if (error instanceof AccessDeniedError) {
      return await handleRejectedCredentials(work, new CredentialsRejectedError(denied.call, 403));
    }
    return await handleFailure(work, message, error);
  } finally {
    await gate.close();
  }
  await services.entityStates.markDirty(connectionId, lane, services.now());
  if (await services.entityStates.setBlocked(connectionId, lane, services.now())) {
    await services.activity.add(connectionId, [
      {
        code: 'entityBlocked',
        entity: lane,
        params: { call: `${denied.call.vendor} ${denied.call.operation}` },
      },
    ]);
  }
  return {};
}
