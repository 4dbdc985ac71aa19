import { randomUUID } from 'node:crypto';
import { DescribeTimeToLiveCommand, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newKey, TableName, ThingsTable } from '../../support/things-table.ts';

let things: ThingsTable;
beforeAll(async () => {
  things = await ThingsTable.start();
});
afterAll(() => things.stop());

describe('what the connector uses of DynamoDB', () => {
  it('updates lists, maps, counters and sets, and answers the new item', async () => {
    const key = newKey();
    await things.put({ ...key, history: ['a'], counts: { seen: 1 }, obsolete: true });

    const result = await things.client.send(
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

    await things.put(item);

    expect(await things.stored(key)).toEqual(item);
  });

  it('pages a query in both directions', async () => {
    const pk = randomUUID();
    for (const sk of ['run#1', 'run#2', 'run#3', 'other']) await things.put({ pk, sk });
    const page = (forward: boolean, start?: Record<string, unknown>) =>
      things.client.send(
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
    await things.put({ pk: `${listKey}1`, sk: 'c', listKey, status: 'active', secret: 1 });
    await things.put({ pk: `${listKey}2`, sk: 'c', listKey, status: 'paused' });
    await things.put({ pk: `${listKey}3`, sk: 'c', status: 'active' });

    const result = await things.client.send(
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

    await things.client.send(
      new BatchWriteCommand({
        RequestItems: { [TableName]: keys.map((Item) => ({ PutRequest: { Item } })) },
      }),
    );
    const result = await things.client.send(
      new BatchGetCommand({ RequestItems: { [TableName]: { Keys: keys } } }),
    );

    expect(result.Responses?.[TableName]).toHaveLength(25);
    expect(result.UnprocessedKeys).toEqual({});
  });

  it('passes the consumed capacity on', async () => {
    const result = await things.client.send(
      new PutCommand({ TableName, Item: newKey(), ReturnConsumedCapacity: 'TOTAL' }),
    );

    expect(result.ConsumedCapacity?.CapacityUnits).toBe(1);
  });

  it('deletes what is past its time to live when told to, and nothing else', async () => {
    const [old, current, without] = [newKey(), newKey(), newKey()];
    await things.client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
      }),
    );
    await things.put({ ...old, expiresAt: 1_000 });
    await things.put({ ...current, expiresAt: 3_000 });
    await things.put(without);

    const expired = await things.emulator.expireItems(new Date(2_000_000));

    const described = await things.client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(expired).toBe(1);
    expect(await things.stored(old)).toBeUndefined();
    expect(await things.stored(current)).toBeDefined();
    expect(await things.stored(without)).toBeDefined();
    expect(described.TimeToLiveDescription).toMatchObject({
      TimeToLiveStatus: 'ENABLED',
      AttributeName: 'expiresAt',
    });
  });

  it('refuses an unsigned request', async () => {
    const response = await fetch(things.emulator.endpoint, {
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
