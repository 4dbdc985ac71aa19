import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { CallObserver } from './call-observer.ts';
import { observeClient } from './observe.ts';

/** A Secrets Manager client for the region and endpoint of the environment. */
export function createSecretsClient(observer?: CallObserver): SecretsManagerClient {
  const client = new SecretsManagerClient({});
  if (observer) observeClient(client, 'secretsmanager', observer);
  return client;
}
