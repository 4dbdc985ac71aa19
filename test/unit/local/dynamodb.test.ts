import { randomUUID } from 'node:crypto';
import {
  ConditionalCheckFailedException,
  CreateTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  TransactionCanceledException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactGetCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startDynamoDb, type DynamoDbEmulator } from '../../../infra/local/emulators/dynamodb.ts';

let emulator: DynamoDbEmulator;
let client: DynamoDBDocumentClient;
const TableName = 'things';

beforeAll(async () => {
  emulator = await startDynamoDb();
  client = DynamoDBDocumentClient.from(
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
});

afterAll(async () => {
  client.destroy();
  await emulator.stop();
});

function newKey(): { pk: string; sk: string } {
  return { pk: randomUUID(), sk: 'a' };
}

async function put(item: Record<string, unknown>): Promise<void> {
  await client.send(new PutCommand({ TableName, Item: item }));
}

async function stored(key: { pk: string; sk: string }): Promise<Record<string, unknown> | undefined> {
  return (await client.send(new GetCommand({ TableName, Key: key, ConsistentRead: true }))).Item;
}

async function failureOf<T extends Error>(
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

describe('a transaction of writes', () => {
  it('writes everything when every condition holds', async () => {
    const [put1, updated, deleted, checked] = [newKey(), newKey(), newKey(), newKey()];
    await put({ ...updated, count: 1 });
    await put(deleted);

    await client.send(
      new TransactWriteCommand({
        TransactItems: [
          { Put: { TableName, Item: { ...put1, colour: 'red' } } },
          {
            Update: {
              TableName,
              Key: updated,
              UpdateExpression: 'ADD #c :one',
              ExpressionAttributeNames: { '#c': 'count' },
              ExpressionAttributeValues: { ':one': 1 },
            },
          },
          { Delete: { TableName, Key: deleted } },
          { ConditionCheck: { TableName, Key: checked, ConditionExpression: 'attribute_not_exists(pk)' } },
        ],
      }),
    );

    expect(await stored(put1)).toEqual({ ...put1, colour: 'red' });
    expect(await stored(updated)).toEqual({ ...updated, count: 2 });
    expect(await stored(deleted)).toBeUndefined();
    expect(await stored(checked)).toBeUndefined();
  });

  it('writes nothing when one condition fails, and names the reason of each action with the old item', async () => {
    const [fresh, existing, taken] = [newKey(), newKey(), newKey()];
    await put({ ...existing, count: 1 });
    await put({ ...taken, owner: 'other' });

    const error = await failureOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName, Item: fresh } },
            {
              Update: {
                TableName,
                Key: existing,
                UpdateExpression: 'SET #c = :two',
                ExpressionAttributeNames: { '#c': 'count' },
                ExpressionAttributeValues: { ':two': 2 },
              },
            },
            {
              Put: {
                TableName,
                Item: taken,
                ConditionExpression: 'attribute_not_exists(pk)',
                ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
              },
            },
          ],
        }),
      ),
      TransactionCanceledException,
    );

    expect(error.CancellationReasons?.map(({ Code }) => Code)).toEqual([
      'None',
      'None',
      'ConditionalCheckFailed',
    ]);
    expect(error.CancellationReasons?.[2]?.Item).toMatchObject({ owner: { S: 'other' } });
    expect(await stored(fresh)).toBeUndefined();
    expect(await stored(existing)).toEqual({ ...existing, count: 1 });
  });

  it('gives the item of a failed condition only to who asks for it', async () => {
    const taken = newKey();
    await put(taken);

    const error = await failureOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName, Item: taken, ConditionExpression: 'attribute_not_exists(pk)' } },
          ],
        }),
      ),
      TransactionCanceledException,
    );

    expect(error.CancellationReasons?.[0]?.Item).toBeUndefined();
  });

  it('is cancelled by an update that does not fit the stored item', async () => {
    const [first, second] = [newKey(), newKey()];
    await put({ ...second, count: 'text' });

    const error = await failureOf(
      client.send(
        new TransactWriteCommand({
          TransactItems: [
            { Put: { TableName, Item: first } },
            {
              Update: {
                TableName,
                Key: second,
                UpdateExpression: 'ADD #c :one',
                ExpressionAttributeNames: { '#c': 'count' },
                ExpressionAttributeValues: { ':one': 1 },
              },
            },
          ],
        }),
      ),
      TransactionCanceledException,
    );

    expect(error.CancellationReasons?.map(({ Code }) => Code)).toEqual(['None', 'ValidationError']);
    expect(await stored(first)).toBeUndefined();
  });

  it('is refused when two actions mean the same item', async () => {
    const key = newKey();

    const writing = client.send(
      new TransactWriteCommand({
        TransactItems: [{ Put: { TableName, Item: key } }, { Delete: { TableName, Key: key } }],
      }),
    );

    await expect(writing).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('is applied once for one token, and refused for the same token with other actions', async () => {
    const key = newKey();
    const token = randomUUID();
    const increment = (by: number): TransactWriteCommand =>
      new TransactWriteCommand({
        ClientRequestToken: token,
        TransactItems: [
          {
            Update: {
              TableName,
              Key: key,
              UpdateExpression: 'ADD #c :by',
              ExpressionAttributeNames: { '#c': 'count' },
              ExpressionAttributeValues: { ':by': by },
            },
          },
        ],
      });

    await client.send(increment(1));
    await client.send(increment(1));

    expect(await stored(key)).toMatchObject({ count: 1 });
    await expect(client.send(increment(2))).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  it('is never seen half done', async () => {
    const [left, right] = [newKey(), newKey()];
    const cancelled = Array.from({ length: 20 }, () =>
      client
        .send(
          new TransactWriteCommand({
            TransactItems: [
              { Put: { TableName, Item: left } },
              { Put: { TableName, Item: right, ConditionExpression: 'attribute_exists(pk)' } },
            ],
          }),
        )
        .catch(() => undefined),
    );
    const reads = Array.from({ length: 60 }, () => stored(left));

    const [seen] = await Promise.all([Promise.all(reads), Promise.all(cancelled)]);

    expect(seen.filter((item) => item !== undefined)).toEqual([]);
  });

  it('reports what it used when asked, twice the units of single writes', async () => {
    const result = await client.send(
      new TransactWriteCommand({
        ReturnConsumedCapacity: 'TOTAL',
        TransactItems: [{ Put: { TableName, Item: newKey() } }, { Put: { TableName, Item: newKey() } }],
      }),
    );

    expect(result.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4 }]);
  });
});

