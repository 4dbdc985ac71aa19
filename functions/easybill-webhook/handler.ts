import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { hookSecret, isGenuine, readToken } from '../../shared/webhooks/webhook-token.ts';
import { readEnvironment, type Route } from './environment.ts';
import { findSecret } from './find-secret.ts';
import { readDelivery, type Delivery } from './read-delivery.ts';
import { signedCall } from './signed-call.ts';
import { SigningKeys } from './signing-keys.ts';

const LARGEST_BODY_BYTES = 256 * 1024;
const REFUSED = { statusCode: 404 };
const ACCEPTED = { statusCode: 200 };
/** Resources that easybill has events for. Another one is not named in the log: it may be any text of the sender. */
const EVENT = /^(customer|contact|position|document|postbox)\.(create|update|deleted?)$/;

// runs on cold start only
const environment = readEnvironment();
const keys = new SigningKeys(environment);

/** Where OutSmart, or whoever speaks for it, reports that something happened there. */
const OUTSMART_ROUTE = 'POST /events/outsmart/{connectionId}/{token}';

/**
 * Takes a webhook of easybill: checks that its URL is one we registered, puts the record's id on the queue of its
 * entity and answers 200, the only status easybill takes for delivered. What it says about the record is not used; the
 * worker reads the newest state. Events of OutSmart take the same way: whatever they say, the completed work orders are
 * read. No zod, middy, Powertools or SDK here: this is the hot path.
 */
export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { connectionId = '', token = '' } = event.pathParameters ?? {};
  const parts = readToken(token);
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (!parts || !/^c[0-9A-Z]{26}$/.test(connectionId) || body.length > LARGEST_BODY_BYTES) return REFUSED;
  const { kid, generation, mac } = parts;
  const signingKey = await keys.get(kid);
  const kind = event.routeKey === OUTSMART_ROUTE ? 'outsmart' : 'easybill';
  if (!signingKey || !isGenuine(signingKey.key, kind, connectionId, generation, mac)) return REFUSED;
  if (kind === 'outsmart') {
    const hint = { type: 'poll', source: 'event', connectionId, tokenGeneration: generation };
    await send(environment.triggerQueueUrl, connectionId, hint);
    log(connectionId, 'workOrder', 'Accepted', []);
    return ACCEPTED;
  }

  const delivery = readDelivery(event.headers, body.toString());
  const [, resource = '', change = ''] = EVENT.exec(delivery.event) ?? [];
  const route = environment.routes.get(resource);
  if (route) await enqueue(route, connectionId, generation, change, delivery);
  const secretIn = findSecret(
    hookSecret(signingKey, connectionId),
    event.headers,
    event.queryStringParameters ?? {},
    delivery,
  );
  log(connectionId, route?.entity ?? resource, route ? 'Accepted' : 'Ignored', secretIn);
  return ACCEPTED;
}

async function enqueue(
  { queueUrl, entity }: Route,
  connectionId: string,
  tokenGeneration: number,
  change: string,
  { easybillId, customerId }: Delivery,
): Promise<void> {
  const hint =
    easybillId === undefined
      ? { type: 'reconcile' }
      : {
          type: 'record',
          easybillId,
          source: 'webhook',
          change: change === 'deleted' ? 'delete' : change,
          ...(entity === 'contact' && customerId !== undefined && { parentId: customerId }),
        };
  await send(queueUrl, connectionId, { ...hint, connectionId, entity, tokenGeneration });
}

async function send(queueUrl: string, connectionId: string, hint: object): Promise<void> {
  const message = { ...hint, firstQueuedAt: Date.now(), hops: 0 };
  await signedCall(environment, {
    service: 'sqs',
    endpoint: environment.sqsEndpoint ?? queueUrl,
    target: 'AmazonSQS.SendMessage',
    version: '1.0',
    body: { QueueUrl: queueUrl, MessageBody: JSON.stringify(message), MessageGroupId: connectionId },
  });
}

/** One line for the log that is also a metric (CloudWatch embedded metric format). */
function log(
  connectionId: string,
  entity: string,
  outcome: 'Accepted' | 'Ignored',
  secretIn: readonly string[],
): void {
  const metric = {
    Namespace: 'OutSmartEasybill',
    Dimensions: [['service', 'entity', 'outcome']],
    Metrics: [{ Name: 'Webhook' }],
  };
  const line = {
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [metric] },
    service: 'easybill-webhook',
    entity: entity === '' ? 'unknown' : entity,
    outcome,
    connectionId,
    secretIn,
    Webhook: 1,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
