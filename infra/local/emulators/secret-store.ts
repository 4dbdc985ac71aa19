import { randomBytes, randomUUID } from 'node:crypto';
import { SecretsManagerError } from './secrets-manager-error.ts';

/** A secret's value: text or bytes in base64. */
export type SecretValue = { readonly SecretString: string } | { readonly SecretBinary: string };

interface Version {
  readonly id: string;
  readonly value: SecretValue;
  readonly createdAt: Date;
  stages: string[];
}

interface Secret {
  readonly arn: string;
  readonly name: string;
  readonly createdAt: Date;
  description: string | undefined;
  deletedAt: Date | undefined;
  versions: Version[];
}

const maximumSizeBytes = 65_536;
const namePattern = /^[A-Za-z0-9/_+=.@-]{1,512}$/;
const dayMs = 24 * 60 * 60 * 1000;

/**
 * The secrets of one account and region. The methods answer the members of the API's answers.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_Operations.html
 */
export class SecretStore {
  readonly #secrets = new Map<string, Secret>();
  readonly #arnPrefix: string;

  /** `arnPrefix` ends before the name, as in `arn:aws:secretsmanager:eu-central-1:000000000000:secret:`. */
  constructor(arnPrefix: string) {
    this.#arnPrefix = arnPrefix;
  }

  /**
   * @throws SecretsManagerError `ResourceExistsException` when the name is taken, `InvalidRequestException` while a
   * deleted secret of that name waits for the end of its recovery window
   */
  create(name: string, value: SecretValue | undefined, token: string, description?: string): SecretAnswer {
    if (!namePattern.test(name)) throw new SecretsManagerError('InvalidParameterException', 'Invalid name.');
    const existing = this.#secrets.get(name);
    if (existing?.deletedAt !== undefined) {
      throw new SecretsManagerError(
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    }
    const repeated = existing?.versions.find(({ id }) => id === token);
    if (existing !== undefined && repeated !== undefined && sameValue(repeated.value, value)) {
      return { ...identity(existing), VersionId: token };
    }
    if (existing !== undefined) {
      throw new SecretsManagerError(
        'ResourceExistsException',
        `The operation failed because the secret ${name} already exists.`,
      );
    }
    // Six random characters, as Secrets Manager adds: a policy for the exact name would not match.
    const suffix = randomBytes(12).toString('base64').replace(/[+/]/g, 'x').slice(0, 6);
    const secret: Secret = {
      arn: `${this.#arnPrefix}${name}-${suffix}`,
      name,
      createdAt: new Date(),
      description,
      deletedAt: undefined,
      versions: [],
    };
    if (value !== undefined) addVersion(secret, value, token);
    this.#secrets.set(name, secret);
    return { ...identity(secret), ...(value === undefined ? {} : { VersionId: token }) };
  }

  getValue(id: string, versionId?: string, stage?: string): Answer {
    const secret = this.#alive(id);
    const wantedStage = stage ?? (versionId === undefined ? 'AWSCURRENT' : undefined);
    const version = secret.versions.find(
      (candidate) =>
        (versionId === undefined || candidate.id === versionId) &&
        (wantedStage === undefined || candidate.stages.includes(wantedStage)),
    );
    if (version === undefined) {
      throw new SecretsManagerError(
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for staging label: ${String(wantedStage)}`,
      );
    }
    return {
      ...identity(secret),
      ...version.value,
      VersionId: version.id,
      VersionStages: version.stages,
      CreatedDate: seconds(version.createdAt),
    };
  }

  putValue(id: string, value: SecretValue, token: string): Answer {
    const secret = this.#alive(id);
    addVersion(secret, value, token);
    return { ...identity(secret), VersionId: token, VersionStages: ['AWSCURRENT'] };
  }

  /**
   * Without `force` the secret stays recoverable and keeps its name reserved for `windowDays`. With `force` it is gone
   * at once, and deleting one that does not exist succeeds.
   */
  delete(id: string, force: boolean, windowDays: number): Answer {
    const now = new Date();
    if (force) {
      const secret = this.#lookUp(id);
      if (secret === undefined) {
        return { ARN: `${this.#arnPrefix}${id}`, Name: id, DeletionDate: seconds(now) };
      }
      this.#secrets.delete(secret.name);
      return { ...identity(secret), DeletionDate: seconds(now) };
    }
    const secret = this.#alive(id);
    secret.deletedAt = now;
    return { ...identity(secret), DeletionDate: seconds(new Date(now.getTime() + windowDays * dayMs)) };
  }

  /** All secrets but those marked for deletion, in one page. */
  list(): Answer {
    const alive = [...this.#secrets.values()].filter(({ deletedAt }) => deletedAt === undefined);
    return { SecretList: alive.map((secret) => ({ ...identity(secret), Description: secret.description })) };
  }

  #lookUp(id: string): Secret | undefined {
    const byName = this.#secrets.get(id);
    if (byName !== undefined) return byName;
    return [...this.#secrets.values()].find(({ arn }) => arn === id || arn.slice(0, -7) === id);
  }

  #find(id: string): Secret {
    const secret = this.#lookUp(id);
    if (secret !== undefined) return secret;
    throw new SecretsManagerError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  }

  #alive(id: string): Secret {
    const secret = this.#find(id);
    if (secret.deletedAt === undefined) return secret;
    throw new SecretsManagerError(
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    );
  }
}

/** The members of an answer. */
export type Answer = Readonly<Record<string, unknown>>;

/** The members of an answer about one secret. */
export type SecretAnswer = Answer & { readonly ARN: string; readonly Name: string };

/** A token for a version, as the SDK makes one for each call. */
export function newVersionToken(): string {
  return randomUUID();
}

// Each stage is on one version; the version before the current one stays readable as AWSPREVIOUS.
function addVersion(secret: Secret, value: SecretValue, token: string): void {
  const text = 'SecretString' in value ? value.SecretString : value.SecretBinary;
  if (Buffer.byteLength(text) > maximumSizeBytes) {
    throw new SecretsManagerError(
      'InvalidParameterException',
      'The secret value is longer than 65536 bytes.',
    );
  }
  const repeated = secret.versions.find(({ id }) => id === token);
  if (repeated !== undefined) {
    if (sameValue(repeated.value, value)) return;
    throw new SecretsManagerError(
      'ResourceExistsException',
      'A version with this token exists and has another value.',
    );
  }
  for (const version of secret.versions) {
    version.stages = version.stages.includes('AWSCURRENT') ? ['AWSPREVIOUS'] : [];
  }
  secret.versions = secret.versions.filter(({ stages }) => stages.length > 0);
  secret.versions.push({ id: token, value, createdAt: new Date(), stages: ['AWSCURRENT'] });
}

function sameValue(left: SecretValue, right: SecretValue | undefined): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

function identity(secret: Secret): { readonly ARN: string; readonly Name: string } {
  return { ARN: secret.arn, Name: secret.name };
}

function seconds(date: Date): number {
  return date.getTime() / 1000;
}
