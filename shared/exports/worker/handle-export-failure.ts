import { BudgetExhaustedError } from '../../budget/budget-exhausted-error.ts';
import { PermitReservedError } from '../../budget/permit-reserved-error.ts';
import type { Connection } from '../../connections/connection.ts';
import type { ExportMessage } from '../../messages/export-message.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
  RetryableError,
} from '../../vendor-http/errors/index.ts';
import type { ExportServices, OpenExport } from './export-services.ts';
import type { StoredProblem } from '../ledger/ledger-entry.ts';
import type { ExportWait } from './send-export-again.ts';

const FIRST_BACKOFF_SECONDS = 10;
const LONGEST_BACKOFF_SECONDS = 900;
/** What OutSmart keeps answering in an unexpected form is told, not asked for for ever. */
const UNREADABLE_TRIES = 5;

/** What becomes of a work order whose step failed: it waits, it ends with a problem, or it ends until it is asked for again. */
export interface ExportFailureOutcome {
  readonly wait?: ExportWait;
  readonly problem?: StoredProblem;
}

/**
 * Decides by the kind of failure (design section 4, rule 9).
 *
 * @throws the failure itself when it is none of the four kinds: a bug, to be delivered again and end in the DLQ
 */
export async function handleExportFailure(
  services: ExportServices,
  connection: Connection,
  opened: Pick<OpenExport, 'checkAccess'>,
  message: ExportMessage,
  failure: unknown,
): Promise<ExportFailureOutcome> {
  if (failure instanceof BudgetExhaustedError) {
    const reservation = failure instanceof PermitReservedError ? failure.reservation : undefined;
    return { wait: { seconds: failure.waitSeconds, reservation } };
  }
  if (failure instanceof RetryableError) return settleRetryable(services, message, failure);
  if (failure instanceof RecordRejectedError) {
    const { call, vendorCode, fields } = failure;
    const params = { call: call.operation, vendorCode, fields: fields.join(', ') };
    const code = call.vendor === 'outsmart' ? 'exportOrderRejected' : 'exportRejected';
    return { problem: { code, params } };
  }
  if (failure instanceof CredentialsRejectedError) {
    const outcome = await services.suspend(connection, failure);
    return outcome === 'replaced' ? { wait: { seconds: 1 } } : {};
  }
  if (failure instanceof AccessDeniedError) {
    return settleDenied(services, connection, opened, message, failure);
  }
  throw failure;
}

function settleRetryable(
  { random }: ExportServices,
  message: ExportMessage,
  { call, reason, retryAfterSeconds }: RetryableError,
): ExportFailureOutcome {
  const failures = (message.failures ?? 0) + 1;
  if (call.vendor === 'outsmart' && reason === 'unreadable' && failures > UNREADABLE_TRIES) {
    return { problem: { code: 'exportOrderUnreadable', params: {} } };
  }
  const doublings = Math.min(failures - 1, 10);
  const backoff = Math.min(LONGEST_BACKOFF_SECONDS, FIRST_BACKOFF_SECONDS * 2 ** doublings);
  return { wait: { seconds: retryAfterSeconds ?? backoff * (0.5 + random() / 2), failures } };
}

/** If the key can still list logins, only writing invoices is closed to it; otherwise the connection is. */
async function settleDenied(
  services: ExportServices,
  connection: Connection,
  opened: Pick<OpenExport, 'checkAccess'>,
  message: ExportMessage,
  denied: AccessDeniedError,
): Promise<ExportFailureOutcome> {
  try {
    await opened.checkAccess();
  } catch (error) {
    const isClosed = error instanceof AccessDeniedError;
    const failure = isClosed ? new CredentialsRejectedError(denied.call, 403) : error;
    return handleExportFailure(services, connection, opened, message, failure);
  }
  return { problem: { code: 'exportDenied', params: { call: denied.call.operation } } };
}
