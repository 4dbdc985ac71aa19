import { env } from 'node:process';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SecretStore } from '../../../infra/local/emulators/secret-store.ts';
import type { Environment } from '../../../shared/environment.ts';
import type { QueueVariables } from '../../../shared/messages/import-queues.ts';
import { startSecretsManager } from '../../../infra/local/emulators/secrets-manager.ts';

const KEYS_SECRET = 'webhook-keys';
const REGION = 'eu-central-1';

/** Where requests to the queue and to the webhook route go. */
export interface Receiver {
  send(body: string, delaySeconds: number): void;
  /** Answers with the HTTP status. */
  webhook(path: string, headers: Readonly<Record<string, string | undefined>>, body: string): Promise<number>;
}

/** What all worlds of a test file share: Secrets Manager, and the address of the queue and of the webhook route. */
export interface Platform {
  /** The receiver of the world at work. */
  receiver: Receiver | undefined;
  readonly url: string;
  /** Environment of whoever sends to import queues. */
  readonly queueUrls: Pick<Environment, keyof QueueVariables>;
  readonly keysSecret: string;
  /** All secrets: their values by name. */
  secrets(): Record<string, string>;
  /** Puts these secrets in place of all there are. */
  restoreSecrets(secrets: Readonly<Record<string, string>>): void;
  stop(): Promise<void>;
}

/** Starts what worlds share and points the AWS clients of this process to it. */
export async function startPlatform(): Promise<Platform> {
  const secrets = await startSecretsManager(`arn:aws:secretsmanager:${REGION}:000000000000:secret:`);
  const signingKey = JSON.stringify({ kid: 'k1', key: 'a signing key of more than 32 characters' });
  secrets.store.create(KEYS_SECRET, { SecretString: signingKey }, 'signing-key-version-000000000000001');

  const server = createServer((request, response) => {
    void (async () => {
      const body = await textOf(request);
      const { receiver } = platform;
      if (!receiver) {
        response.writeHead(503).end();
      } else if (request.headers['x-amz-target'] === 'AmazonSQS.SendMessage') {
        const message = JSON.parse(body) as { MessageBody: string; DelaySeconds?: number };
        receiver.send(message.MessageBody, message.DelaySeconds ?? 0);
        const MD5OfMessageBody = createHash('md5').update(message.MessageBody).digest('hex');
        response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
        response.end(JSON.stringify({ MessageId: 'sent', MD5OfMessageBody }));
      } else {
        const headers = request.headers as Record<string, string | undefined>;
        response.writeHead(await receiver.webhook(request.url ?? '', headers, body)).end();
      }
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const queueUrls = {
    CUSTOMERS_QUEUE_URL: `${url}/000000000000/customers`,
    CONTACTS_QUEUE_URL: `${url}/000000000000/contacts`,
    PRODUCTS_QUEUE_URL: `${url}/000000000000/products`,
    CATEGORIES_QUEUE_URL: `${url}/000000000000/categories`,
    HOUR_TYPES_QUEUE_URL: `${url}/000000000000/hour-types`,
    EMPLOYEES_QUEUE_URL: `${url}/000000000000/employees`,
  };
  Object.assign(env, {
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_SQS: url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    ...queueUrls,
    TRIGGER_QUEUE_URL: `${url}/000000000000/trigger`,
    WEBHOOK_KEYS_SECRET: KEYS_SECRET,
    POWERTOOLS_LOG_LEVEL: 'SILENT',
    POWERTOOLS_METRICS_NAMESPACE: 'Simulation',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_SERVICE_NAME: 'simulation',
  });
  const platform: Platform = {
    receiver: undefined,
    url,
    queueUrls,
    keysSecret: KEYS_SECRET,
    secrets: () =>
      Object.fromEntries(namesOf(secrets.store).map((name) => [name, valueOf(secrets.store, name)])),
    restoreSecrets: (values) => {
      for (const name of namesOf(secrets.store)) secrets.store.delete(name, true, 7);
      for (const [name, SecretString] of Object.entries(values)) {
        secrets.store.create(name, { SecretString }, `version-of-${name}-restored-${SecretString.length}`);
      }
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await secrets.stop();
    },
  };
  return platform;
}

function namesOf(store: SecretStore): string[] {
  const { SecretList } = store.list() as { SecretList: { Name: string }[] };
  return SecretList.map(({ Name }) => Name);
}

function valueOf(store: SecretStore, name: string): string {
  return (store.getValue(name) as { SecretString: string }).SecretString;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
