import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { parseSecret } from '../aws/parse-secret.ts';
import type { SigningKey } from './webhook-token.ts';

const signingKeySchema = z.object({ kid: z.string().min(1), key: z.string().min(32) });

/** Reads the key that signs new tokens. */
export async function readSigningKey(secrets: SecretsManagerClient, secretId: string): Promise<SigningKey> {
  const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId: secretId }));
  return parseSecret(signingKeySchema, SecretString);
}
