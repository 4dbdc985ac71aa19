import { randomUUID } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fromAttributes, fromItem, toItem, type StoredPermits } from './permit-item.ts';
import type { PermitState } from './permit-state.ts';

/** Where the permits of each connection are, one record each, written only over the version that was read. */
export interface PermitStore {
  /** @returns undefined for a connection without permits yet */
  read(connectionId: string): Promise<StoredPermits | undefined>;
  /**
   * Writes `state` if the record still has the version `over` (undefined: if there is none).
   *
   * @returns undefined when written, else what is stored instead
   */
  write(
    connectionId: string,
    over: string | undefined,
    state: PermitState,
  ): Promise<StoredPermits | undefined>;
}

/** Permits in DynamoDB: one item per connection, key `pk`. A write that lost a race costs no further read. */
export function createPermitStore(documents: DynamoDBDocumentClient, table: string): PermitStore {
  return {
    async read(connectionId) {
      const { Item } = await documents.send(
        new GetCommand({ TableName: table, Key: { pk: connectionId }, ConsistentRead: true }),
      );
      return Item && fromItem(Item);
    },

    async write(connectionId, over, state) {
      const version = randomUUID();
      try {
        await documents.send(
          new PutCommand({
            TableName: table,
            Item: { pk: connectionId, ...toItem({ version, state }) },
            ConditionExpression: over === undefined ? 'attribute_not_exists(pk)' : '#version = :over',
            ...(over === undefined
              ? {}
              : {
                  ExpressionAttributeNames: { '#version': 'version' },
                  ExpressionAttributeValues: { ':over': over },
                }),
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return undefined;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // Nothing comes back when the item is gone: then reading says so.
        const current = error.Item ? fromAttributes(error.Item) : await this.read(connectionId);
        if (current === undefined) throw error;
        // The SDK repeats a write whose answer was lost; then the condition fails on our own first attempt.
        return current.version === version ? undefined : current;
      }
    },
  };
}
