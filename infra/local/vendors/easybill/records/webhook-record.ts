import * as z from 'zod';

/** Every event easybill's API description knows (`WebHook.events`, 1.92.3). Others cannot be subscribed to. */
const WEBHOOK_EVENTS = [
  'document.create',
  'document.update',
  'document.completed',
  'document.deleted',
  'document.payment_add',
  'document.payment_delete',
  'customer.create',
  'customer.update',
  'customer.delete',
  'contact.create',
  'contact.update',
  'contact.delete',
  'position.create',
  'position.update',
  'position.delete',
  'postbox.create',
  'postbox.update',
  'postbox.delete',
  'postbox.sent',
] as const;

/** What a caller may set on a webhook. */
export const webhookFields = z.object({
  url: z.url({ protocol: /^https?$/ }),
  content_type: z.enum(['form', 'json']),
  secret: z.string(),
  events: z
    .array(z.enum(WEBHOOK_EVENTS))
    .nonempty()
    .refine((events) => new Set(events).size === events.length),
  description: z.string(),
  is_active: z.boolean().default(false),
});

/** Fields a new webhook must bring. */
export const REQUIRED_WEBHOOK_FIELDS = ['url', 'content_type', 'secret', 'events', 'description'] as const;

/** A stored webhook. */
export interface Webhook {
  readonly id: number;
  url: string;
  content_type: 'form' | 'json';
  secret: string;
  events: readonly string[];
  description: string;
  is_active: boolean;
  /** The last delivery's answer; null until there was one. */
  last_response: { date: string; code: number; response: string } | null;
}
