import { readSigningKey } from '../webhooks/signing-key.ts';
import { createSecretsClient } from '../aws/secrets-client.ts';
import type { ConnectServices } from '../connections/connect.ts';
import type { Environment } from '../environment.ts';
import { buildImportServices, type Outside } from '../imports/build-import-services.ts';

/** What the management API works with. */
export type ManagementServices = ConnectServices;

/** Puts together what the management API works with. */
export function buildManagementServices(environment: Environment, outside: Outside = {}): ManagementServices {
  const secrets = createSecretsClient(outside.observer);
  return {
    ...buildImportServices(environment, outside),
    signingKey: () => readSigningKey(secrets, environment.WEBHOOK_KEYS_SECRET),
    publicBaseUrl: environment.PUBLIC_BASE_URL,
  };
}
