import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fillPage, partSize } from '../aws/fill-page.ts';
import { Table } from '../aws/table.ts';
import pMap from 'p-map';
import { decodeTime, encodeTime, monotonicFactory } from 'ulid';
import * as z from 'zod';
import { entitySchema, type Entity } from '../records/entity.ts';
import { activityCodeSchema, LEVEL_OF, type ActivityLevel } from './activity-codes.ts';

const KEPT_SECONDS = 90 * 24 * 3600;
const PARALLEL_WRITES = 25;

const paramsSchema = z.record(z.string(), z.union([z.string(), z.number()]));
const storedSchema = z.object({
  id: z.string(),
  code: activityCodeSchema,
  entity: entitySchema.optional(),
  easybillId: z.int().optional(),
  outsmartKey: z.string().optional(),
  /** OutSmart's row id. */
  workOrderId: z.string().optional(),
  runId: z.string().optional(),
  params: paramsSchema,
});

/** What happened, without names or texts: ids, numbers and vendor field names only. */
export type NewActivity = Readonly<Omit<z.infer<typeof storedSchema>, 'id' | 'params'>> & {
  readonly params?: Readonly<z.infer<typeof paramsSchema>>;
};

/** An entry of the sync log. `at` is ISO 8601. */
export type Activity = z.infer<typeof storedSchema> & { readonly at: string; readonly level: ActivityLevel };

/** Which entries to read. */
export interface ActivityFilter {
  readonly level?: ActivityLevel | undefined;
  readonly entity?: Entity | undefined;
  /** Only entries at or after this time, epoch milliseconds. */
  readonly since?: number | undefined;
}

/** The sync log of every connection, kept for 90 days. */
export class ActivityStore {
  readonly #table: Table;
  readonly #now: () => number;
  // Entries of one millisecond keep the order in which they were added.
  readonly #newId = monotonicFactory();

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#table = new Table(documents, table);
    this.#now = now;
  }

  async add(connectionId: string, entries: readonly NewActivity[]): Promise<void> {
    const now = this.#now();
    const items = entries.map((entry) => {
      const id = this.#newId(now);
      return {
        pk: connectionId,
        sk: `activity#${id}`,
        id,
        level: LEVEL_OF[entry.code],
        expiresAt: Math.floor(now / 1000) + KEPT_SECONDS,
        ...entry,
        params: entry.params ?? {},
      };
    });
    await pMap(items, (item) => this.#table.put(item), { concurrency: PARALLEL_WRITES });
  }

  /** Newest first. The cursor is the id of the last entry of the page. */
  async list(
    connectionId: string,
    filter: ActivityFilter,
    limit: number,
    cursor?: string,
  ): Promise<{ items: Activity[]; cursor: string | undefined }> {
    const from = `activity#${encodeTime(Math.max(0, filter.since ?? 0))}`;
    // DynamoDB refuses a start outside of what is asked for.
    if (cursor !== undefined && `activity#${cursor}` < from) return { items: [], cursor: undefined };
    const conditions = [
      ...(filter.level ? ['#level = :level'] : []),
      ...(filter.entity ? ['entity = :entity'] : []),
    ];
    const isFiltered = conditions.length > 0;
    const query = {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
      ...(isFiltered && { FilterExpression: conditions.join(' AND ') }),
      ...(filter.level && { ExpressionAttributeNames: { '#level': 'level' } }),
      ExpressionAttributeValues: {
        ':pk': connectionId,
        ':from': from,
        // "~" sorts behind every character of an id.
        ':to': 'activity#~',
        ':level': filter.level,
        ':entity': filter.entity,
      },
      ScanIndexForward: false,
      Limit: partSize(limit, isFiltered),
    };
    return fillPage(
      async (after) => {
        const part = await this.#table.list(connectionId, 'activity#', { ...query, cursor: after });
        return { ...part, items: part.items.map(readActivity) };
      },
      ({ id }) => id,
      limit,
      cursor,
    );
  }
}

function readActivity(item: Record<string, unknown>): Activity {
  const stored = storedSchema.parse(item);
  return { ...stored, at: new Date(decodeTime(stored.id)).toISOString(), level: LEVEL_OF[stored.code] };
}
