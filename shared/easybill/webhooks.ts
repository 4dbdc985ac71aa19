import * as z from 'zod';
import type { EasybillClient } from './http/client.ts';
import { flag, optionalText, optionalWholeNumber, texts, wholeNumber } from './http/field-schemas.ts';
import { readAllPages } from './http/pages.ts';

const lastResponseSchema = z.object({
  /** `YYYY-MM-DD HH:mm:ss` in Europe/Berlin. */
  date: optionalText,
  /** HTTP status our side answered with. */
  code: optionalWholeNumber,
});

const webhookSchema = z.object({
  id: wholeNumber,
  url: optionalText,
  content_type: optionalText,
  events: texts,
  description: optionalText,
  is_active: flag,
  // `null` after creation and `[]` when empty. It is about health only, so an odd one must not hide the webhook.
  last_response: lastResponseSchema.optional().catch(undefined),
});

/** A webhook registered at easybill, ours or another program's. The secret, which easybill answers too, is left out. */
export type EasybillWebhook = z.infer<typeof webhookSchema>;

/** What we register. */
export interface WebhookSubscription {
  readonly url: string;
  readonly secret: string;
  /** e.g. `customer.update`; only documented ones, others may be refused. */
  readonly events: readonly string[];
  readonly description: string;
}

/**
 * All webhooks of the account, other programs' included.
 *
 * Reference: `GET /webhooks` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function listWebhooks(client: EasybillClient): Promise<EasybillWebhook[]> {
  return readAllPages(client, '/webhooks', webhookSchema);
}

/**
 * Registers an active webhook with JSON bodies. Not idempotent: after an unknown outcome look for the URL with
 * {@link listWebhooks} first.
 *
 * Reference: `POST /webhooks` in https://api.easybill.de/rest/v1/swagger.json and
 * https://support.easybill.de/hc/de/articles/360008070120-WebHooks-anlegen
 *
 * @throws see {@link EasybillClient}
 */
export function createWebhook(
  client: EasybillClient,
  subscription: WebhookSubscription,
): Promise<EasybillWebhook> {
  return client.post({
    template: '/webhooks',
    path: '/webhooks',
    json: activeWithJson(subscription),
    schema: webhookSchema,
  });
}

/**
 * Replaces all of a webhook's settings and switches it on again. Undefined when it no longer exists.
 *
 * Reference: `PUT /webhooks/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function updateWebhook(
  client: EasybillClient,
  id: number,
  subscription: WebhookSubscription,
): Promise<EasybillWebhook | undefined> {
  return client.put({
    template: '/webhooks/{id}',
    path: `/webhooks/${id}`,
    json: activeWithJson(subscription),
    schema: webhookSchema,
  });
}

/**
 * Removes a webhook. False when it was gone already.
 *
 * Reference: `DELETE /webhooks/{id}` in https://api.easybill.de/rest/v1/swagger.json
 *
 * @throws see {@link EasybillClient}
 */
export function deleteWebhook(client: EasybillClient, id: number): Promise<boolean> {
  return client.delete({ template: '/webhooks/{id}', path: `/webhooks/${id}` });
}

function activeWithJson({ url, secret, events, description }: WebhookSubscription): object {
  // easybill's default is inactive; field names of form bodies are undocumented.
  return { url, secret, events, description, content_type: 'json', is_active: true };
}
