import { keepWebhook } from './keep-webhook.ts';
import { conflict } from '../http/problem.ts';
import type { EasybillClient } from '../easybill/index.ts';
import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection } from '../connections/connection.ts';

/**
 * The last step to an active connection, whichever way it came here: sees to the webhook at easybill and lets work
 * begin. Safe to repeat.
 *
 * @param wanted what the request that connects asks to change
 * @throws ProblemError 409 when the connection was disconnected meanwhile
 * @throws see {@link EasybillClient}
 */
export async function activate(
  services: LifecycleServices,
  connection: Connection,
  easybill: EasybillClient,
  wanted: Partial<Pick<Connection, 'plan' | 'label' | 'settings' | 'settingsVersion'>> = {},
): Promise<Connection> {
  const { connections, signingKeys, publicBaseUrl, now } = services;
  const { connectionId } = connection;
  const signingKey = await signingKeys.signing();
  const target = { signingKey, publicBaseUrl };
  const { webhook } = await keepWebhook(easybill, target, connection, now());
  const connectedAt = connection.connectedAt ?? new Date(now()).toISOString();
  const changes = {
    ...wanted,
    status: 'active',
    webhook,
    connectedAt,
    connectingSince: undefined,
    probedAt: undefined,
  } as const;
  const isActive = await connections.update(connectionId, changes, [
    'connecting',
    'active',
    'paused',
    'reconnect',
  ]);
  if (!isActive) throw conflict('The connection was disconnected meanwhile.');
  return { ...connection, ...changes };
}
