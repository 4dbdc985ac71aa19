import type { ExportMessage } from '../../messages/export-message.ts';
import { handleFailure, type FailureOutcome } from '../../messages/handle-failure.ts';
import type { Wait } from '../../messages/send-delayed.ts';
import { isStopped, type Finding } from '../ledger/ledger-entry.ts';
import { isSame, stopWith } from '../steps/advance.ts';
import type { ExportWork } from '../steps/export-work.ts';
import { refusal } from '../ledger/refusal.ts';
import type { ExportServices, OpenExport } from './export-services.ts';

const FIRST_BACKOFF_SECONDS = 10;
/** After so many answers in an unexpected form OutSmart is not asked again, and the problem is logged. */
const UNREADABLE_TRIES = 5;

/**
 * Decides by the kind of failure what becomes of a work order whose step failed, see {@link handleFailure}: it waits, it
 * stops with a problem, or it waits with its suspended connection.
 *
 * @returns how long it waits
 * @throws the failure itself when it is a bug
 */
export async function handleExportFailure(
  { random, suspend }: ExportServices,
  work: ExportWork,
  { checkAccess }: Pick<OpenExport, 'checkAccess'>,
  message: ExportMessage,
  failure: unknown,
): Promise<Wait | undefined> {
  const outcome = await handleFailure(failure, message.failures, {
    firstBackoffSeconds: FIRST_BACKOFF_SECONDS,
    random,
    isHopeless: ({ call, reason }, failures) =>
      call.vendor === 'outsmart' && reason === 'unreadable' && failures > UNREADABLE_TRIES,
    suspend: (rejection) => suspend(work.connection, rejection),
    checkAccess,
  });
  if (outcome.then === 'wait') return outcome.wait;
  const problem = problemOf(outcome);
  const { entry } = work.kept;
  if (!problem || !entry) return undefined;
  // A standing problem that is met again at each look is not stored again: the history would grow for ever.
  const stands = isStopped(entry) && isSame(entry.problem, problem);
  if (!stands) await stopWith(work, entry, 'failed', problem);
  return undefined;
}

function problemOf(outcome: Exclude<FailureOutcome, { then: 'wait' }>): Finding | undefined {
  switch (outcome.then) {
    case 'refused': {
      const isOrder = outcome.failure.call.vendor === 'outsmart';
      return refusal(isOrder ? 'exportOrderRejected' : 'exportRejected', outcome.failure);
    }
    case 'givenUp':
      return { code: 'exportOrderUnreadable', params: {} };
    case 'denied':
      return { code: 'exportDenied', params: { call: outcome.failure.call.operation } };
    case 'suspended':
      return undefined;
  }
}
