import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unlessRefused } from '../aws/unless-refused.ts';
import { connectionSchema, type Connection, type ConnectionStatus } from './connection.ts';

const SORT_KEY = 'connection';
const LIST_KEY = 'connection';
const identitySchema = z.object({ connectionId: z.string() });

/** A page of connections. The cursor is the id of the last one, undefined on the last page. */
export interface ConnectionPage {
  readonly items: readonly Connection[];
  readonly cursor: string | undefined;
}

/** What names a vendor account: our own kind, and a value that is no secret. */
export interface Identity {
  readonly kind: 'outsmart' | 'easybill';
  readonly account: string;
}

/** Connections and which vendor accounts they own. */
export class ConnectionStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  async get(connectionId: string): Promise<Connection | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(connectionId), ConsistentRead: true }),
    );
    return Item && connectionSchema.parse(Item);
  }

  /** Stores a connection as a whole. */
  async put(connection: Connection): Promise<void> {
    await this.#documents.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...keyOf(connection.connectionId), listKey: LIST_KEY, ...connection },
      }),
    );
  }

  /** Sets some attributes of a connection that exists. */
  async update(connectionId: string, changes: Partial<Omit<Connection, 'connectionId'>>): Promise<void> {
    const entries = Object.entries(changes);
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: keyOf(connectionId),
        UpdateExpression: `SET ${entries.map((_, i) => `#n${i} = :v${i}`).join(', ')}`,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: Object.fromEntries(entries.map(([name], i) => [`#n${i}`, name])),
        ExpressionAttributeValues: Object.fromEntries(entries.map(([, value], i) => [`:v${i}`, value])),
      }),
    );
  }

  /** Forgets a connection that never came to be. */
  async remove(connectionId: string): Promise<void> {
    await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(connectionId) }));
  }

  /** Moves a connection from one status to another; false when it was in none of `from`. */
  async changeStatus(
    connectionId: string,
    from: readonly ConnectionStatus[],
    to: ConnectionStatus,
  ): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(connectionId),
          UpdateExpression: 'SET #status = :to',
          ConditionExpression: `#status IN (${from.map((_, i) => `:from${i}`).join(', ')})`,
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: {
            ':to': to,
            ...Object.fromEntries(from.map((status, i) => [`:from${i}`, status])),
          },
        }),
      ),
    );
  }

  /** Connections in the order of their ids, which is the order of their making. */
  async list(limit: number, cursor?: string): Promise<ConnectionPage> {
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName: 'byListKey',
        KeyConditionExpression: 'listKey = :list',
        ExpressionAttributeValues: { ':list': LIST_KEY },
        Limit: limit,
        ...(cursor !== undefined && { ExclusiveStartKey: { ...keyOf(cursor), listKey: LIST_KEY } }),
      }),
    );
    const items = Items.map((item) => connectionSchema.parse(item));
    return { items, cursor: LastEvaluatedKey && items.at(-1)?.connectionId };
  }

  /** Which connection owns a vendor account. */
  async ownerOf(identity: Identity): Promise<string | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: identityKey(identity), ConsistentRead: true }),
    );
    return Item && identitySchema.parse(Item).connectionId;
  }

  /** Takes a vendor account for a connection; false when another one owns it. */
  async claim(identity: Identity, connectionId: string): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...identityKey(identity), connectionId },
          ConditionExpression: 'attribute_not_exists(pk) OR connectionId = :me',
          ExpressionAttributeValues: { ':me': connectionId },
        }),
      ),
    );
  }

  /** Gives a vendor account back if the connection owns it. */
  async release(identity: Identity, connectionId: string): Promise<void> {
    await unlessRefused(
      this.#documents.send(
        new DeleteCommand({
          TableName: this.#table,
          Key: identityKey(identity),
          ConditionExpression: 'connectionId = :me',
          ExpressionAttributeValues: { ':me': connectionId },
        }),
      ),
    );
  }
}

function keyOf(connectionId: string): { pk: string; sk: string } {
  return { pk: connectionId, sk: SORT_KEY };
}

function identityKey({ kind, account }: Identity): { pk: string; sk: string } {
  return { pk: `identity#${kind}#${account}`, sk: 'identity' };
}
