import * as z from 'zod';
import { labelSchema, planSchema } from '../connections/connection.ts';
import { settingsSchema } from '../connections/settings/settings.ts';

/** Keys travel in headers and queries: visible ASCII, no blanks. */
const secretText = z
  .string()
  .regex(/^[\x21-\x7e]{1,512}$/, 'Must be 1 to 512 visible characters without blanks.');

/** Body of `POST /connections`. */
export const connectRequestSchema = z.strictObject({
  plan: planSchema.describe('The easybill plan: "plus" allows 10 calls a minute, "business" 60.'),
  easybill: z.strictObject({ apiKey: secretText.describe('API key from the easybill profile page.') }),
  outsmart: z.strictObject({
    token: secretText.describe('Token of the OutSmart account.'),
    softwareToken: secretText.describe('Token that OutSmart issued for this software.'),
  }),
  label: labelSchema.optional(),
  settings: settingsSchema
    .optional()
    .describe('Defaults for a new connection; left as they are for one that exists.'),
});
export type ConnectRequest = z.infer<typeof connectRequestSchema>;
