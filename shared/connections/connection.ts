import * as z from 'zod';
import { storedSettingsSchema } from './settings/stored-settings.ts';

/** easybill plans and their calls a minute (`shared/easybill/README.md`, Calls a minute). */
export const CALLS_PER_MINUTE = { plus: 10, business: 60 } as const;
export const planSchema = z.enum(['plus', 'business']);
export type Plan = z.infer<typeof planSchema>;

/** What operators call a connection, in one line. */
export const labelSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^\P{C}*$/u, 'Must be one line of text.')
  .describe(
    'What you call the connection, such as the name of the company. It says nothing to the connector.',
  );

const connectionStatusSchema = z.enum(['connecting', 'active', 'reconnect', 'paused', 'disconnected']);
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;

/** Our webhook at easybill, as it was when we looked last. */
const registeredWebhookSchema = z.object({
  id: z.int(),
  /** What its URL is made of: our address, the key that signed the token, and the token's generation. */
  baseUrl: z.string(),
  kid: z.string(),
  generation: z.int().positive(),
  /** How the events it is registered for are named in {@link RegisteredWebhook}s of the same code. */
  events: z.string(),
  /** When we looked, epoch milliseconds. */
  checkedAt: z.int(),
  /** Whether all was as it should be before we looked. */
  wasHealthy: z.boolean(),
  /** easybill's last delivery: Europe/Berlin time `YYYY-MM-DD HH:mm:ss`, and the status we answered. */
  lastDelivery: z.object({ date: z.string(), status: z.int() }).optional(),
});
export type RegisteredWebhook = z.infer<typeof registeredWebhookSchema>;

/** One OutSmart account joined with one easybill account. Holds no secret. */
export const connectionSchema = z.object({
  connectionId: z.string(),
  /** What operators call it; it says nothing to the connector. */
  label: z.string().optional(),
  status: connectionStatusSchema,
  plan: planSchema,
  settings: storedSettingsSchema,
  /** How often the settings were changed; a change is stored only over the version it was made from. */
  settingsVersion: z.int().positive().optional(),
  /** Hash of the OutSmart token: the same account always gives the same value. */
  outsmartAccount: z.string(),
  /**
   * `outsmartAccount` as it was when the accounts were first connected. Stays when the token is replaced: invoices are
   * found again by it.
   */
  firstOutsmartAccount: z.string(),
  /** Names the easybill account: its lowest login id, else a hash of the key. */
  easybillAccount: z.string(),
  /** Generation of the webhook token; messages of an older one are dropped. */
  tokenGeneration: z.int().positive(),
  /** Generation of the secret with the credentials, part of its name; 0 while there is none. */
  credentialsGeneration: z.int().nonnegative(),
  /** Generations whose secrets are still to be deleted. */
  staleCredentials: z.array(z.int()).default([]),
  /** Set once easybill put an article's price or rate in the place of those we sent beside its id. */
  articlesWin: z.literal(true).optional(),
  webhook: registeredWebhookSchema.optional(),
  /** The key that signed the URL for events that was shown last: it is entered at OutSmart by hand, so the key is kept. */
  eventKid: z.string().optional(),
  /** When the vendors were last asked whether they accept the credentials again, epoch milliseconds. */
  probedAt: z.int().optional(),
  /** What is left to remove after disconnecting: the webhook and the credentials, or everything we know. */
  cleanup: z.enum(['disconnect', 'purge']).optional(),
  /** ISO 8601. */
  disconnectedAt: z.string().optional(),
  /** When it last began to connect. ISO 8601. */
  connectingSince: z.string().optional(),
  /** When it became active for the first time; absent for one that never was. ISO 8601. */
  connectedAt: z.string().optional(),
  /** ISO 8601. */
  createdAt: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;
