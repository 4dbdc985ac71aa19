import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { startDynamoDb } from '../../../infra/local/emulators/dynamodb.ts';

export const TABLES = ['connections', 'mappings', 'permits', 'activity', 'ledger'] as const;
type Table = (typeof TABLES)[number];
export type Row = Record<string, any>;
/** All rows of all tables. */
export type TableContents = Readonly<Record<Table, readonly Row[]>>;

/** The connector's tables, looked at from outside. */
export interface SimulatedTables {
  readonly endpoint: string;
  readonly documents: DynamoDBDocumentClient;
  rows(table: Table): Promise<Row[]>;
  fill(contents: TableContents): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a DynamoDB with the connector's tables, as the stack describes them. */
export async function startTables(): Promise<SimulatedTables> {
  const emulator = await startDynamoDb();
  const client = new DynamoDBClient({
    endpoint: emulator.endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  const documents = DynamoDBDocumentClient.from(client);
  await Promise.all(TABLES.map((table) => documents.send(new CreateTableCommand(definitionOf(table)))));
  return {
    endpoint: emulator.endpoint,
    documents,
    rows: async (TableName) => (await documents.send(new ScanCommand({ TableName }))).Items ?? [],
    fill: async (contents) => {
      const puts = TABLES.flatMap((table) =>
        contents[table].map((Item) => ({ table, PutRequest: { Item } })),
      );
      for (let start = 0; start < puts.length; start += 25) {
        const batch = Object.groupBy(puts.slice(start, start + 25), ({ table }) => table);
        const RequestItems = Object.fromEntries(
          Object.entries(batch).map(([table, entries]) => [
            table,
            entries.map(({ PutRequest }) => ({ PutRequest })),
          ]),
        );
        await documents.send(new BatchWriteCommand({ RequestItems }));
      }
    },
    stop: async () => {
      client.destroy();
      await emulator.stop();
    },
  };
}

/** Attributes that tables are listed by, each with its index. */
const LIST_KEYS: Partial<Record<Table, readonly string[]>> = {
  connections: ['listKey', 'turnKey'],
  ledger: ['dueKey'],
};

function definitionOf(TableName: Table): CreateTableCommand['input'] {
  const text = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const key = (AttributeName: string, KeyType: 'HASH' | 'RANGE') => ({ AttributeName, KeyType });
  const isSorted = TableName !== 'permits';
  const listKeys = LIST_KEYS[TableName] ?? [];
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: [key('pk', 'HASH'), ...(isSorted ? [key('sk', 'RANGE')] : [])],
    AttributeDefinitions: [text('pk'), ...(isSorted ? [text('sk')] : []), ...listKeys.map(text)],
    ...(listKeys.length > 0 && {
      GlobalSecondaryIndexes: listKeys.map((name) => ({
        IndexName: `by${name.charAt(0).toUpperCase()}${name.slice(1)}`,
        KeySchema: [key(name, 'HASH'), key('pk', 'RANGE')],
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  };
}
