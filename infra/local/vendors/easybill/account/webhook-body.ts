/**
 * How the changed record is wrapped in a delivery. easybill does not document it, so a receiver must understand all:
 * the bare object, `{event, data}`, `{type, <resource>: object}`, a form whose fields are the object's, a form with
 * one field `payload` holding JSON, and no body at all. The first three follow the hook's content type.
 */
export type WebhookEnvelope = 'bare' | 'eventAndData' | 'typeAndResource' | 'form' | 'formPayload' | 'empty';

/** What a hook asked for. */
export type WebhookContentType = 'json' | 'form';

/** A delivery's body and its content type. */
export interface WebhookBody {
  readonly contentType: string;
  readonly body: string;
}

const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Nested values in PHP's bracket notation (`emails[0]`, `customer[id]`), which leaves nulls out and sends booleans as 1 and 0. */
const addFormFields = (form: URLSearchParams, name: string, value: unknown): void => {
  if (value === null || value === undefined) return;
  if (typeof value === 'object') {
    for (const [key, nested] of Object.entries(value)) {
      addFormFields(form, name === '' ? key : `${name}[${key}]`, nested);
    }
  } else if (typeof value === 'boolean') {
    form.append(name, value ? '1' : '0');
  } else if (typeof value === 'string' || typeof value === 'number') {
    form.append(name, String(value));
  }
};

const formBody = (value: unknown): WebhookBody => {
  const form = new URLSearchParams();
  addFormFields(form, '', value);
  return { contentType: FORM_TYPE, body: form.toString() };
};

const wrapped = (envelope: WebhookEnvelope, event: string, record: unknown): unknown => {
  if (envelope === 'eventAndData') return { event, data: record };
  if (envelope === 'typeAndResource') return { type: event, [event.split('.')[0] ?? event]: record };
  return record;
};

/** The body of one delivery of `event` about `record`. */
export const webhookBody = (
  envelope: WebhookEnvelope,
  contentType: WebhookContentType,
  event: string,
  record: unknown,
): WebhookBody => {
  switch (envelope) {
    case 'empty':
      return { contentType: contentType === 'json' ? JSON_TYPE : FORM_TYPE, body: '' };
    case 'form':
      return formBody(record);
    case 'formPayload':
      return {
        contentType: FORM_TYPE,
        body: new URLSearchParams({ payload: JSON.stringify(record) }).toString(),
      };
    case 'bare':
    case 'eventAndData':
    case 'typeAndResource': {
      const value = wrapped(envelope, event, record);
      return contentType === 'form'
        ? formBody(value)
        : { contentType: JSON_TYPE, body: JSON.stringify(value) };
    }
  }
};
