import { CreateTableCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../infra/local/emulators/dynamodb.ts';
import { inProcess } from './in-process.ts';

/** The connector's tables in memory, as the stack describes them. */
export interface Tables {
  readonly documents: DynamoDBDocumentClient;
  readonly connections: string;
  readonly mappings: string;
  readonly activity: string;
  readonly permits: string;
  readonly ledger: string;
  /** All items of a partition, as stored. */
  items(table: string, partition: string): Promise<Record<string, any>[]>;
  /** Deletes what is past its time to live at a time in epoch milliseconds. */
  expireItems(now: number): Promise<number>;
  stop(): Promise<void>;
}

const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });

export async function startTables(): Promise<Tables> {
  const emulator = await startDynamoDb();
  const client = new DynamoDBClient(inProcess(emulator));
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const keys = {
    BillingMode: 'PAY_PER_REQUEST' as const,
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' as const },
      { AttributeName: 'sk', KeyType: 'RANGE' as const },
    ],
  };
  await documents.send(
    new CreateTableCommand({
      TableName: 'connections',
      ...keys,
      AttributeDefinitions: [text('pk'), text('sk'), text('listKey')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byListKey',
          KeySchema: [
            { AttributeName: 'listKey', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await documents.send(
    new CreateTableCommand({
      TableName: 'ledger',
      ...keys,
      AttributeDefinitions: [text('pk'), text('sk'), text('dueKey')],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byDueKey',
          KeySchema: [
            { AttributeName: 'dueKey', KeyType: 'HASH' },
            { AttributeName: 'pk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    }),
  );
  await documents.send(
    new CreateTableCommand({
      TableName: 'permits',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
      AttributeDefinitions: [text('pk')],
    }),
  );
  for (const TableName of ['mappings', 'activity']) {
    await documents.send(
      new CreateTableCommand({ TableName, ...keys, AttributeDefinitions: [text('pk'), text('sk')] }),
    );
  }
  await documents.send(
    new UpdateTimeToLiveCommand({
      TableName: 'activity',
      TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
    }),
  );
  return {
    documents,
    connections: 'connections',
    mappings: 'mappings',
    activity: 'activity',
    permits: 'permits',
    ledger: 'ledger',
    items: async (TableName, partition) => {
      const { Items = [] } = await documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': partition },
        }),
      );
      return Items;
    },
    expireItems: (now) => emulator.expireItems(new Date(now)),
    stop: async () => {
      documents.destroy();
      client.destroy();
      await emulator.stop();
    },
  };
}
