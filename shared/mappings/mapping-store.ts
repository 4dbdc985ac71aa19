import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table, type ItemKey } from '../aws/table.ts';
import pMap from 'p-map';
import * as z from 'zod';
import { entitySchema, laneOf, type Entity } from '../records/entity.ts';
import { mappingKey, readMapping, sortKey, type Mapping } from './mapping.ts';

const PARALLEL_WRITES = 25;

const claimSchema = z.object({
  easybillId: z.int(),
  parentId: z.int().optional(),
  links: z.array(z.string()).optional(),
});

/** Under no lease nothing is written. */
const NO_FENCE = 0;

/** What reads mappings without a lease. */
export type MappingReader = (entity: Entity) => Pick<MappingStore, 'ownerOf' | 'get'>;

/** Mappings of a connection, only to be read. */
export function mappingReader(
  documents: DynamoDBDocumentClient,
  table: string,
  connectionId: string,
): MappingReader {
  return (entity) => new MappingStore(documents, table, connectionId, entity, NO_FENCE);
}

/** Mappings of one lane of one connection, written only under a valid lease. */
export class MappingStore {
  readonly #table: Table;
  readonly #partition: string;
  readonly #fence: number;
  /** Contact persons lie behind their customers, so that those of many customers are read at once. */
  readonly #isNested: boolean;

  constructor(
    documents: DynamoDBDocumentClient,
    table: string,
    connectionId: string,
    entity: Entity,
    fence: number,
  ) {
    this.#table = new Table(documents, table);
    this.#partition = partitionOf(connectionId, entity);
    this.#fence = fence;
    this.#isNested = entity === 'contact';
  }

  /** @param parentId the customer of a contact person, where it is known */
  async get(easybillId: number, parentId?: number): Promise<Mapping | undefined> {
    const parent = parentId ?? (this.#isNested ? await this.parentOf(easybillId) : undefined);
    if (this.#isNested && parent === undefined) return undefined;
    const item = await this.#table.get(this.#key(easybillId, parent));
    return item && readMapping(item);
  }

  /** The customer of a contact person that was written once: its key is its easybill id. */
  async parentOf(easybillId: number): Promise<number | undefined> {
    return (await this.#readClaim(String(easybillId)))?.parentId;
  }

  /**
   * All mappings with ids from `from` to `to`; for contact persons, with customers of these ids. Eventually consistent, at a 26th of the price of reading them one by
   * one: storing a stale one is refused, and a stale hash causes a write too many, or one that the next run makes.
   */
  async range(from: number, to: number): Promise<Map<number, Mapping>> {
    // DynamoDB refuses a range that ends before it begins.
    if (from > to) return new Map();
    const items = await this.#table.queryAll({
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':pk': this.#partition, ':from': sortKey(from), ':to': `${sortKey(to)}~` },
    });
    return new Map(items.map(readMapping).map((mapping) => [mapping.easybillId, mapping]));
  }

  /** The next mappings with ids below `id`, highest first. Eventually consistent. */
  async before(id: number, count: number): Promise<Mapping[]> {
    const { items } = await this.#table.query({
      KeyConditionExpression: 'pk = :pk AND sk < :id',
      ExpressionAttributeValues: { ':pk': this.#partition, ':id': sortKey(id) },
      ScanIndexForward: false,
      Limit: count,
    });
    return items.map(readMapping);
  }

