import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
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

/** Names the secret of a connection. */
export interface CredentialsOwner {
  readonly connectionId: string;
  readonly credentialsGeneration: number;
}

const CACHE_MS = 5 * 60_000;

/** Thrown when a connection has no credentials: it never got any, or they are deleted. */
export class CredentialsMissingError extends Error {
  override readonly name = 'CredentialsMissingError';

  constructor(connectionId: string) {
    super(`no credentials are stored for connection ${connectionId}`);
  }
}

/**
 * The credentials of all connections, kept in memory for at most five minutes. Each replacement is a secret of its own,
 * `<prefix><connection id>/<generation>`: whoever reads a connection knows at once which one counts, and the name of a
 * deleted secret, which Secrets Manager keeps reserved for a while, is never needed again.
 */
export class CredentialStore {
  readonly #secrets: SecretsManagerClient;
  readonly #prefix: string;
  readonly #now: () => number;
  readonly #cache = new Map<string, { name: string; credentials: Credentials; readAt: number }>();

  constructor(secrets: SecretsManagerClient, prefix: string, now: () => number) {
    this.#secrets = secrets;
    this.#prefix = prefix;
    this.#now = now;
  }

  /** @throws CredentialsMissingError */
  async get(owner: CredentialsOwner): Promise<Credentials> {
    const { connectionId } = owner;
    const name = this.#nameOf(owner);
    const cached = this.#cache.get(connectionId);
    if (cached?.name === name && this.#now() - cached.readAt < CACHE_MS) return cached.credentials;
    const credentials = await this.#read(owner);
    this.#cache.set(connectionId, { name, credentials, readAt: this.#now() });
    return credentials;
  }

  /** Reads past the cache, for when a vendor refused what was cached. Says whether something else is stored now. */
  async refresh(owner: CredentialsOwner): Promise<'changed' | 'same'> {
    const used = this.#cache.get(owner.connectionId)?.credentials;
    this.#cache.delete(owner.connectionId);
    const stored = await this.get(owner);
    return JSON.stringify(used) === JSON.stringify(stored) ? 'same' : 'changed';
  }

  /** Creates a secret, or gives one that was left by an attempt that stopped its value. */
  async put(owner: CredentialsOwner, credentials: Credentials): Promise<void> {
    const SecretString = JSON.stringify(credentials);
    const name = this.#nameOf(owner);
    try {
      await this.#secrets.send(new CreateSecretCommand({ Name: name, SecretString }));
    } catch (error) {
      if (!(error instanceof ResourceExistsException)) throw error;
      await this.#secrets.send(new PutSecretValueCommand({ SecretId: name, SecretString }));
    }
    this.#cache.delete(owner.connectionId);
  }

  /** Deletes a secret for good. Safe to repeat, and when there is none. */
  async delete(owner: CredentialsOwner): Promise<void> {
    this.#cache.delete(owner.connectionId);
    try {
      await this.#secrets.send(
        new DeleteSecretCommand({ SecretId: this.#nameOf(owner), ForceDeleteWithoutRecovery: true }),
      );
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  }

  async #read(owner: CredentialsOwner): Promise<Credentials> {
    if (owner.credentialsGeneration === 0) throw new CredentialsMissingError(owner.connectionId);
    try {
      const { SecretString } = await this.#secrets.send(
        new GetSecretValueCommand({ SecretId: this.#nameOf(owner) }),
      );
      return parseSecret(credentialsSchema, SecretString);
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
      throw new CredentialsMissingError(owner.connectionId);
    }
  }

  #nameOf({ connectionId, credentialsGeneration }: CredentialsOwner): string {
    return `${this.#prefix}${connectionId}/${credentialsGeneration}`;
  }
}
