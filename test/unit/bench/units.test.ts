import { describe, expect, it } from '@jest/globals';
import { UnitCounter } from '../../bench/units.ts';

const REFUSED = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
});
const CANCELLED = JSON.stringify({ __type: 'com.amazonaws.dynamodb.v20120810#TransactionCanceledException' });

function counted(...calls: [operation: string, request: object, answer: object | string][]): object {
  const counter = new UnitCounter();
  for (const [operation, request, answer] of calls) {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    counter.count(operation, JSON.stringify(request), text);
  }
  return Object.fromEntries(counter.byTable);
}

const used = (table: string, units: number) => ({ TableName: table, CapacityUnits: units });

describe('counting request units', () => {
  it('adds up reads and writes of each table', () => {
    expect(
      counted(
        ['Query', { TableName: 'a' }, { ConsumedCapacity: used('a', 12.5) }],
        ['GetItem', { TableName: 'a', ConsistentRead: true }, { ConsumedCapacity: used('a', 1) }],
        ['PutItem', { TableName: 'a' }, { ConsumedCapacity: used('a', 2) }],
        ['UpdateItem', { TableName: 'b' }, { ConsumedCapacity: used('b', 1) }],
      ),
    ).toEqual({ a: { read: 13.5, write: 2 }, b: { read: 0, write: 1 } });
  });

  it('reads every table of a batch and of a transaction', () => {
    const answer = { ConsumedCapacity: [used('a', 4), used('b', 2)] };

    expect(counted(['BatchWriteItem', {}, answer], ['TransactWriteItems', {}, answer])).toEqual({
      a: { read: 0, write: 8 },
      b: { read: 0, write: 4 },
    });
  });

  it('counts a query that finds nothing as the smallest read', () => {
    const empty = { ConsumedCapacity: used('a', 0) };

    expect(counted(['Query', { TableName: 'a' }, empty])).toEqual({ a: { read: 0.5, write: 0 } });
    expect(counted(['Query', { TableName: 'a', ConsistentRead: true }, empty])).toEqual({
      a: { read: 1, write: 0 },
    });
  });

  it('counts writes that a condition refused', () => {
    const transaction = {
      TransactItems: [{ Put: { TableName: 'a' } }, { Update: { TableName: 'b' } }],
    };

    expect(
      counted(['PutItem', { TableName: 'a' }, REFUSED], ['TransactWriteItems', transaction, CANCELLED]),
    ).toEqual({ a: { read: 0, write: 3 }, b: { read: 0, write: 2 } });
  });

  it('counts nothing for other errors', () => {
    expect(counted(['PutItem', { TableName: 'a' }, { __type: 'x#ValidationException' }])).toEqual({});
  });
});
