import { conflict } from '../http/problem.ts';
import { webhookToken } from '../webhooks/webhook-token.ts';
import type { LifecycleServices } from './lifecycle-services.ts';
import type { Connection, ConnectionStatus } from '../connections/connection.ts';

/** Statuses in which there is a connection for OutSmart to call. */
const CONNECTED: readonly ConnectionStatus[] = ['active', 'paused', 'reconnect'];

/**
 * The URL that OutSmart calls when a work order is completed. Somebody enters it there by hand, so it stays the same
 * for as long as the connection lasts, whatever keys are made meanwhile: the key that signed it is kept. It is noted in
 * the sync log that it was shown, never what it is.
 *
 * @param renew whether to sign it with the newest key; the URL of before opens until the old key goes, a day later
 * @throws ProblemError 409 for a connection that is not connected
 */
export async function eventUrl(
  {
    connections,
    activity,
    signingKeys,
    publicBaseUrl,
  }: Pick<LifecycleServices, 'connections' | 'activity' | 'signingKeys' | 'publicBaseUrl'>,
  { connectionId, tokenGeneration, eventKid }: Connection,
  { renew }: { readonly renew: boolean },
): Promise<string> {
  const kept = renew || eventKid === undefined ? undefined : await signingKeys.find(eventKid);
  const signingKey = kept ?? (await signingKeys.signing());
  // Stored before anybody knows the URL: a key that no connection uses is removed.
  if (!(await connections.update(connectionId, { eventKid: signingKey.kid }, CONNECTED))) {
    throw conflict('The connection is not connected. Connect it with POST /connections.');
  }
  await activity.add(connectionId, [{ code: 'eventUrlShown' }]);
  const token = webhookToken(signingKey, 'outsmart', connectionId, tokenGeneration);
  return `${publicBaseUrl}/events/outsmart/${connectionId}/${token}`;
}
