import {
  CreateTableCommand,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { NotEmulatedError } from '../template/errors.ts';
import type { ResolvedResource } from '../template/stack-resources.ts';
import { understoodProperties } from '../template/understood-properties.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const projectionSchema = z.object({
  ProjectionType: z.enum(['ALL', 'INCLUDE', 'KEYS_ONLY']).optional(),
  NonKeyAttributes: z.array(z.string()).optional(),
});

const indexSchema = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: projectionSchema,
});

const tableSchema = z.object({
  KeySchema: keySchema,
  AttributeDefinitions: z.array(
    z.object({ AttributeName: z.string(), AttributeType: z.enum(['B', 'N', 'S']) }),
  ),
  GlobalSecondaryIndexes: z.array(indexSchema).optional(),
  LocalSecondaryIndexes: z.array(indexSchema).optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
  StreamSpecification: z.unknown().optional(),
});

/**
 * Creates a table. Backups, protection and encryption are left out.
 *
 * @throws NotEmulatedError when the table has a stream
 */
export async function createTable(dynamodb: DynamoDBClient, resource: ResolvedResource): Promise<void> {
  const table = understoodProperties(tableSchema, resource);
  if (table.StreamSpecification !== undefined) {
    throw new NotEmulatedError(resource.logicalId, 'a DynamoDB stream');
  }
  await dynamodb.send(
    new CreateTableCommand({
      TableName: resource.name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: table.KeySchema,
      AttributeDefinitions: table.AttributeDefinitions,
      GlobalSecondaryIndexes: table.GlobalSecondaryIndexes,
      LocalSecondaryIndexes: table.LocalSecondaryIndexes,
    }),
  );
  await waitUntilTableExists(
    { client: dynamodb, maxWaitTime: 10, minDelay: 0.01, maxDelay: 0.1 },
    { TableName: resource.name },
  );
  if (table.TimeToLiveSpecification !== undefined) {
    await dynamodb.send(
      new UpdateTimeToLiveCommand({
        TableName: resource.name,
        TimeToLiveSpecification: table.TimeToLiveSpecification,
      }),
    );
  }
}
