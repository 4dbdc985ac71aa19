import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection } from '../connections/connection.ts';
import { withConnectionLock } from './with-connection-lock.ts';

/**
 * Ends a connection at once: its messages are dropped from now on. Removing the webhook and the credentials, and with
 * `purge` everything we know, is left to the maintenance that is asked for here. Safe to repeat, also to purge later.
 *
 * @param deadline when the function ends, epoch milliseconds
 * @throws ProblemError 409 when the connection is being worked on
 */
export async function disconnect(
  services: LifecycleServices,
  connection: Connection,
  { purge }: { readonly purge: boolean },
  deadline: number,
): Promise<Connection> {
  return withConnectionLock(services, connection.outsmartAccount, deadline, async () => {
    const { connections, activity, sendMaintenance, now } = services;
    const { connectionId } = connection;
    const current = (await connections.get(connectionId)) ?? connection;
    const isFirst = current.status !== 'disconnected';
    // What was asked for once stays asked for.
    const cleanup = purge || current.cleanup === 'purge' ? 'purge' : isFirst ? 'disconnect' : current.cleanup;
    const disconnectedAt = current.disconnectedAt ?? new Date(now()).toISOString();
    const changes = { status: 'disconnected', cleanup, disconnectedAt, connectingSince: undefined } as const;
    await connections.update(connectionId, changes);
    if (isFirst) await activity.add(connectionId, [{ code: 'connectionDisconnected' }]);
    if (cleanup !== undefined) await sendMaintenance({ type: 'maintenance', connectionId, failures: 0 });
    return { ...current, ...changes };
  });
}
