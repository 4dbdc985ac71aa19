import { randomUUID } from 'node:crypto';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { TransactGetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failureOf, newKey, TableName, ThingsTable } from '../../support/things-table.ts';

let things: ThingsTable;
beforeAll(async () => {
  things = await ThingsTable.start();
});
afterAll(() => things.stop());

describe('a transaction of writes', () => {
  it('writes everything when every condition holds', async () => {
    const [put1, updated, deleted, checked] = [newKey(), newKey(), newKey(), newKey()];
    await things.put({ ...updated, count: 1 });
    await things.put(deleted);

    await things.client.send(
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

    expect(await things.stored(put1)).toEqual({ ...put1, colour: 'red' });
    expect(await things.stored(updated)).toEqual({ ...updated, count: 2 });
    expect(await things.stored(deleted)).toBeUndefined();
    expect(await things.stored(checked)).toBeUndefined();
  });

  it('writes nothing when one condition fails, and names the reason of each action with the old item', async () => {
    const [fresh, existing, taken] = [newKey(), newKey(), newKey()];
    await things.put({ ...existing, count: 1 });
    await things.put({ ...taken, owner: 'other' });

    const error = await failureOf(
      things.client.send(
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
    expect(await things.stored(fresh)).toBeUndefined();
    expect(await things.stored(existing)).toEqual({ ...existing, count: 1 });
  });

  it('gives the item of a failed condition only to who asks for it', async () => {
    const taken = newKey();
    await things.put(taken);

    const error = await failureOf(
      things.client.send(
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
    await things.put({ ...second, count: 'text' });

    const error = await failureOf(
      things.client.send(
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
    expect(await things.stored(first)).toBeUndefined();
  });

  it('is refused when two actions mean the same item', async () => {
    const key = newKey();

    const writing = things.client.send(
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

    await things.client.send(increment(1));
    await things.client.send(increment(1));

    expect(await things.stored(key)).toMatchObject({ count: 1 });
    await expect(things.client.send(increment(2))).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
  });

  it('is never seen half done', async () => {
    const [left, right] = [newKey(), newKey()];
    const cancelled = Array.from({ length: 20 }, () =>
      things.client
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
    const reads = Array.from({ length: 60 }, () => things.stored(left));

    const [seen] = await Promise.all([Promise.all(reads), Promise.all(cancelled)]);

    expect(seen.filter((item) => item !== undefined)).toEqual([]);
  });

  it('reports what it used when asked, twice the units of single writes', async () => {
    const result = await things.client.send(
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
    await things.put(first);

    const result = await things.client.send(
      new TransactGetCommand({
        TransactItems: [{ Get: { TableName, Key: missing } }, { Get: { TableName, Key: first } }],
      }),
    );

    expect(result.Responses).toEqual([{}, { Item: first }]);
  });
});
