import type { SigningKey } from '../../shared/webhooks/webhook-token.ts';
import type { Environment } from './environment.ts';
import { signedCall } from './signed-call.ts';

const KEPT_MS = 5 * 60_000;
/** A token with a key we do not know makes us read the keys again, but forged ones not more often than this. */
const REFRESH_MS = 30_000;

/** Reads the keys that sign tokens, and keeps them between invocations. While keys rotate, several are live. */
export class SigningKeys {
  readonly #environment: Environment;
  #kept: { keys: readonly SigningKey[]; readAt: number } | undefined;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /**
   * The key of that id, undefined when there is none.
   *
   * @throws Error when the keys cannot be read and none is kept that fits
   */
  async get(kid: string): Promise<SigningKey | undefined> {
    const age = this.#kept === undefined ? KEPT_MS : Date.now() - this.#kept.readAt;
    const fitting = this.#find(kid);
    if (age >= KEPT_MS || (!fitting && age >= REFRESH_MS)) {
      try {
        this.#kept = { keys: await this.#read(), readAt: Date.now() };
      } catch (error) {
        // A key that was good five minutes ago takes deliveries that would be lost otherwise.
        if (!fitting) throw error;
      }
    }
    return this.#find(kid);
  }

  #find(kid: string): SigningKey | undefined {
    return this.#kept?.keys.find((candidate) => candidate.kid === kid);
  }

  async #read(): Promise<SigningKey[]> {
    const { region, keysSecret, secretsEndpoint } = this.#environment;
    const answer = await signedCall(this.#environment, {
      service: 'secretsmanager',
      endpoint: secretsEndpoint ?? `https://secretsmanager.${region}.amazonaws.com/`,
      target: 'secretsmanager.GetSecretValue',
      version: '1.1',
      body: { SecretId: keysSecret },
    });
    const newest = parseJson(property(parseJson(answer), 'SecretString'));
    const older: unknown[] = [property(newest, 'older')].flat();
    const keys = [newest, ...older].flatMap(readKey);
    if (keys.length === 0) throw new Error('the signing keys secret has no key');
    return keys;
  }
}

function readKey(stored: unknown): SigningKey[] {
  const kid = property(stored, 'kid');
  const key = property(stored, 'key');
  return typeof kid === 'string' && typeof key === 'string' ? [{ kid, key }] : [];
}

/** Undefined when it is not JSON: the parser's own error quotes what it read, which is the key. */
function parseJson(secret: unknown): unknown {
  try {
    return JSON.parse(String(secret));
  } catch {
    return undefined;
  }
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;
}
