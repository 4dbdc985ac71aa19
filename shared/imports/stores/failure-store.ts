import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { fillPage, partSize } from '../../aws/fill-page.ts';
import { beginningWith, Table, type ItemKey } from '../../aws/table.ts';
import pMap from 'p-map';
import * as z from 'zod';
import { activityCodeSchema } from '../../activity/activity-codes.ts';
import type { NewActivity } from '../../activity/activity-store.ts';
import { entitySchema, laneOf, type Lane } from '../../records/entity.ts';

const KEPT_SECONDS = 90 * 24 * 3600;
const PARALLEL_WRITES = 25;

const failureSchema = z.object({
  entity: entitySchema,
  easybillId: z.int(),
  outsmartKey: z.string().optional(),
  runId: z.string().optional(),
  code: activityCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** ISO 8601. */
  since: z.string(),
});

/** A record whose newest state is not in OutSmart, and why; worded like an entry of the activity. */
export type Failure = z.infer<typeof failureSchema>;

/** Names the one failure a record can have. */
export interface FailureKey {
  readonly lane: Lane;
  readonly easybillId: number;
}

/**
 * The records of each connection that are not in OutSmart as they are at easybill, for 90 days after that was logged.
 */
export class FailureStore {
  readonly #table: Table;
  readonly #now: () => number;

  constructor(documents: DynamoDBDocumentClient, table: string, now: () => number) {
    this.#table = new Table(documents, table);
    this.#now = now;
  }

  /** Keeps failures; each replaces the one its record had before. */
  async put(connectionId: string, failures: readonly (NewActivity & FailureKey)[]): Promise<void> {
    const now = this.#now();
    await pMap(
      failures,
      ({ lane, params = {}, ...failure }) =>
        this.#table.put({
          ...keyOf(connectionId, { lane, easybillId: failure.easybillId }),
          ...failure,
          params,
          since: new Date(now).toISOString(),
          expiresAt: Math.floor(now / 1000) + KEPT_SECONDS,
        }),
      { concurrency: PARALLEL_WRITES },
    );
  }

  /** Forgets failures whose cause is gone. */
  async remove(connectionId: string, failures: readonly FailureKey[]): Promise<void> {
    await pMap(failures, (failure) => this.#table.delete(keyOf(connectionId, failure)), {
      concurrency: PARALLEL_WRITES,
    });
  }

  /** How many records of a connection are not in OutSmart as they are at easybill. */
  async count(connectionId: string): Promise<number> {
    let count = 0;
    const query = { ...beginningWith(connectionId, PREFIX), Select: 'COUNT' } as const;
    for await (const { Count = 0 } of this.#table.pages(query)) count += Count;
    return count;
  }

  /** By entity, then by easybill id. The cursor is opaque. */
  async list(
    connectionId: string,
    limit: number,
    cursor?: string,
  ): Promise<{ items: Failure[]; cursor: string | undefined }> {
    return fillPage(
      async (after) => {
        const query = { Limit: partSize(limit, false), cursor: after };
        const part = await this.#table.list(connectionId, PREFIX, query);
        return { ...part, items: part.items.map((item) => failureSchema.parse(item)) };
      },
      ({ entity, easybillId }) => `${laneOf(entity)}#${easybillId}`,
      limit,
      cursor,
    );
  }
}

const PREFIX = 'failure#';

function keyOf(connectionId: string, { lane, easybillId }: FailureKey): ItemKey {
  return { pk: connectionId, sk: `${PREFIX}${lane}#${easybillId}` };
}
