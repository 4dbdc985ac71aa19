import type { Connection } from '../connections/connection.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
  type EasybillClient,
} from '../easybill/index.ts';
import { hookSecret, webhookToken, type SigningKey } from './webhook-token.ts';

/** What we want to hear of. easybill has no events for position groups and logins. */
const EVENTS = ['customer', 'contact', 'position'].flatMap((resource) =>
  ['create', 'update', 'delete'].map((change) => `${resource}.${change}`),
);

/**
 * Sees to it that easybill has exactly one webhook of this connection, active and with the current URL and events.
 * Ours is found again by its URL, so that repeating this never registers a second. Two easybill calls.
 *
 * @returns easybill's id of the webhook
 */
export async function registerWebhook(
  easybill: EasybillClient,
  signingKey: SigningKey,
  publicBaseUrl: string,
  { connectionId, tokenGeneration }: Pick<Connection, 'connectionId' | 'tokenGeneration'>,
): Promise<number> {
  const path = `/webhooks/easybill/${connectionId}/`;
  const token = webhookToken(signingKey, 'easybill', connectionId, tokenGeneration);
  const wanted = {
    url: `${publicBaseUrl}${path}${token}`,
    secret: hookSecret(signingKey, connectionId),
    events: EVENTS,
    description: 'OutSmart',
  };
  const [first, ...others] = (await listWebhooks(easybill)).filter(({ url }) => url?.includes(path));
  for (const { id } of others) await deleteWebhook(easybill, id);
  const kept = first && (await updateWebhook(easybill, first.id, wanted));
  return (kept ?? (await createWebhook(easybill, wanted))).id;
}
