import * as z from 'zod';
import { settingsSchema } from './settings.ts';

/** easybill plans and their calls a minute (easybill OpenAPI, "rate limits"). */
export const CALLS_PER_MINUTE = { plus: 10, business: 60 } as const;
export const planSchema = z.enum(['plus', 'business']);
export type Plan = z.infer<typeof planSchema>;

const connectionStatusSchema = z.enum(['connecting', 'active', 'reconnect', 'paused', 'disconnected']);
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;

/** One OutSmart account joined with one easybill account. Holds no secret. */
export const connectionSchema = z.object({
  connectionId: z.string(),
  status: connectionStatusSchema,
  plan: planSchema,
  settings: settingsSchema,
  /** How often the settings were changed; a change is stored only over the version it was made from. */
  settingsVersion: z.int().positive().optional(),
  /** Hash of the OutSmart token: the same account always gives the same value. */
  outsmartAccount: z.string(),
  /** Names the easybill account: its lowest login id, else a hash of the key. */
  easybillAccount: z.string(),
  /** Generation of the webhook token; messages of an older one are dropped. */
  tokenGeneration: z.int().positive(),
  /** Id of our webhook at easybill once it is registered. */
  webhookId: z.int().optional(),
  /** ISO 8601. */
  createdAt: z.string(),
});
export type Connection = z.infer<typeof connectionSchema>;
