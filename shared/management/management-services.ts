import { readSigningKey } from '../webhooks/signing-key.ts';
import { createSecretsClient } from '../aws/secrets-client.ts';
import type { ConnectServices } from '../connections/connect.ts';
import type * as z from 'zod';
import { environmentSchema } from '../environment.ts';
import { buildConnectionServices, type Outside } from '../imports/build-import-services.ts';

/** What the management API works with. */
export type ManagementServices = ConnectServices;

/** Environment of the management function. */
export const managementEnvironmentSchema = environmentSchema.omit({ MAPPINGS_TABLE: true });

/** Puts together what the management API works with. */
export function buildManagementServices(
  environment: z.infer<typeof managementEnvironmentSchema>,
  outside: Outside = {},
): ManagementServices {
  const secrets = createSecretsClient(outside.observer);
  return {
    ...buildConnectionServices(environment, outside),
    signingKey: () => readSigningKey(secrets, environment.WEBHOOK_KEYS_SECRET),
    publicBaseUrl: environment.PUBLIC_BASE_URL,
  };
}
