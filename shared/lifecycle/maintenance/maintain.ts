import { startRun } from '../../imports/runs/start-run.ts';
import type { OpenGate } from '../../connections/connection-services.ts';
import { openVendors } from '../../connections/open-vendors.ts';
import { listEmployees } from '../../outsmart/index.ts';
import { keepWebhook, type WebhookFinding } from '../keep-webhook.ts';
import type { NewActivity } from '../../activity/activity-store.ts';
import { activate } from '../activate.ts';
import type { MaintenanceServices } from './maintenance-services.ts';
import { cleanUp } from './clean-up.ts';
import type { Connection, RegisteredWebhook } from '../../connections/connection.ts';
import { CredentialsMissingError } from '../../connections/credentials.ts';
import { importedEntities } from '../../connections/settings/settings.ts';
import { startWork, resumeWork } from '../resume-work.ts';
import { undoConnecting } from '../undo-connecting.ts';
import { isAccountOf } from '../../connections/vendor-account.ts';

/** One call may take so long: several connections are maintained at once, and none may use up the function's time. */
const CALL_TIMEOUT_MS = 10_000;

/**
 * Brings what a connection has outside to what its status says. Each part is safe to repeat and to stop anywhere; only
 * inside the lock.
 *
 * @throws CredentialsRejectedError when a vendor refuses the stored credentials of a connection that works with them
 * @throws see the clients of the vendors
 */
export async function maintain(
  services: MaintenanceServices,
  connection: Connection,
  gate: OpenGate,
): Promise<void> {
  switch (connection.status) {
    case 'connecting':
      return finishConnecting(services, connection, gate);
    case 'reconnect':
      return probe(services, connection, gate);
    case 'disconnected':
      return cleanUp(services, connection, gate);
    case 'active':
    case 'paused':
      return keepAlive(services, connection, gate);
  }
}

/** Goes on where a request to connect stopped. Without stored credentials that cannot be: the attempt is taken back. */
async function finishConnecting(
  services: MaintenanceServices,
  connection: Connection,
  gate: OpenGate,
): Promise<void> {
  const { connections, credentials, activity } = services;
  const { connectionId, easybillAccount } = connection;
  const stored = await credentials.get(connection).catch((error: unknown) => {
    if (error instanceof CredentialsMissingError) return undefined;
    throw error;
  });
  const owner = await connections.ownerOf({ kind: 'easybill', account: easybillAccount });
  if (!stored || owner !== connectionId) return undoConnecting(services, connection);
  const vendors = openVendors(services, stored, gate, CALL_TIMEOUT_MS);
  const active = await activate(services, connection, vendors.easybill);
  const isNew = connection.connectedAt === undefined;
  await activity.add(connectionId, [
    { code: isNew ? 'connectionCreated' : 'connectionRevived', params: { plan: connection.plan } },
  ]);
  await startWork(services, active);
}

/** Asks both vendors whether they accept the credentials again: a licence renewed or a key switched on needs nobody. */
async function probe(services: MaintenanceServices, connection: Connection, gate: OpenGate): Promise<void> {
  const { connections, credentials, activity, now } = services;
  const { connectionId, easybillAccount } = connection;
  await connections.update(connectionId, { probedAt: now() }, ['reconnect']);
  const stored = await credentials.get(connection);
  const vendors = openVendors(services, stored, gate, CALL_TIMEOUT_MS);
  await listEmployees(vendors.outsmart);
  if (!(await isAccountOf(vendors.easybill, stored.easybillApiKey, easybillAccount))) return;
  const active = await activate(services, connection, vendors.easybill);
  await activity.add(connectionId, [{ code: 'credentialsAccepted' }]);
  await resumeWork(services, active);
}

/** Keeps the webhook as it should be, imports what it may have missed, and deletes replaced credentials. */
async function keepAlive(
  services: MaintenanceServices,
  connection: Connection,
  gate: OpenGate,
): Promise<void> {
  const { connections, credentials, activity, signingKeys, publicBaseUrl, now } = services;
  const { connectionId } = connection;
  for (const credentialsGeneration of connection.staleCredentials) {
    await credentials.delete({ connectionId, credentialsGeneration });
  }
  if (connection.staleCredentials.length > 0)
    await connections.update(connectionId, { staleCredentials: [] });

  const vendors = openVendors(services, await credentials.get(connection), gate, CALL_TIMEOUT_MS);
  const target = { signingKey: await signingKeys.signing(), publicBaseUrl };
  const { webhook, finding } = await keepWebhook(vendors.easybill, target, connection, now());
  if (!webhook.wasHealthy) await makeUp(services, connection);
  await activity.add(connectionId, told(finding, webhook));
  await connections.update(connectionId, { webhook });
}

/** What happened while deliveries may have been lost is found by reading everything. */
async function makeUp(services: MaintenanceServices, connection: Connection): Promise<void> {
  const { connectionId, status, settings } = connection;
  for (const entity of importedEntities(settings)) {
    if (status === 'active') await startRun(services, connectionId, entity, 'change');
    else await services.entityStates.markDirty(connectionId, entity, services.now());
  }
}

function told(finding: WebhookFinding, { lastDelivery }: RegisteredWebhook): NewActivity[] {
  switch (finding) {
    case 'renewed':
      return [{ code: 'webhookRenewed' }];
    case 'repaired':
      return [{ code: 'webhookRepaired' }];
    case 'missedDeliveries':
      return [{ code: 'webhookMissedDeliveries', params: { status: lastDelivery?.status ?? '' } }];
    case 'asWanted':
    case 'registered':
      return [];
  }
}
