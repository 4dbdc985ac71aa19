import type { VendorAnswer } from '../../vendor-request.ts';
import { invalidFields, missingFields, noContent, notFound, ok, readJsonObject } from './answers.ts';
import { listPage } from './lists.ts';
import type { Call } from './call.ts';
import { undocumentedFields } from '../records/documented-fields.ts';
import { REQUIRED_WEBHOOK_FIELDS, webhookFields, type Webhook } from '../records/webhook-record.ts';

/** easybill answers `[]` where there was no delivery yet, and null only right after creating. */
const present = (hook: Webhook): unknown => ({ ...hook, last_response: hook.last_response ?? [] });

/** `GET /webhooks` */
export const listWebhooks = ({ account, request, behaviour }: Call): VendorAnswer =>
  listPage(account.webhooks.values(), request.query, behaviour, present);

/** `GET /webhooks/{id}` */
export const getWebhook = ({ account, id }: Call): VendorAnswer => {
  const hook = account.webhooks.get(id);
  return hook === undefined ? notFound('WebHook', id) : ok(present(hook));
};

/** `POST /webhooks`: inactive unless `is_active` says otherwise. */
export const createWebhook = ({ account, request }: Call): VendorAnswer => {
  const read = readJsonObject(request);
  if ('refusal' in read) return read.refusal;
  for (const field of undocumentedFields('WebHook', read.body)) {
    account.report(`WebHook with undocumented field ${field}`);
  }
  const missing = REQUIRED_WEBHOOK_FIELDS.filter(
    (field) => read.body[field] === undefined || read.body[field] === null,
  );
  if (missing.length > 0) return missingFields(missing);
  const fields = webhookFields.safeParse(read.body);
  if (!fields.success) return invalidFields(fields.error);
  const hook: Webhook = { id: account.newId(), ...fields.data, last_response: null };
  account.webhooks.set(hook.id, hook);
  return ok(hook, 201);
};

/** `PUT /webhooks/{id}`: fields left out keep their value. */
export const updateWebhook = ({ account, request, id }: Call): VendorAnswer => {
  const hook = account.webhooks.get(id);
  if (hook === undefined) return notFound('WebHook', id);
  const read = readJsonObject(request);
  if ('refusal' in read) return read.refusal;
  for (const field of undocumentedFields('WebHook', read.body)) {
    account.report(`WebHook with undocumented field ${field}`);
  }
  const fields = webhookFields.safeParse({ ...hook, ...read.body });
  if (!fields.success) return invalidFields(fields.error);
  Object.assign(hook, fields.data);
  return ok(present(hook));
};

/** `DELETE /webhooks/{id}` */
export const deleteWebhook = ({ account, id }: Call): VendorAnswer =>
  account.webhooks.delete(id) ? noContent() : notFound('WebHook', id);
