import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection } from '../connections/connection.ts';
import { pairOf } from '../connections/connection-store.ts';

/**
 * Takes back an attempt to connect that cannot be finished: one that was never connected is forgotten, any other one is
 * disconnected again. Safe to repeat.
 */
export async function undoConnecting(services: LifecycleServices, connection: Connection): Promise<void> {
  const { connections, credentials, now } = services;
  const { connectionId } = connection;
  if (connection.connectedAt !== undefined) {
    const disconnectedAt = new Date(now()).toISOString();
    const changes = { status: 'disconnected', cleanup: 'disconnect', disconnectedAt } as const;
    await connections.update(connectionId, { ...changes, connectingSince: undefined }, ['connecting']);
    return;
  }
  for (const credentialsGeneration of [...connection.staleCredentials, connection.credentialsGeneration]) {
    if (credentialsGeneration > 0) await credentials.delete({ connectionId, credentialsGeneration });
  }
  await releaseAccounts(services, connection);
  await connections.remove(connectionId);
}

/** Gives back what names the accounts of a connection, where it is this connection's. */
export async function releaseAccounts(
  { connections }: Pick<LifecycleServices, 'connections'>,
  connection: Connection,
): Promise<void> {
  const { connectionId, outsmartAccount, easybillAccount } = connection;
  await connections.release(pairOf(connection), connectionId);
  await connections.release({ kind: 'easybill', account: easybillAccount }, connectionId);
  await connections.release({ kind: 'outsmart', account: outsmartAccount }, connectionId);
}
