import { randomUUID } from 'node:crypto';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table } from '../aws/table.ts';

/** Thrown when another function is connecting, maintaining or disconnecting the same OutSmart account. */
export class ConnectionBusyError extends Error {
  override readonly name = 'ConnectionBusyError';

  constructor() {
    super('another function works on the same connection');
  }
}

/**
 * Lets one function at a time change what a connection has outside: its credentials and its webhook. A holder that
 * crashed is out when its time is up.
 */
export class ConnectionLock {
  readonly #table: Table;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#table = new Table(documents, table);
    this.#now = now;
  }

  /**
   * Runs `work` as the only holder.
   *
   * @param outsmartAccount a connection that does not exist yet has no id, but it has this
   * @param until when the function ends, epoch milliseconds
   * @throws ConnectionBusyError when somebody else is the holder
   */
  async hold<Result>(outsmartAccount: string, until: number, work: () => Promise<Result>): Promise<Result> {
    const holder = randomUUID();
    const key = { pk: `lock#${outsmartAccount}`, sk: 'lock' };
    const isHolder = await this.#table.put(
      { ...key, holder, until },
      {
        ConditionExpression: 'attribute_not_exists(pk) OR #until < :now OR holder = :me',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':now': this.#now(), ':me': holder },
      },
    );
    if (!isHolder) throw new ConnectionBusyError();
    try {
      return await work();
    } finally {
      await this.#table.delete(key, {
        ConditionExpression: 'holder = :me',
        ExpressionAttributeValues: { ':me': holder },
      });
    }
  }
}
