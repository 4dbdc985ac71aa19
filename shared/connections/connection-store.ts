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
import { slotOf } from './slot.ts';

const SORT_KEY = 'connection';
const LIST_KEY = 'connection';
const identitySchema = z.object({ connectionId: z.string() });

/** A page of connections. The cursor is the id of the last one, undefined on the last page. */
export interface ConnectionPage {
  readonly items: readonly Connection[];
  readonly cursor: string | undefined;
}

/** Connections that have their slot, and the ids of those that cannot be read: they delay no other. */
export interface SlotPage extends ConnectionPage {
  readonly unreadable: readonly string[];
}

/** What names a vendor account, or a pair of them: our own kind, and a value that is no secret. */
export interface Identity {
  readonly kind: 'outsmart' | 'easybill' | 'pair';
  readonly account: string;
}

/** Names both accounts of a connection. */
export function pairOf({
  outsmartAccount,
  easybillAccount,
}: Pick<Connection, 'outsmartAccount' | 'easybillAccount'>): Identity {
  return { kind: 'pair', account: `${outsmartAccount}#${easybillAccount}` };
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
        Item: {
          ...keyOf(connection.connectionId),
          listKey: LIST_KEY,
          turnKey: turnKey(slotOf(connection.connectionId)),
          ...connection,
        },
      }),
    );
  }

  /**
   * Sets some attributes of a connection that exists; those that are undefined are removed.
   *
   * @param whileIn the statuses in which it may be done; false when it was in none of them, or is gone
   */
  async update(
    connectionId: string,
    changes: { readonly [Name in keyof Omit<Connection, 'connectionId'>]?: Connection[Name] | undefined },
    whileIn?: readonly ConnectionStatus[],
  ): Promise<boolean> {
    const entries = Object.entries(changes);
    const set = entries.flatMap(([, value], i) => (value === undefined ? [] : [`#n${i} = :v${i}`]));
    const remove = entries.flatMap(([, value], i) => (value === undefined ? [`#n${i}`] : []));
    const statuses = whileIn?.map((status, i) => [`:status${i}`, status] as const);
    return unlessRefused(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(connectionId),
          UpdateExpression: [
            ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
            ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
          ].join(' '),
          ConditionExpression: statuses
            ? `#status IN (${statuses.map(([name]) => name).join(', ')})`
            : 'attribute_exists(pk)',
          ExpressionAttributeNames: {
            ...Object.fromEntries(entries.map(([name], i) => [`#n${i}`, name])),
            ...(statuses && { '#status': 'status' }),
          },
          ExpressionAttributeValues: {
            ...Object.fromEntries(
              entries.flatMap(([, value], i) => (value === undefined ? [] : [[`:v${i}`, value]])),
            ),
            ...Object.fromEntries(statuses ?? []),
          },
        }),
      ),
    );
  }

  /** Forgets a connection. */
  async remove(connectionId: string): Promise<void> {
    await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key: keyOf(connectionId) }));
  }

  /** Moves a connection from one status to another; false when it was in none of `from`. */
  async changeStatus(
    connectionId: string,
    from: readonly ConnectionStatus[],
    to: ConnectionStatus,
  ): Promise<boolean> {
    return this.update(connectionId, { status: to }, from);
  }

  /** Connections in the order of their ids, which is the order of their making. */
  async list(limit: number, cursor?: string): Promise<ConnectionPage> {
    const page = await this.#query('byListKey', { name: 'listKey', value: LIST_KEY }, limit, cursor);
    return { ...page, items: page.items.map((item) => connectionSchema.parse(item)) };
  }

  /** Connections whose slot is in the given minute, see {@link slotOf}. */
  async listSlot(slot: number, limit: number, cursor?: string): Promise<SlotPage> {
    const page = await this.#query('byTurnKey', { name: 'turnKey', value: turnKey(slot) }, limit, cursor);
    const read = page.items.map((item) => ({ item, parsed: connectionSchema.safeParse(item) }));
    return {
      cursor: page.cursor,
      items: read.flatMap(({ parsed }) => parsed.data ?? []),
      unreadable: read.filter(({ parsed }) => !parsed.success).map(({ item }) => String(item.pk)),
    };
  }

  /** Which connection owns a vendor account. */
  async ownerOf(identity: Identity): Promise<string | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: identityKey(identity), ConsistentRead: true }),
    );
    return Item && identitySchema.parse(Item).connectionId;
  }

  /**
   * Takes a vendor account for a connection; false when another one owns it.
   *
   * @param from a connection that no longer needs it, and may lose it
   */
  async claim(identity: Identity, connectionId: string, from = connectionId): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new PutCommand({
          TableName: this.#table,
          Item: { ...identityKey(identity), connectionId },
          ConditionExpression: 'attribute_not_exists(pk) OR connectionId IN (:me, :from)',
          ExpressionAttributeValues: { ':me': connectionId, ':from': from },
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

  async #query(
    IndexName: string,
    partition: { readonly name: string; readonly value: string },
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: Record<string, unknown>[]; cursor: string | undefined }> {
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        IndexName,
        KeyConditionExpression: '#partition = :partition',
        ExpressionAttributeNames: { '#partition': partition.name },
        ExpressionAttributeValues: { ':partition': partition.value },
        Limit: limit,
        ...(cursor !== undefined && {
          ExclusiveStartKey: { ...keyOf(cursor), [partition.name]: partition.value },
        }),
      }),
    );
    const last: unknown = LastEvaluatedKey?.pk;
    return { items: Items, cursor: typeof last === 'string' ? last : undefined };
  }
}

function turnKey(slot: number): string {
  return `connection#${slot}`;
}

function keyOf(connectionId: string): { pk: string; sk: string } {
  return { pk: connectionId, sk: SORT_KEY };
}

function identityKey({ kind, account }: Identity): { pk: string; sk: string } {
  return { pk: `identity#${kind}#${account}`, sk: 'identity' };
}
