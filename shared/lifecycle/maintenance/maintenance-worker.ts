import { waitAfter } from '../../messages/handle-failure.ts';
import { maintenanceMessageSchema, type MaintenanceMessage } from '../../messages/maintenance-message.ts';
import type { QueueWorker } from '../../messages/process-batch.ts';
import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
} from '../../vendor-http/errors/index.ts';
import { maintain } from './maintain.ts';
import { isMaintenanceDue } from './maintenance-due.ts';
import type { MaintenanceServices } from './maintenance-services.ts';
import { ConnectionBusyError } from '../../connections/connection-lock.ts';
import type { Connection } from '../../connections/connection.ts';
import { suspendConnection } from '../../connections/suspend-connection.ts';
import { undoConnecting } from '../undo-connecting.ts';
import { WorkerBusyError } from './worker-busy-error.ts';

const LOCK_MARGIN_MS = 10_000;
const BUSY_SECONDS = 20;
const FIRST_BACKOFF_SECONDS = 15;
/** After so many failures of a vendor the scheduler asks again, at the connection's next reservation. */
const TRIES = 5;

/**
 * The worker of maintenance. A vendor that fails or a budget that is used up is no failure: the connection is maintained
 * later.
 */
export function maintenanceWorker(services: MaintenanceServices): QueueWorker<MaintenanceMessage> {
  return {
    schema: maintenanceMessageSchema,
    logger: services.logger,
    // One of several messages for a connection does what they all ask for.
    work: async ({ messages: [first], deadline }) => {
      if (first) await maintainConnection(services, first.message, deadline);
    },
  };
}

/**
 * Does what the status of a connection asks for, under its lock.
 *
 * @param deadline when the function ends, epoch milliseconds
 */
async function maintainConnection(
  services: MaintenanceServices,
  message: MaintenanceMessage,
  deadline: number,
): Promise<void> {
  const { connections, lock, openGate } = services;
  const known = await connections.get(message.connectionId);
  if (!known) return;
  try {
    await lock.hold(known.outsmartAccount, deadline + LOCK_MARGIN_MS, async () => {
      const connection = await connections.get(message.connectionId);
      if (!connection || !(await isDue(services, connection))) return;
      const gate = openGate(connection, {
        priority: 'interactive',
        reservation: message.reservation,
        deadline,
      });
      try {
        await maintain(services, connection, gate);
      } catch (error) {
        if (!(await handleRefusal(services, connection, error))) throw error;
      } finally {
        await gate.close();
      }
      // Not before the gate is closed: it stores what became of its permits.
      if (connection.cleanup === 'purge') await services.forget(connection);
    });
  } catch (error) {
    await sendLater(services, message, error);
  }
}

async function isDue(services: MaintenanceServices, connection: Connection): Promise<boolean> {
  const { signingKeys, publicBaseUrl, now } = services;
  const { kid } = await signingKeys.signing();
  return isMaintenanceDue(connection, { kid, publicBaseUrl }, now());
}

/**
 * Credentials that are refused: an attempt to connect with them is over, a connection that works with them is
 * suspended. Asking whether they are accepted has no record that could be rejected, so that is a refusal too.
 */
async function handleRefusal(
  services: MaintenanceServices,
  connection: Connection,
  error: unknown,
): Promise<boolean> {
  const { status } = connection;
  const isAsking = status === 'connecting' || status === 'reconnect';
  const refusal = refusalIn(error, isAsking);
  if (!refusal) return false;
  if (status === 'connecting') await undoConnecting(services, connection);
  else await suspendConnection(services, connection, refusal);
  return true;
}

function refusalIn(error: unknown, isAsking: boolean): CredentialsRejectedError | undefined {
  if (error instanceof CredentialsRejectedError) return error;
  if (error instanceof AccessDeniedError) return new CredentialsRejectedError(error.call, 403);
  const isRefusal = isAsking && error instanceof RecordRejectedError;
  return isRefusal ? new CredentialsRejectedError(error.call, error.vendorCode) : undefined;
}

/** @throws the error itself when it is a bug */
async function sendLater(
  { sendMaintenance, random }: MaintenanceServices,
  message: MaintenanceMessage,
  error: unknown,
): Promise<void> {
  if (error instanceof ConnectionBusyError || error instanceof WorkerBusyError) {
    const known = error instanceof WorkerBusyError ? error.waitSeconds : undefined;
    await sendMaintenance(message, known ?? BUSY_SECONDS * (0.5 + random()));
    return;
  }
  const outcome = waitAfter(error, message.failures, {
    firstBackoffSeconds: FIRST_BACKOFF_SECONDS,
    isHopeless: (_, failures) => failures >= TRIES,
    random,
  });
  if (!outcome) throw error;
  if (outcome.then === 'givenUp') return;
  const { seconds, reservation, failures } = outcome.wait;
  const next = failures === undefined ? { reservation } : { failures };
  await sendMaintenance({ ...message, ...next }, seconds);
}
