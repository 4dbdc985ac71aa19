import {
  CreateSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { parseSecret } from '../aws/parse-secret.ts';

/** What a connection needs to speak for its owner at both vendors. Never logged, never in a message or a table. */
const credentialsSchema = z.object({
  easybillApiKey: z.string().min(1),
  outsmartToken: z.string().min(1),
  outsmartSoftwareToken: z.string().min(1),
});
export type Credentials = z.infer<typeof credentialsSchema>;

const CACHE_MS = 5 * 60_000;

/** The credentials of all connections, one secret each, kept in memory for at most five minutes. */
export class CredentialStore {
  readonly #secrets: SecretsManagerClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #cache = new Map<string, { credentials: Credentials; readAt: number }>();

  constructor(secrets: SecretsManagerClient, prefix: string, now: () => number) {
    this.#secrets = secrets;
    this.#prefix = prefix;
    this.#now = now;
  }

  async get(connectionId: string): Promise<Credentials> {
    const cached = this.#cache.get(connectionId);
    if (cached && this.#now() - cached.readAt < CACHE_MS) return cached.credentials;
    const { SecretString } = await this.#secrets.send(
      new GetSecretValueCommand({ SecretId: this.#nameOf(connectionId) }),
    );
    const credentials = parseSecret(credentialsSchema, SecretString);
    this.#cache.set(connectionId, { credentials, readAt: this.#now() });
    return credentials;
  }

  /** Reads past the cache, for when a vendor refused what was cached. Tells whether something else is stored now. */
  async refresh(connectionId: string): Promise<'changed' | 'same'> {
    const used = this.#cache.get(connectionId)?.credentials;
    this.#cache.delete(connectionId);
    const stored = await this.get(connectionId);
    return JSON.stringify(used) === JSON.stringify(stored) ? 'same' : 'changed';
  }

  /** Creates the secret of a connection, or gives it a new value. */
  async put(connectionId: string, credentials: Credentials): Promise<void> {
    const SecretString = JSON.stringify(credentials);
    try {
      await this.#secrets.send(new CreateSecretCommand({ Name: this.#nameOf(connectionId), SecretString }));
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) throw error;
      await this.#secrets.send(
        new PutSecretValueCommand({ SecretId: this.#nameOf(connectionId), SecretString }),
      );
    }
    this.#cache.delete(connectionId);
  }

  #nameOf(connectionId: string): string {
    return `${this.#prefix}${connectionId}`;
  }
}
