import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import { beginningWith, keySchema, Table } from './table.ts';

const PARALLEL_DELETES = 25;

/** Deletes the items of one partition whose sort key begins with `prefix`: all of them by default. Safe to repeat. */
export async function deletePartition(
  documents: DynamoDBDocumentClient,
  table: string,
  partition: string,
  prefix = '',
): Promise<void> {
  const items = new Table(documents, table);
  const keys = { ...beginningWith(partition, prefix), ProjectionExpression: 'pk, sk', ConsistentRead: true };
  for await (const { Items = [] } of items.pages(keys)) {
    await pMap(Items, (key) => items.delete(keySchema.parse(key)), { concurrency: PARALLEL_DELETES });
  }
}

/** Whether a partition holds any item. */
export async function hasItems(
  documents: DynamoDBDocumentClient,
  table: string,
  partition: string,
): Promise<boolean> {
  const query = { ...beginningWith(partition, ''), ConsistentRead: true, Limit: 1 };
  const { items } = await new Table(documents, table).query(query);
  return items.length > 0;
}
