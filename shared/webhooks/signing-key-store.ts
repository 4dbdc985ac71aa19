import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { parseSecret } from '../aws/parse-secret.ts';
import type { SigningKey } from './webhook-token.ts';

/** How long the webhook function keeps the keys it read. */
const KEPT_MS = 5 * 60_000;
/** A new key signs nothing before every instance of the webhook function knows it. */
const RIPE_AFTER_MS = KEPT_MS + 60_000;

const keySchema = z.object({
  kid: z.string().min(1),
  key: z.string().min(32),
  /** When it was made, epoch milliseconds; the first key has none. */
  since: z.int().default(0),
});
export type StoredKey = z.infer<typeof keySchema>;

/** The newest key stands at the top, as the stack makes it; the older ones, which are still accepted, below. */
const secretSchema = keySchema.extend({ older: z.array(keySchema).default([]) });

/** The keys that sign the tokens in webhook URLs: all that are live, in one secret. */
export class SigningKeyStore {
  readonly #secrets: SecretsManagerClient;
  readonly #secretId: string;
  readonly #now: () => number;
  #kept: { keys: readonly StoredKey[]; readAt: number } | undefined;

  constructor(secrets: SecretsManagerClient, secretId: string, now: () => number) {
    this.#secrets = secrets;
    this.#secretId = secretId;
    this.#now = now;
  }

  /** All live keys, newest first. */
  async read(): Promise<readonly StoredKey[]> {
    const { SecretString } = await this.#secrets.send(
      new GetSecretValueCommand({ SecretId: this.#secretId }),
    );
    const { older, ...newest } = parseSecret(secretSchema, SecretString);
    const keys = [newest, ...older];
    this.#kept = { keys, readAt: this.#now() };
    return keys;
  }

  /**
   * The key that signs new tokens: the newest one that every instance of the webhook function knows by now. Read at
   * most every five minutes.
   */
  async signing(): Promise<SigningKey> {
    const now = this.#now();
    const kept = this.#kept && now - this.#kept.readAt < KEPT_MS ? this.#kept.keys : await this.read();
    const ripe = kept.find(({ since }) => since + RIPE_AFTER_MS <= now) ?? kept.at(-1);
    if (!ripe) throw new Error('the signing keys secret holds no key');
    return { kid: ripe.kid, key: ripe.key };
  }

  /** A live key by its id. */
  async find(kid: string): Promise<SigningKey | undefined> {
    const found = (await this.read()).find((key) => key.kid === kid);
    return found && { kid, key: found.key };
  }

  /** Stores the live keys, newest first. */
  async store([newest, ...older]: readonly [StoredKey, ...StoredKey[]]): Promise<void> {
    const SecretString = JSON.stringify({ ...newest, older });
    await this.#secrets.send(new PutSecretValueCommand({ SecretId: this.#secretId, SecretString }));
    this.#kept = undefined;
  }
}
