import type { ConnectionServices } from '../connections/connection-services.ts';
import type { Connection } from '../connections/connection.ts';
import type { Credentials } from '../connections/credentials.ts';

/**
 * Gives a connection new credentials, and whatever `changes` comes with them, in one step: a function either uses the
 * old secret or the new one. The old one is deleted with the next maintenance, when no function works with it any more.
 */
export async function storeCredentials(
  { connections, credentials: store }: Pick<ConnectionServices, 'connections' | 'credentials'>,
  connection: Connection,
  credentials: Credentials,
  changes: Partial<Pick<Connection, 'outsmartAccount' | 'easybillAccount'>> = {},
): Promise<Connection> {
  const { connectionId, credentialsGeneration: old } = connection;
  const generation = {
    credentialsGeneration: old + 1,
    staleCredentials: old > 0 ? [...connection.staleCredentials, old] : connection.staleCredentials,
  };
  await store.put({ connectionId, ...generation }, credentials);
  await connections.update(connectionId, { ...changes, ...generation });
  return { ...connection, ...changes, ...generation };
}
