import type { Connection, RegisteredWebhook } from '../connections/connection.ts';
import {
  createWebhook,
  deleteWebhook,
  listWebhooks,
  updateWebhook,
  type EasybillClient,
  type EasybillWebhook,
} from '../easybill/index.ts';
import { hookSecret, webhookToken, type SigningKey } from '../webhooks/webhook-token.ts';

/** What we want to hear of. easybill has no events for position groups and logins. */
const EVENTS = ['customer', 'contact', 'position'].flatMap((resource) =>
  ['create', 'update', 'delete'].map((change) => `${resource}.${change}`),
);
/** The only status easybill takes for delivered. */
const DELIVERED = 200;

/**
 * What was found: all as it should be; nothing, at the first time; an outdated URL or events; a webhook that was gone or
 * switched off; or one whose last delivery failed. After the last two, changes may have gone unnoticed.
 */
export type WebhookFinding = 'asWanted' | 'registered' | 'renewed' | 'repaired' | 'missedDeliveries';

/** What a webhook should look like, besides what follows from the connection. */
export interface WebhookTarget {
  readonly signingKey: SigningKey;
  /** Where our API answers, without a slash at the end. */
  readonly publicBaseUrl: string;
}

/** Whether the webhook is not the one we would register now. No call. */
export function isOutdated(
  { webhook, tokenGeneration }: Pick<Connection, 'webhook' | 'tokenGeneration'>,
  { kid, publicBaseUrl }: { readonly kid: string; readonly publicBaseUrl: string },
): boolean {
  return (
    webhook?.kid !== kid ||
    webhook.baseUrl !== publicBaseUrl ||
    webhook.generation !== tokenGeneration ||
    webhook.events !== EVENTS.join(' ')
  );
}

/**
 * Sees to it that easybill has exactly one webhook of this connection, active and with the current URL and events.
 * Ours is found again by its URL, so that repeating this never registers a second, and it is written only if something
 * differs. One easybill call when all is as it should be, else two.
 *
 * @param now epoch milliseconds
 */
export async function keepWebhook(
  easybill: EasybillClient,
  { signingKey, publicBaseUrl }: WebhookTarget,
  connection: Pick<Connection, 'connectionId' | 'tokenGeneration' | 'webhook'>,
  now: number,
): Promise<{ webhook: RegisteredWebhook; finding: WebhookFinding }> {
  const { connectionId, tokenGeneration, webhook: before } = connection;
  const token = webhookToken(signingKey, 'easybill', connectionId, tokenGeneration);
  const wanted = {
    url: `${publicBaseUrl}${pathOf(connectionId)}${token}`,
    secret: hookSecret(signingKey, connectionId),
    events: EVENTS,
    description: 'OutSmart',
  };
  const ours = await listOwnWebhooks(easybill, connectionId);
  const [found, ...others] = ours.toSorted(
    (a, b) => Number(b.url === wanted.url) - Number(a.url === wanted.url),
  );
  for (const { id } of others) await deleteWebhook(easybill, id);

  const isAsWanted = found && isActive(found) && found.url === wanted.url && hasEvents(found);
  const kept = isAsWanted ? found : found && (await updateWebhook(easybill, found.id, wanted));
  const { id } = kept ?? (await createWebhook(easybill, wanted));
  const lastDelivery = deliveryOf(found) ?? before?.lastDelivery;
  const finding = findingOf(before, found, lastDelivery, isAsWanted ?? false);
  return {
    webhook: {
      id,
      baseUrl: publicBaseUrl,
      kid: signingKey.kid,
      generation: tokenGeneration,
      events: EVENTS.join(' '),
      checkedAt: now,
      wasHealthy: finding !== 'repaired' && finding !== 'missedDeliveries',
      ...(lastDelivery && { lastDelivery }),
    },
    finding,
  };
}

/** Removes every webhook of the connection, whatever its token. Two easybill calls, one when there is none. */
export async function removeWebhooks(easybill: EasybillClient, connectionId: string): Promise<void> {
  for (const { id } of await listOwnWebhooks(easybill, connectionId)) await deleteWebhook(easybill, id);
}

/** Whether the account of the key in use has a webhook of this connection. One easybill call. */
export async function hasWebhook(easybill: EasybillClient, connectionId: string): Promise<boolean> {
  return (await listOwnWebhooks(easybill, connectionId)).length > 0;
}

function findingOf(
  before: RegisteredWebhook | undefined,
  found: EasybillWebhook | undefined,
  lastDelivery: RegisteredWebhook['lastDelivery'],
  isAsWanted: boolean,
): WebhookFinding {
  if (!before) return 'registered';
  if (!found || !isActive(found)) return 'repaired';
  const isNews = lastDelivery !== undefined && lastDelivery.date !== before.lastDelivery?.date;
  if (isNews && lastDelivery.status !== DELIVERED) return 'missedDeliveries';
  return isAsWanted ? 'asWanted' : 'renewed';
}

async function listOwnWebhooks(easybill: EasybillClient, connectionId: string): Promise<EasybillWebhook[]> {
  const path = pathOf(connectionId);
  return (await listWebhooks(easybill)).filter(({ url }) => url?.includes(path));
}

function pathOf(connectionId: string): string {
  return `/webhooks/easybill/${connectionId}/`;
}

function isActive({ is_active, content_type }: EasybillWebhook): boolean {
  return is_active && (content_type ?? 'json') === 'json';
}

function hasEvents({ events }: EasybillWebhook): boolean {
  return EVENTS.length === events.length && EVENTS.every((event) => events.includes(event));
}

function deliveryOf(webhook: EasybillWebhook | undefined): RegisteredWebhook['lastDelivery'] {
  const { date, code } = webhook?.last_response ?? {};
  return date !== undefined && code !== undefined ? { date, status: code } : undefined;
}
