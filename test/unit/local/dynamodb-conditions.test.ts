import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { failureOf, newKey, TableName, ThingsTable } from '../../support/things-table.ts';

let things: ThingsTable;
beforeAll(async () => {
  things = await ThingsTable.start();
});
afterAll(() => things.stop());

describe('a conditional write', () => {
  it('creates once; the second time the old item comes with the error', async () => {
    const key = newKey();
    const create = (owner: string): Promise<unknown> =>
      things.client.send(
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
    expect(await things.stored(key)).toMatchObject({ owner: 'first' });
  });

  it('updates on the expected version only, with the item that was there', async () => {
    const key = newKey();
    await things.put({ ...key, version: 3 });
    const update = (expected: number): Promise<unknown> =>
      things.client.send(
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
    expect(await things.stored(key)).toMatchObject({ version: 4 });
  });

  it('of which many run at once lets exactly one win, and shows every loser the winner', async () => {
    const key = newKey();
    const attempts = Array.from({ length: 20 }, (_, owner) =>
      things.client.send(
        new PutCommand({
          TableName,
          Item: { ...key, owner },
          ConditionExpression: 'attribute_not_exists(pk)',
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        }),
      ),
    );

    const results = await Promise.allSettled(attempts);

    const winner = await things.stored(key);
    const losers = results.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as ConditionalCheckFailedException] : [],
    );
    expect(losers).toHaveLength(19);
    expect(new Set(losers.map(({ Item }) => Item?.owner?.N))).toEqual(new Set([String(winner?.owner)]));
  });

  it('that fails shows the item it failed on, not one that another writer put there since', async () => {
    const key = newKey();
    const write = (owner: string) =>
      things.client.send(new PutCommand({ TableName, Item: { ...key, owner } }));
    const writeOverA = () =>
      things.client.send(
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
    await things.put(key);

    const error = await failureOf(
      things.client.send(
        new DeleteCommand({ TableName, Key: key, ConditionExpression: 'attribute_not_exists(pk)' }),
      ),
      ConditionalCheckFailedException,
    );

    expect(error.Item).toBeUndefined();
  });
});
