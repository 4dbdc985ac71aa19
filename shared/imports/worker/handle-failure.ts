import type { NewActivity } from '../../activity/activity-store.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { suspendConnection } from '../../connections/suspend-connection.ts';
import { listLogins } from '../../easybill/index.ts';
import { LeaseLostError } from '../../mappings/mapping-store.ts';
import { handleFailure as decide, type FailurePolicy } from '../../messages/handle-failure.ts';
import type { ImportMessage } from '../../messages/import-message.ts';
import type { Wait } from '../../messages/send-delayed.ts';
import { RetryableError, type VendorCall } from '../../vendor-http/errors/index.ts';
import { rejected } from '../upsert/note-problem.ts';
import type { Work } from './work.ts';

const FIRST_BACKOFF_SECONDS = 10;
const LEASE_LOST_WAIT_SECONDS = 5;
/** After so many answers in an unexpected form a single record is not asked for again, and the problem is logged. */
const UNREADABLE_TRIES = 5;

/** What becomes of work that failed: it waits, or it ends, leaving a problem for the user where there is one. */
export type FailureOutcome =
  { readonly wait: Wait } | { readonly wait?: never; readonly problem?: NewActivity };

/**
 * Decides by the kind of failure, see {@link decide}. Work that ends without a problem is done by the next
 * reconciliation.
 *
 * @throws the failure itself when it is a bug
 */
export async function handleFailure(
  work: Work,
  message: ImportMessage,
  failure: unknown,
): Promise<FailureOutcome> {
  const { services, connection, lane } = work;
  if (failure instanceof LeaseLostError) return { wait: { seconds: LEASE_LOST_WAIT_SECONDS } };
  const isUnsure = failure instanceof RetryableError && failure.outcome === 'unknown';
  if (isUnsure && failure.call.vendor === 'outsmart') work.noteUnsureWrite();

  const outcome = await decide(failure, message.failures, policyOf(work, message));
  switch (outcome.then) {
    case 'wait':
      return { wait: outcome.wait };
    case 'refused':
      return { problem: rejected(outcome.failure) };
    case 'givenUp':
      return { problem: { code: 'recordUnreadable', params: { fields: '' } } };
    case 'denied':
    case 'suspended':
      await services.entityStates.markDirty(connection.connectionId, lane, services.now());
      if (outcome.then === 'denied') await block(work, outcome.failure.call);
      return {};
  }
}

function policyOf({ services, connection, deadline }: Work, message: ImportMessage): FailurePolicy {
  return {
    firstBackoffSeconds: FIRST_BACKOFF_SECONDS,
    random: services.random,
    isHopeless: ({ reason }, failures) =>
      reason === 'unreadable' && message.type === 'record' && failures > UNREADABLE_TRIES,
    suspend: (rejection) => suspendConnection(services, connection, rejection),
    checkAccess: async () => {
      const { reservation } = message;
      const gate = services.openGate(connection, { priority: 'interactive', reservation, deadline });
      try {
        const { easybill } = openVendors(services, await services.credentials.get(connection), gate);
        await listLogins(easybill);
      } finally {
        await gate.close();
      }
    },
  };
}

/** Only this entity is closed to the key. */
async function block({ services, connection, lane }: Work, { vendor, operation }: VendorCall): Promise<void> {
  const { connectionId } = connection;
  if (!(await services.entityStates.setBlocked(connectionId, lane, services.now()))) return;
  await services.activity.add(connectionId, [
    { code: 'entityBlocked', entity: lane, params: { call: `${vendor} ${operation}` } },
  ]);
}
