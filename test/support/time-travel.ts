import {
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
} from '@aws-sdk/client-secrets-manager';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '../../infra/local/stack/local-stack.ts';
import { api, eventually, rows } from './connector.ts';

const SIGNING_KEYS = 'WebhookKeys';

/** Lets the scheduler look at every connection, as it does within a quarter of an hour. */
export async function lookAtAll(stack: LocalStack): Promise<void> {
  const result = await stack.invoke('Scheduler', { task: 'tick', minutes: 15 });
  if ('error' in result) throw new Error(`the scheduler failed: ${JSON.stringify(result.error)}`);
}

/** Makes the webhook of a connection look as if nobody had looked at it for a day. */
export async function forgetWebhookCheck(stack: LocalStack, connectionId: string): Promise<void> {
  await change(stack, connectionId, 'SET webhook.checkedAt = :then');
}

/** Makes it look as if the vendors had not been asked for the credentials of a connection for hours. */
export async function forgetProbe(stack: LocalStack, connectionId: string): Promise<void> {
  await change(stack, connectionId, 'SET probedAt = :then');
}

/** Makes it look as if the request to connect had come long ago. */
export async function forgetConnectStart(stack: LocalStack, connectionId: string): Promise<void> {
  await change(stack, connectionId, 'SET connectingSince = :then', new Date(0).toISOString());
}

/** Makes a signing key that every function knows by now. Functions that have read the keys keep them for minutes. */
export async function rotateSigningKey(stack: LocalStack): Promise<string> {
  const result = await stack.invoke('Scheduler', { task: 'rotateKeys', now: true });
  if ('error' in result) throw new Error(`the rotation failed: ${JSON.stringify(result.error)}`);
  const { SecretList = [] } = await stack.clients.secrets.send(new ListSecretsCommand({}));
  const SecretId = SecretList.find(({ Name }) => Name!.includes(SIGNING_KEYS))!.Name;
  const { SecretString = '' } = await stack.clients.secrets.send(new GetSecretValueCommand({ SecretId }));
  const keys = JSON.parse(SecretString) as { kid: string };
  const aged = JSON.stringify({ ...keys, since: Date.now() - 3_600_000 });
  await stack.clients.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: aged }));
  return keys.kid;
}

/** Waits until a connection has a status. */
export async function statusBecomes(stack: LocalStack, connectionId: string, status: string): Promise<void> {
  await eventually(
    async () => (await api(stack, 'GET', `/connections/${connectionId}`)).body.status as string,
    (now) => now === status,
  );
}

/** The stored connection. */
export async function storedConnection(
  stack: LocalStack,
  connectionId: string,
): Promise<Record<string, any> | undefined> {
  return (await rows(stack, 'Connections', connectionId)).find(({ sk }) => sk === 'connection');
}

async function change(
  stack: LocalStack,
  connectionId: string,
  UpdateExpression: string,
  then: number | string = 0,
): Promise<void> {
  await stack.clients.dynamodb.send(
    new UpdateCommand({
      TableName: stack.tableName('Connections'),
      Key: { pk: connectionId, sk: 'connection' },
      UpdateExpression,
      ExpressionAttributeValues: { ':then': then },
    }),
  );
}