  /**
   * Stores mappings as a whole, unless someone else stored one of them since it was read.
   *
   * @throws LeaseLostError when someone did: under a later lease, or when what was read was stale
   */
  async put(mappings: readonly Mapping[]): Promise<void> {
    await pMap(
      mappings,
      async ({ easybillId, parentId, fence: seen = this.#fence, outsmartKey, ...attributes }) => {
        // Shorter, for those that are read by the thousand: the key of a contact person is its easybill id.
        const key = outsmartKey === String(easybillId) ? { idIsKey: true } : { outsmartKey };
        const stored = await this.#table.put(
          { ...this.#key(easybillId, parentId), ...attributes, ...key, fence: this.#fence },
          {
            ConditionExpression: 'attribute_not_exists(fence) OR fence IN (:fence, :seen)',
            ExpressionAttributeValues: { ':fence': this.#fence, ':seen': seen },
          },
        );
        if (!stored) throw new LeaseLostError();
      },
      { concurrency: PARALLEL_WRITES },
    );
  }

  /**
   * Takes an OutSmart key for an easybill record; names the owner when another record has it. `links` are the categories
   * that OutSmart's record may be in since somebody had the key before.
   */
  async claimKey(
    key: string,
    easybillId: number,
    parentId?: number,
  ): Promise<{ owner: number; links?: readonly string[] | undefined }> {
    const ofParent = parentId === undefined ? '' : ', parentId = :parent';
    const claimed = await this.#table.updated(this.#claim(key), {
      UpdateExpression: `SET easybillId = :me${ofParent} REMOVE alias`,
      ConditionExpression: 'attribute_not_exists(pk) OR easybillId = :me OR alias = :true',
      ExpressionAttributeValues: { ':me': easybillId, ':true': true, ':parent': parentId },
    });
    if (claimed) return { owner: easybillId, links: claimSchema.parse(claimed).links };
    const owner = await this.ownerOf(key);
    return owner === undefined ? this.claimKey(key, easybillId, parentId) : { owner };
  }

  /** Which easybill record an OutSmart key belongs to. */
  async ownerOf(key: string): Promise<number | undefined> {
    return (await this.#readClaim(key))?.easybillId;
  }

  /** Takes a key from a record that no longer uses it; false when it is not that record's any more. */
  takeKey(key: string, from: number, to: number): Promise<boolean> {
    return this.#table.update(this.#claim(key), {
      UpdateExpression: 'SET easybillId = :to REMOVE alias',
      ConditionExpression: 'easybillId = :from',
      ExpressionAttributeValues: { ':from': from, ':to': to },
    });
  }

  /** Keeps a key as an alias: it still leads to its record, but another one may take it. False when it is not ours. */
  async keepAsAlias(key: string, easybillId: number): Promise<boolean> {
    return this.#table.update(this.#claim(key), {
      UpdateExpression: 'SET alias = :true',
      ConditionExpression: 'easybillId = :me',
      ExpressionAttributeValues: { ':me': easybillId, ':true': true },
    });
  }

  /**
   * Keeps in mind which categories OutSmart's record is in, for whoever has its key next: links belong to the key.
   * Undefined forgets them. Nothing happens when the key is not the record's any more.
   */
  async keepLinks(key: string, easybillId: number, links: readonly string[] | undefined): Promise<void> {
    await this.#table.update(this.#claim(key), {
      UpdateExpression: links ? 'SET links = :links' : 'REMOVE links',
      ConditionExpression: 'easybillId = :me',
      ExpressionAttributeValues: { ':me': easybillId, ':links': links },
    });
  }

  async #readClaim(key: string): Promise<z.infer<typeof claimSchema> | undefined> {
    const item = await this.#table.get(this.#claim(key));
    return item && claimSchema.parse(item);
  }

  #key(easybillId: number, parentId: number | undefined): ItemKey {
    return { pk: this.#partition, sk: mappingKey(easybillId, parentId) };
  }

  #claim(key: string): ItemKey {
    // OutSmart may not tell upper from lower case in a key, so for us they are the same.
    return { pk: keysOf(this.#partition), sk: key.toLowerCase() };
  }
}

/** Thrown when a mapping was stored by another lease since it was read; the record is read and compared again. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor() {
    super('another lease stored the mapping since it was read; the record is read again');
  }
}

/** The partitions of a table in which the mappings of a connection are, and who owns which key. */
export function mappingPartitions(connectionId: string): string[] {
  return [...new Set(entitySchema.options.map(laneOf))].flatMap((entity) => {
    const partition = partitionOf(connectionId, entity);
    return [partition, keysOf(partition)];
  });
}

function partitionOf(connectionId: string, entity: Entity): string {
  return `${connectionId}#${laneOf(entity)}`;
}

function keysOf(partition: string): string {
  return `${partition}#keys`;
}
