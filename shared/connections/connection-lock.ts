import { randomUUID } from 'node:crypto';
import { DeleteCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unlessRefused } from '../aws/unless-refused.ts';

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
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#documents = documents;
    this.#table = table;
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
    const Key = { pk: `lock#${outsmartAccount}`, sk: 'lock' };
    const isHolder = await unlessRefused(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...Key, holder, until },
          ConditionExpression: 'attribute_not_exists(pk) OR #until < :now OR holder = :me',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':now': this.#now(), ':me': holder },
        }),
      ),
    );
    if (!isHolder) throw new ConnectionBusyError();
    try {
      return await work();
    } finally {
      await unlessRefused(
        this.#documents.send(
          new DeleteCommand({
            TableName: this.#table,
            Key,
            ConditionExpression: 'holder = :me',
            ExpressionAttributeValues: { ':me': holder },
          }),
        ),
      );
    }
  }
}