describe('a transaction of reads', () => {
  it('answers each item in order, and nothing for one that does not exist', async () => {
    const [first, missing] = [newKey(), newKey()];
    await put(first);

    const result = await client.send(
      new TransactGetCommand({
        TransactItems: [{ Get: { TableName, Key: missing } }, { Get: { TableName, Key: first } }],
      }),
    );

    expect(result.Responses).toEqual([{}, { Item: first }]);
  });
});

describe('a conditional write', () => {
  it('creates once; the second time the old item comes with the error', async () => {
    const key = newKey();
    const create = (owner: string): Promise<unknown> =>
      client.send(
        new PutCommand({
          TableName,
          Item: { ...key, owner },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    await create('first');

    const error = await failureOf(create('second'), ConditionalCheckFailedException);

    expect(error.Item).toMatchObject({ owner: { S: 'first' } });
    expect(await stored(key)).toMatchObject({ owner: 'first' });
  });

  it('updates on the expected version only, with the item that was there', async () => {
    const key = newKey();
    await put({ ...key, version: 3 });
    const update = (expected: number): Promise<unknown> =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: 'SET version = :next',
          ConditionExpression: 'version = :expected',
          ExpressionAttributeValues: { ':next': expected + 1, ':expected': expected },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );

    const error = await failureOf(update(2), ConditionalCheckFailedException);
    await update(3);

    expect(error.Item).toMatchObject({ version: { N: '3' } });
    expect(await stored(key)).toMatchObject({ version: 4 });
  });

  it('of which many run at once lets exactly one win, and shows every loser the winner', async () => {
    const key = newKey();
    const attempts = Array.from({ length: 20 }, (_, owner) =>
      client.send(
        new PutCommand({
          TableName,
          Item: { ...key, owner },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );

    const results = await Promise.allSettled(attempts);

    const winner = await stored(key);
    const losers = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as ConditionalCheckFailedException] : [],
    );
    expect(losers).toHaveLength(19);
    expect(new Set(losers.map(({ Item }) => Item?.owner?.N))).toEqual(new Set([String(winner?.owner)]));
  });

  it('that fails shows the item it failed on, not one that another writer put there since', async () => {
    const key = newKey();
    const write = (owner: string) => client.send(new PutCommand({ TableName, Item: { ...key, owner } }));
    const writeOverA = () =>
      client.send(
        new PutCommand({
          TableName,
          Item: { ...key, owner: 'a' },
          ConditionExpression: '#o = :a',
          ExpressionAttributeNames: { '#o': 'owner' },
          ExpressionAttributeValues: { ':a': 'a' },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      );
    await write('b');

    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => [writeOverA(), write(index % 2 === 0 ? 'a' : 'b')]).flat(),
    );

    const shown = results.flatMap((result) =>
      result.status === 'rejected' ? [(result.reason as ConditionalCheckFailedException).Item?.owner?.S] : [],
    );
    expect(new Set(shown)).toEqual(new Set(['b']));
  });

  it('without the wish for it gets no old item', async () => {
    const key = newKey();
    await put(key);

    const error = await failureOf(
      client.send(
        new DeleteCommand({ TableName, Key: key, ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
      ConditionalCheckFailedException,
    );

    expect(error.Item).toBeUndefined();
  });
});

describe('what the connector uses of DynamoDB', () => {
  it('updates lists, maps, counters and sets, and answers the new item', async () => {
    const key = newKey();
    await put({ ...key, history: ['a'], counts: { seen: 1 }, obsolete: true });

    const result = await client.send(
      new UpdateCommand({
        TableName,
        Key: key,
        UpdateExpression:
          'SET history = list_append(if_not_exists(history, :none), :more), counts.seen = counts.seen + :one, firstSeen = if_not_exists(firstSeen, :now) ADD tags :tags REMOVE obsolete',
        ExpressionAttributeValues: {
          ':none': [],
          ':more': ['b'],
          ':one': 1,
          ':now': 7,
          ':tags': new Set(['x', 'y']),
        },
        ReturnValues: 'ALL_NEW',
      }),
    );

    expect(result.Attributes).toEqual({
      ...key,
      history: ['a', 'b'],
      counts: { seen: 2 },
      firstSeen: 7,
      tags: new Set(['x', 'y']),
    });
  });

  it('keeps empty text, empty lists and null as they are', async () => {
    const key = newKey();
    const item = { ...key, text: '', list: [], map: {}, nothing: null };

    await put(item);

    expect(await stored(key)).toEqual(item);
  });

  it('pages a query in both directions', async () => {
    const pk = randomUUID();
    for (const sk of ['run#1', 'run#2', 'run#3', 'other']) await put({ pk, sk });
    const page = (forward: boolean, start?: Record<string, unknown>) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': pk, ':prefix': 'run#' },
          Limit: 2,
          ScanIndexForward: forward,
          ExclusiveStartKey: start,
        }),
      );

    const first = await page(false);
    const second = await page(false, first.LastEvaluatedKey);
    const ascending = await page(true);

    expect(first.Items?.map(({ sk }) => sk as string)).toEqual(['run#3', 'run#2']);
    expect(second.Items?.map(({ sk }) => sk as string)).toEqual(['run#1']);
    expect(second.LastEvaluatedKey).toBeUndefined();
    expect(ascending.Items?.map(({ sk }) => sk as string)).toEqual(['run#1', 'run#2']);
  });

  it('queries an index of which only some items are part, with a filter and a projection', async () => {
    const listKey = randomUUID();
    await put({ pk: `${listKey}1`, sk: 'c', listKey, status: 'active', secret: 1 });
    await put({ pk: `${listKey}2`, sk: 'c', listKey, status: 'paused' });
    await put({ pk: `${listKey}3`, sk: 'c', status: 'active' });

    const result = await client.send(
      new QueryCommand({
        TableName,
        IndexName: 'byListKey',
        KeyConditionExpression: 'listKey = :key',
        FilterExpression: '#s IN (:active)',
        ProjectionExpression: 'pk, #s',
        ExpressionAttributeNames: { '#s': 'status' },
        ExpressionAttributeValues: { ':key': listKey, ':active': 'active' },
      }),
    );

    expect(result.Items).toEqual([{ pk: `${listKey}1`, status: 'active' }]);
  });

  it('writes and reads in batches', async () => {
    const keys = Array.from({ length: 25 }, newKey);

    await client.send(
      new BatchWriteCommand({
        RequestItems: { [TableName]: keys.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
    const result = await client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys } } }));

    expect(result.Responses?.[TableName]).toHaveLength(25);
    expect(result.UnprocessedKeys).toEqual({});
  });

  it('passes the consumed capacity on', async () => {
    const result = await client.send(
      new PutCommand({ TableName, Item: newKey(), ReturnConsumedCapacity: 'TOTAL' }),
    );

    expect(result.ConsumedCapacity?.CapacityUnits).toBe(1);
  });

  it('deletes what is past its time to live when told to, and nothing else', async () => {
    const [old, current, without] = [newKey(), newKey(), newKey()];
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );
    await put({ ...old, expiresAt: 1_000 });
    await put({ ...current, expiresAt: 3_000 });
    await put(without);

    const expired = await emulator.expireItems(new Date(2_000_000));

    const described = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(expired).toBe(1);
    expect(await stored(old)).toBeUndefined();
    expect(await stored(current)).toBeDefined();
    expect(await stored(without)).toBeDefined();
    expect(described.TimeToLiveDescription).toMatchObject({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    });
  });

  it('refuses an unsigned request', async () => {
    const response = await fetch(emulator.endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        'content-type': 'application/x-amz-json-1.0',
      },
      body: '{}',
    });

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('MissingAuthenticationToken');
  });
});
