import * as z from 'zod';
import { awsJsonError, awsJsonOk, serveAwsJson } from './aws-json-server.ts';
import { newVersionToken, SecretStore, type Answer, type SecretValue } from './secret-store.ts';
import { SecretsManagerError } from './secrets-manager-error.ts';

/** A Secrets Manager in this process, its secrets in memory. */
export interface SecretsManagerEmulator {
  readonly endpoint: string;
  /** The secrets behind the endpoint, for those a template creates. */
  readonly store: SecretStore;
  stop(): Promise<void>;
}

// Strict: a parameter that is not emulated must not be ignored silently.
const valueMembers = { SecretString: z.string().optional(), SecretBinary: z.string().optional() };
const token = z.string().default(newVersionToken);
const secretId = z.strictObject({ SecretId: z.string() });
const createSchema = z.strictObject({
  Name: z.string(),
  Description: z.string().optional(),
  ClientRequestToken: token,
  Tags: z.array(z.unknown()).optional(),
  KmsKeyId: z.string().optional(),
  ...valueMembers,
});
const getSchema = secretId.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() });
const putSchema = secretId.extend({ ClientRequestToken: token, ...valueMembers });
const deleteSchema = secretId.extend({
  ForceDeleteWithoutRecovery: z.boolean().default(false),
  RecoveryWindowInDays: z.number().min(7).max(30).optional(),
});
const listSchema = z.strictObject({ MaxResults: z.number().optional() });

/** Starts Secrets Manager's JSON 1.1 endpoint. `arnPrefix` as for {@link SecretStore}. */
export async function startSecretsManager(arnPrefix: string): Promise<SecretsManagerEmulator> {
  const store = new SecretStore(arnPrefix);
  const server = await serveAwsJson('1.1', (operation, body) =>
    Promise.resolve(answerOf(store, operation, JSON.parse(body === '' ? '{}' : body))),
  );
  return { endpoint: server.url, store, stop: () => server.close() };
}

function answerOf(
  store: SecretStore,
  operation: string,
  input: unknown,
): { readonly status: number; readonly body: string } {
  try {
    const answer = perform(store, operation, input);
    if (answer === undefined) {
      return awsJsonError('UnknownOperationException', `${operation} is not emulated.`);
    }
    return awsJsonOk(answer);
  } catch (error) {
    if (error instanceof SecretsManagerError) return awsJsonError(error.code, error.message);
    if (error instanceof z.ZodError) {
      const parameters = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
      return awsJsonError('InvalidParameterException', `Not valid, or not emulated: ${parameters}`);
    }
    throw error;
  }
}

function perform(store: SecretStore, operation: string, input: unknown): Answer | undefined {
  switch (operation) {
    case 'CreateSecret': {
      const request = createSchema.parse(input);
      return store.create(request.Name, valueOf(request), request.ClientRequestToken, request.Description);
    }
    case 'GetSecretValue': {
      const request = getSchema.parse(input);
      return store.getValue(request.SecretId, request.VersionId, request.VersionStage);
    }
    case 'PutSecretValue': {
      const request = putSchema.parse(input);
      const value = valueOf(request);
      if (value === undefined) {
        const message = 'You must provide either SecretString or SecretBinary.';
        throw new SecretsManagerError('InvalidRequestException', message);
      }
      return store.putValue(request.SecretId, value, request.ClientRequestToken);
    }
    case 'DeleteSecret': {
      const request = deleteSchema.parse(input);
      const { ForceDeleteWithoutRecovery: force, RecoveryWindowInDays: window } = request;
      if (force && window !== undefined) {
        const message = "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";
        throw new SecretsManagerError('InvalidParameterException', message);
      }
      return store.delete(request.SecretId, force, window ?? 30);
    }
    case 'ListSecrets':
      listSchema.parse(input);
      return store.list();
    default:
      return undefined;
  }
}

function valueOf(request: {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}): SecretValue | undefined {
  const { SecretString: text, SecretBinary: bytes } = request;
  if (text !== undefined && bytes !== undefined) {
    const message =
      "You can't specify both a binary secret value and a string secret value in the same secret.";
    throw new SecretsManagerError('InvalidParameterException', message);
  }
  if (text !== undefined) return { SecretString: text };
  return bytes === undefined ? undefined : { SecretBinary: bytes };
}
