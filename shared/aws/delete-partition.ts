import { DeleteCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';

const PARALLEL_DELETES = 25;

/** Deletes the items of one partition whose sort key begins with `prefix`: all of them by default. Safe to repeat. */
export async function deletePartition(
  documents: DynamoDBDocumentClient,
  table: string,
  partition: string,
  prefix = '',
): Promise<void> {
  let cursor: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await documents.send(
      new QueryCommand({
        TableName: table,
        KeyConditionExpression: prefix === '' ? 'pk = :pk' : 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': partition, ...(prefix !== '' && { ':prefix': prefix }) },
        ProjectionExpression: 'pk, sk',
        ConsistentRead: true,
        ExclusiveStartKey: cursor,
      }),
    );
    await pMap(Items, (Key) => documents.send(new DeleteCommand({ TableName: table, Key })), {
      concurrency: PARALLEL_DELETES,
    });
    cursor = LastEvaluatedKey;
  } while (cursor);
}

/** Whether a partition holds any item. */
export async function hasItems(
  documents: DynamoDBDocumentClient,
  table: string,
  partition: string,
): Promise<boolean> {
  const { Items = [] } = await documents.send(
    new QueryCommand({
      TableName: table,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': partition },
      ConsistentRead: true,
      Limit: 1,
    }),
  );
  return Items.length > 0;
}
