import type { ConnectionServices } from './connection-services.ts';
import type { CredentialsRejectedError } from '../vendor-http/errors/index.ts';
import type { Connection } from './connection.ts';

/**
 * Suspends a connection whose credentials a vendor refused, until somebody enters new ones or they are accepted again.
 * They may have been replaced since they were read: then it goes on with the new ones.
 */
export async function suspendConnection(
  { activity, connections, credentials, now }: ConnectionServices,
  connection: Connection,
  { call, vendorCode }: CredentialsRejectedError,
): Promise<'replaced' | 'suspended'> {
  const { connectionId, credentialsGeneration } = connection;
  const current = await connections.get(connectionId);
  if (current && current.credentialsGeneration !== credentialsGeneration) return 'replaced';
  if ((await credentials.refresh(connection)) === 'changed') return 'replaced';
  const suspended = { status: 'reconnect', probedAt: now() } as const;
  if (await connections.update(connectionId, suspended, ['active', 'connecting'])) {
    await activity.add(connectionId, [
      { code: 'credentialsRejected', params: { vendor: call.vendor, vendorCode } },
    ]);
  }
  return 'suspended';
}
