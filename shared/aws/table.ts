import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
  paginateQuery,
  type DynamoDBDocumentClient,
  type GetCommandInput,
  type PutCommandInput,
  type QueryCommandInput,
  type QueryCommandOutput,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { answerUnlessRefused, unlessRefused } from './unless-refused.ts';

/** See {@link ItemKey}. */
export const keySchema = z.object({ pk: z.string(), sk: z.string() });

/** Where an item is in its table. */
export type ItemKey = z.infer<typeof keySchema>;

/** An item as it is stored: whoever reads it parses it. */
type Item = Record<string, unknown>;

/** On what a write depends, in DynamoDB's own words. */
export type Condition = Pick<
  PutCommandInput,
  'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues'
>;

type Query = Omit<QueryCommandInput, 'TableName'>;
/** A change of attributes, in DynamoDB's own words. */
export type Update = Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ReturnValues'>;

/** One table. Each method makes one call, but for those that read all pages, and throws what the SDK throws. */
export class Table {
  readonly name: string;
  readonly #documents: DynamoDBDocumentClient;

  constructor(documents: DynamoDBDocumentClient, name: string) {
    this.#documents = documents;
    this.name = name;
  }

  /** Reads one item, consistently unless told otherwise. */
  async get(
    Key: ItemKey,
    options: Pick<GetCommandInput, 'ConsistentRead' | 'ProjectionExpression'> = { ConsistentRead: true },
  ): Promise<Item | undefined> {
    const command = new GetCommand({ TableName: this.name, Key, ...options });
    return (await this.#documents.send(command)).Item;
  }

  /** Stores an item as a whole; false when the condition refused it. */
  put(Item: ItemKey & Item, condition: Condition = {}): Promise<boolean> {
    return unlessRefused(this.#documents.send(new PutCommand({ TableName: this.name, Item, ...condition })));
  }

  /** Changes attributes of an item; false when the condition refused it. */
  async update(Key: ItemKey, update: Update): Promise<boolean> {
    return unlessRefused(this.#documents.send(new UpdateCommand({ TableName: this.name, Key, ...update })));
  }

  /** {@link update}, and the item as it is then; undefined when the condition refused it. */
  async updated(Key: ItemKey, update: Update): Promise<Item | undefined> {
    const command = new UpdateCommand({ TableName: this.name, Key, ...update, ReturnValues: 'ALL_NEW' });
    return (await answerUnlessRefused(this.#documents.send(command)))?.Attributes;
  }

  /** Deletes an item, which need not be there; false when the condition refused it. */
  delete(Key: ItemKey, condition: Condition = {}): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(new DeleteCommand({ TableName: this.name, Key, ...condition })),
    );
  }

  /** One page, and the key it ends with unless it is the last one. */
  async query(query: Query): Promise<{ items: Item[]; last: ItemKey | undefined }> {
    const command = new QueryCommand({ TableName: this.name, ...query });
    const { Items = [], LastEvaluatedKey } = await this.#documents.send(command);
    return { items: Items, last: keySchema.optional().parse(LastEvaluatedKey) };
  }

  /** A page of the items whose sort keys begin with `prefix`. The cursor is what follows in the last of these keys. */
  async list(
    pk: string,
    prefix: string,
    { cursor, ...query }: Query & { readonly cursor: string | undefined },
  ): Promise<{ items: Item[]; cursor: string | undefined }> {
    const { items, last } = await this.query({
      ...beginningWith(pk, prefix),
      ...query,
      ExclusiveStartKey: cursor === undefined ? undefined : { pk, sk: prefix + cursor },
    });
    return { items, cursor: last?.sk.slice(prefix.length) };
  }

  /** Page by page, each read when it is asked for. */
  pages(query: Query): AsyncIterable<QueryCommandOutput> {
    return paginateQuery({ client: this.#documents }, { TableName: this.name, ...query });
  }

  /** The items of all pages. */
  async queryAll(query: Query): Promise<Item[]> {
    const items: Item[] = [];
    for await (const { Items = [] } of this.pages(query)) items.push(...Items);
    return items;
  }
}

/** Asks for the items of a partition whose sort keys begin with `prefix`. */
export function beginningWith(
  pk: string,
  prefix: string,
): Pick<QueryCommandInput, 'KeyConditionExpression' | 'ExpressionAttributeValues'> {
  if (prefix === '') {
    return { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
  }
  return {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':pk': pk, ':prefix': prefix },
  };
}

/**
 * Sets attributes, and removes those that are undefined: `#name` and `:name` stand for each in further expressions.
 *
 * @param also further assignments
 */
export function changing(
  changes: object,
  also: readonly string[] = [],
): {
  UpdateExpression: string;
  ExpressionAttributeNames: Record<string, string>;
  ExpressionAttributeValues: Record<string, unknown>;
} {
  const entries = Object.entries(changes);
  const values = entries.filter(([, value]) => value !== undefined);
  const set = [...values.map(([name]) => `#${name} = :${name}`), ...also];
  const remove = entries.flatMap(([name, value]) => (value === undefined ? [`#${name}`] : []));
  return {
    UpdateExpression: [
      ...(set.length > 0 ? [`SET ${set.join(', ')}`] : []),
      ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
    ].join(' '),
    ExpressionAttributeNames: Object.fromEntries(entries.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(values.map(([name, value]) => [`:${name}`, value])),
  };
}
