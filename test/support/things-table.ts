import { expect } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb, type DynamoDbEmulator } from '../../infra/local/emulators/dynamodb.ts';

export const TableName = 'things';

/** A key that no other test uses. */
export function newKey(): { pk: string; sk: string } {
  return { pk: randomUUID(), sk: 'a' };
}

/** The DynamoDB emulator with one table, as the connector's are: keys `pk` and `sk`, and an index. */
export class ThingsTable {
  readonly emulator: DynamoDbEmulator;
  readonly client: DynamoDBDocumentClient;

  private constructor(emulator: DynamoDbEmulator, client: DynamoDBDocumentClient) {
    this.emulator = emulator;
    this.client = client;
  }

  static async start(): Promise<ThingsTable> {
    const emulator = await startDynamoDb();
    const client = DynamoDBDocumentClient.from(
      new DynamoDBClient({
        endpoint: emulator.endpoint,
        region: 'eu-central-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    );
    await client.send(
      new CreateTableCommand({
        TableName,
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
          { AttributeName: 'listKey', AttributeType: 'S' },
        ],
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
    return new ThingsTable(emulator, client);
  }

  async put(item: Record<string, unknown>): Promise<void> {
    await this.client.send(new PutCommand({ TableName, Item: item }));
  }

  async stored(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> {
    const { Item } = await this.client.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }));
    return Item;
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.emulator.stop();
  }
}

/** The error an operation fails with, of the kind expected. */
export async function failureOf<T extends Error>(
  call: Promise<unknown>,
  type: new (...parameters: never[]) => T,
): Promise<T> {
  const error: unknown = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(type);
  return error as T;
}
