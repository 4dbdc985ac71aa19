import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startDynamoDb, type DynamoDbEmulator } from './dynamodb.ts';
import { startSecretsManager, type SecretsManagerEmulator } from './secrets-manager.ts';
import { startSqs, type SqsEmulator } from './sqs.ts';

/** The AWS services a stack needs, with clients for them. */
export interface Emulators {
  readonly dynamodb: DynamoDbEmulator & { readonly client: DynamoDBClient };
  readonly sqs: SqsEmulator & { readonly client: SQSClient };
  readonly secretsManager: SecretsManagerEmulator & { readonly client: SecretsManagerClient };
  /** Ends the services and their clients. */
  stop(): Promise<void>;
}

/** Starts the services, each on a free port of the loopback interface. */
export async function startEmulators(region: string, account: string): Promise<Emulators> {
  const dynamodb = await startDynamoDb();
  const sqs = await startSqs();
  const secretsManager = await startSecretsManager(`arn:aws:secretsmanager:${region}:${account}:secret:`);
  const client = { region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const clients = {
    dynamodb: new DynamoDBClient({ ...client, endpoint: dynamodb.endpoint }),
    sqs: new SQSClient({ ...client, endpoint: sqs.endpoint }),
    secretsManager: new SecretsManagerClient({ ...client, endpoint: secretsManager.endpoint }),
  };
  return {
    dynamodb: { ...dynamodb, client: clients.dynamodb },
    sqs: { ...sqs, client: clients.sqs },
    secretsManager: { ...secretsManager, client: clients.secretsManager },
    stop: async () => {
      for (const each of Object.values(clients)) each.destroy();
      await Promise.all([dynamodb.stop(), sqs.stop(), secretsManager.stop()]);
    },
  };
}
