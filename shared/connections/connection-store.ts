import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { changing, Table, type ItemKey } from '../aws/table.ts';
import * as z from 'zod';
import { connectionSchema, type Connection, type ConnectionStatus } from './connection.ts';
import { withIgnoreBefore } from './ignore-before.ts';
import type { Settings } from './settings/settings.ts';
import { slotOf } from './slot.ts';

const SORT_KEY = 'connection';
const LIST_KEY = 'connection';
const INDEX_OF = { listKey: 'byListKey', turnKey: 'byTurnKey' } as const;
/** A connection that was stored without a time before which work orders are left out has that of connecting. */
const storedSchema = connectionSchema.transform((connection): Connection => ({
  ...connection,
  settings: withIgnoreBefore(connection.settings, connection.createdAt),
}));
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
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  async get(connectionId: string): Promise<Connection | undefined> {
    const item = await this.#table.get(keyOf(connectionId));
    return item && storedSchema.parse(item);
  }

  /** Stores a connection as a whole. */
  async put(connection: Connection): Promise<void> {
    await this.#table.put({
      ...keyOf(connection.connectionId),
      listKey: LIST_KEY,
      turnKey: turnKey(slotOf(connection.connectionId)),
      ...connection,
    });
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
    const change = changing(changes);
    const statuses = whileIn?.map((status, i) => [`:status${i}`, status] as const);
    return this.#table.update(keyOf(connectionId), {
      ...change,
      ConditionExpression: statuses
        ? `#status IN (${statuses.map(([name]) => name).join(', ')})`
        : 'attribute_exists(pk)',
      ExpressionAttributeNames: {
        ...change.ExpressionAttributeNames,
        ...(statuses && { '#status': 'status' }),
      },
      ExpressionAttributeValues: valuesOf({
        ...change.ExpressionAttributeValues,
        ...Object.fromEntries(statuses ?? []),
      }),
    });
  }

  /** Stores new settings over those that `connection` was read with; false when others were stored since. */
  replaceSettings({ connectionId, settingsVersion }: Connection, settings: Settings): Promise<boolean> {
    const unchanged =
      settingsVersion === undefined ? 'attribute_not_exists(settingsVersion)' : 'settingsVersion = :version';
    return this.#table.update(keyOf(connectionId), {
      UpdateExpression: 'SET settings = :settings, settingsVersion = :next',
      ConditionExpression: `attribute_exists(pk) AND ${unchanged}`,
      ExpressionAttributeValues: {
        ':settings': settings,
        ':next': (settingsVersion ?? 0) + 1,
        ':version': settingsVersion,
      },
    });
  }

  /** Forgets a connection. */
  async remove(connectionId: string): Promise<void> {
    await this.#table.delete(keyOf(connectionId));
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
    const page = await this.#query('listKey', LIST_KEY, limit, cursor);
    return { ...page, items: page.items.map((item) => storedSchema.parse(item)) };
  }

  /** Connections whose slot is in the given minute, see {@link slotOf}. */
  async listSlot(slot: number, limit: number, cursor?: string): Promise<SlotPage> {
    const page = await this.#query('turnKey', turnKey(slot), limit, cursor);
    const read = page.items.map((item) => ({ item, parsed: storedSchema.safeParse(item) }));
    return {
      cursor: page.cursor,
      items: read.flatMap(({ parsed }) => parsed.data ?? []),
      unreadable: read.filter(({ parsed }) => !parsed.success).map(({ item }) => String(item.pk)),
    };
  }

  /** Which connection owns a vendor account. */
  async ownerOf(identity: Identity): Promise<string | undefined> {
    const item = await this.#table.get(identityKey(identity));
    return item && identitySchema.parse(item).connectionId;
  }

  /**
   * Takes a vendor account for a connection; false when another one owns it.
   *
   * @param from a connection that no longer needs it, and may lose it
   */
  async claim(identity: Identity, connectionId: string, from = connectionId): Promise<boolean> {
    return this.#table.put(
      { ...identityKey(identity), connectionId },
      {
        ConditionExpression: 'attribute_not_exists(pk) OR connectionId IN (:me, :from)',
        ExpressionAttributeValues: { ':me': connectionId, ':from': from },
      },
    );
  }

  /** Gives a vendor account back if the connection owns it. */
  async release(identity: Identity, connectionId: string): Promise<void> {
    await this.#table.delete(identityKey(identity), {
      ConditionExpression: 'connectionId = :me',
      ExpressionAttributeValues: { ':me': connectionId },
    });
  }

  async #query(
    indexKey: keyof typeof INDEX_OF,
    value: string,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ items: Record<string, unknown>[]; cursor: string | undefined }> {
    const { items, last } = await this.#table.query({
      IndexName: INDEX_OF[indexKey],
      KeyConditionExpression: `${indexKey} = :value`,
      ExpressionAttributeValues: { ':value': value },
      Limit: limit,
      ExclusiveStartKey: cursor === undefined ? undefined : { ...keyOf(cursor), [indexKey]: value },
    });
    return { items, cursor: last?.pk };
  }
}

/** DynamoDB refuses an empty list of values: a change may only remove. */
function valuesOf(values: Record<string, unknown>): Record<string, unknown> | undefined {
  return Object.keys(values).length > 0 ? values : undefined;
}

function turnKey(slot: number): string {
  return `connection#${slot}`;
}

function keyOf(connectionId: string): ItemKey {
  return { pk: connectionId, sk: SORT_KEY };
}

function identityKey({ kind, account }: Identity): ItemKey {
  return { pk: `identity#${kind}#${account}`, sk: 'identity' };
}
