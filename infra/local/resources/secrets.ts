import * as z from 'zod';
import { generateSecretString, generateSecretStringSchema } from '../emulators/generated-secret.ts';
import { newVersionToken, type SecretStore } from '../emulators/secret-store.ts';
import type { ResolvedResource } from '../template/stack-resources.ts';

const secretSchema = z.object({
  Description: z.string().optional(),
  SecretString: z.string().optional(),
  GenerateSecretString: generateSecretStringSchema.optional(),
});

/** Creates a secret, with a generated value where the template asks for one, and answers its ARN. */
export function createSecret(store: SecretStore, { name, properties }: ResolvedResource): string {
  const secret = secretSchema.parse(properties);
  const text =
    secret.GenerateSecretString === undefined
      ? secret.SecretString
      : generateSecretString(secret.GenerateSecretString);
  const value = text === undefined ? undefined : { SecretString: text };
  return store.create(name, value, newVersionToken(), secret.Description).ARN;
}
