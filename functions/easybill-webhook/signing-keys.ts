import type { SigningKey } from '../../shared/webhooks/webhook-token.ts';
import type { Environment } from './environment.ts';
import { signedCall } from './signed-call.ts';

const KEPT_MS = 5 * 60_000;
/** A token with a key we do not know makes us read the keys again, but forged ones not more often than this. */
const REFRESH_MS = 30_000;

/** Reads the key that signs tokens, and keeps it between invocations. */
export class SigningKeys {
  readonly #environment: Environment;
  #kept: { key: SigningKey; readAt: number } | undefined;

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
    const fits = this.#kept?.key.kid === kid;
    if (age >= KEPT_MS || (!fits && age >= REFRESH_MS)) {
      try {
        this.#kept = { key: await this.#read(), readAt: Date.now() };
      } catch (error) {
        // A key that was good five minutes ago takes deliveries that would be lost otherwise.
        if (!fits) throw error;
      }
    }
    return this.#kept?.key.kid === kid ? this.#kept.key : undefined;
  }

  async #read(): Promise<SigningKey> {
    const { region, keysSecret, secretsEndpoint } = this.#environment;
    const answer = await signedCall(this.#environment, {
      service: 'secretsmanager',
      endpoint: secretsEndpoint ?? `https://secretsmanager.${region}.amazonaws.com/`,
      target: 'secretsmanager.GetSecretValue',
      version: '1.1',
      body: { SecretId: keysSecret },
    });
    const secret = property(parseJson(answer), 'SecretString');
    const stored = parseJson(secret);
    const kid = property(stored, 'kid');
    const key = property(stored, 'key');
    if (typeof kid !== 'string' || typeof key !== 'string')
      throw new Error('the signing keys secret has no key');
    return { kid, key };
  }
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
