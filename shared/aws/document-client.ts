import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CallObserver } from './call-observer.ts';
import { observeClient } from './observe.ts';

/** A DynamoDB document client for the region and endpoint of the environment; undefined attributes are left out. */
export function createDocumentClient(observer?: CallObserver): DynamoDBDocumentClient {
  const client = new DynamoDBClient({});
  if (observer) observeClient(client, 'dynamodb', observer);
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}
