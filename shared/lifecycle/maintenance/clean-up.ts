import {
  AccessDeniedError,
  CredentialsRejectedError,
  RecordRejectedError,
} from '../../vendor-http/errors/index.ts';
import type { OpenGate } from '../../connections/connection-services.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { removeWebhooks } from '../keep-webhook.ts';
import type { MaintenanceServices } from './maintenance-services.ts';
import type { Connection } from '../../connections/connection.ts';
import { CredentialsMissingError } from '../../connections/credentials.ts';

const CALL_TIMEOUT_MS = 10_000;
/** The credentials are not kept longer than this for a webhook that cannot be removed. */
const GIVEN_UP_AFTER_MS = 7 * 24 * 3_600_000;

/**
 * Removes what a disconnected connection has left outside: its webhooks at easybill and its credentials. Safe to repeat
 * and to stop anywhere: what names the rest goes last. One that is to be forgotten stays marked for that.
 */
export async function cleanUp(
  services: MaintenanceServices,
  connection: Connection,
  gate: OpenGate,
): Promise<void> {
  const { connections, credentials } = services;
  const { connectionId, credentialsGeneration, staleCredentials } = connection;
  await removeOwnWebhooks(services, connection, gate);
  for (const generation of [...staleCredentials, credentialsGeneration]) {
    if (generation > 0) await credentials.delete({ connectionId, credentialsGeneration: generation });
  }
  if (connection.cleanup === 'purge') return;
  const cleaned = { cleanup: undefined, webhook: undefined, eventKid: undefined, staleCredentials: [] };
  await connections.update(connectionId, cleaned, ['disconnected']);
}

/** A webhook that cannot be removed is harmless, and logged. */
async function removeOwnWebhooks(
  services: MaintenanceServices,
  connection: Connection,
  gate: OpenGate,
): Promise<void> {
  const { connectionId, disconnectedAt } = connection;
  try {
    const stored = await services.credentials.get(connection);
    const { easybill } = openVendors(services, stored, gate, CALL_TIMEOUT_MS);
    await removeWebhooks(easybill, connectionId);
  } catch (error) {
    // An earlier cleaning up had come this far.
    if (error instanceof CredentialsMissingError) return;
    const isRefused =
      error instanceof CredentialsRejectedError ||
      error instanceof AccessDeniedError ||
      error instanceof RecordRejectedError;
    const age = services.now() - Date.parse(disconnectedAt ?? connection.createdAt);
    if (!isRefused && age < GIVEN_UP_AFTER_MS) throw error;
    await services.activity.add(connectionId, [{ code: 'webhookLeft' }]);
  }
}
