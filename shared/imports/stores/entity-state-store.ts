import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beginningWith, Table, type ItemKey, type Update } from '../../aws/table.ts';
import * as z from 'zod';
import { pastConflicts } from '../../aws/past-conflicts.ts';
import { entitySchema, type Entity } from '../../records/entity.ts';

const entityStateSchema = z.object({
  entity: entitySchema,
  /** Grows with every lease; what is written under an older one is refused. */
  fence: z.int().nonnegative().default(0),
  leaseUntil: z.int().default(0),
  /** The run in progress; a second one is not started beside it. */
  activeRunId: z.string().optional(),
  lastRunId: z.string().optional(),
  /** Epoch milliseconds at which the last complete run began to read. */
  lastCompleteAt: z.int().optional(),
  /** Set when easybill's list turned out not to be in the order of ids. */
  unorderedList: z.literal(true).optional(),
  /** Set when a change is known but not which record: the scheduler starts a run. */
  dirtySince: z.int().optional(),
  /** Set when easybill answered 403 for this entity. */
  blockedSince: z.int().optional(),
});
export type EntityState = z.infer<typeof entityStateSchema>;

/** Epoch milliseconds until which somebody waits for the lease. */
const markSchema = z.object({ wantedUntil: z.int().default(0) });

/** The right to be the one writer of an entity of a connection until `until`, epoch milliseconds. */
export interface Lease {
  readonly fence: number;
  readonly until: number;
  readonly state: EntityState;
}

/** A run that is over. */
export interface EndedRun {
  readonly runId: string;
  /** When it began to read, epoch milliseconds, if it read everything. */
  readonly completeAt: number | undefined;
  /** Whether the list was not in the order of ids. */
  readonly isUnordered: boolean;
  /** Whether it changed nothing, so that it counts for nothing. */
  readonly isDryRun?: boolean;
}

/** What is known of each entity of a connection: the writer's lease, the run in progress, flags. */
export class EntityStateStore {
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  /** The states of all entities that have one. */
  async list(connectionId: string): Promise<EntityState[]> {
    const { items } = await this.#table.query({
      ...beginningWith(connectionId, 'entity#'),
      ConsistentRead: true,
    });
    return items.map((item) => entityStateSchema.parse(item));
  }

  /**
   * Takes the lease, or returns undefined while another holder has it. Repeating with the same holder is safe.
   *
   * @param isInteractive takes the mark away that was left by work of this kind; whoever still waits leaves it again
   */
  async acquireLease(
    connectionId: string,
    entity: Entity,
    holder: string,
    now: number,
    until: number,
    isInteractive = false,
  ): Promise<Lease | undefined> {
    const item = await pastConflicts(() =>
      this.#table.updated(entityKey(connectionId, entity), {
        UpdateExpression: `SET leaseHolder = :holder, leaseUntil = :until, entity = :entity, fence = if_not_exists(fence, :zero) + :one${isInteractive ? ' REMOVE wantedUntil' : ''}`,
        ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil < :now OR leaseHolder = :holder',
        ExpressionAttributeValues: {
          ':holder': holder,
          ':until': until,
          ':now': now,
          ':entity': entity,
          ':zero': 0,
          ':one': 1,
        },
      }),
    );
    if (item === undefined) return undefined;
    const state = entityStateSchema.parse(item);
    return { fence: state.fence, until, state };
  }

  /**
   * Gives the lease back, unless it ended and someone else took it. `freeAt`, epoch milliseconds, keeps others out
   * until then: a write whose answer was lost may still land.
   */
  async releaseLease(connectionId: string, entity: Entity, fence: number, freeAt = 0): Promise<void> {
    await this.#update(connectionId, entity, {
      UpdateExpression: 'SET leaseUntil = :freeAt REMOVE leaseHolder',
      ConditionExpression: 'fence = :fence',
      ExpressionAttributeValues: { ':freeAt': freeAt, ':fence': fence },
    });
  }

  /**
   * Leaves a mark with a lease that somebody holds, so that a run gives way. Neither the lease nor its fence changes,
   * and the mark wears off by itself. Times in epoch milliseconds.
   */
  async requestYield(connectionId: string, entity: Entity, now: number, wantedUntil: number): Promise<void> {
    await this.#update(connectionId, entity, {
      UpdateExpression: 'SET wantedUntil = :wanted',
      ConditionExpression: 'attribute_exists(leaseHolder) AND leaseUntil >= :now',
      ExpressionAttributeValues: { ':wanted': wantedUntil, ':now': now },
    });
  }

  /** Whether somebody waits for the lease. A mark left at this moment may be missed: the next look finds it. */
  async shouldYield(connectionId: string, entity: Entity, now: number): Promise<boolean> {
    const item = await this.#table.get(entityKey(connectionId, entity), {
      ConsistentRead: false,
      ProjectionExpression: 'wantedUntil',
    });
    return markSchema.parse(item ?? {}).wantedUntil > now;
  }

  /** Notes that a run is over, so that the next may start. */
  async endRun(
    connectionId: string,
    entity: Entity,
    { runId, completeAt, isUnordered, isDryRun = false }: EndedRun,
  ): Promise<void> {
    const set = [
      ...(isDryRun ? [] : ['lastRunId = :run']),
      ...(isDryRun || completeAt === undefined ? [] : ['lastCompleteAt = :complete']),
      ...(isUnordered ? ['unorderedList = :true'] : []),
    ];
    await this.#update(connectionId, entity, {
      UpdateExpression: `${set.length > 0 ? `SET ${set.join(', ')} ` : ''}REMOVE activeRunId`,
      ConditionExpression: 'activeRunId = :run',
      ExpressionAttributeValues: {
        ':run': runId,
        ':complete': isDryRun ? undefined : completeAt,
        ':true': isUnordered ? true : undefined,
      },
    });
  }

  /** Flags that something changed, keeping the first time it was noted. */
  async markDirty(connectionId: string, entity: Entity, now: number): Promise<void> {
    await this.#update(connectionId, entity, {
      UpdateExpression: 'SET dirtySince = if_not_exists(dirtySince, :now), entity = :entity',
      ExpressionAttributeValues: { ':now': now, ':entity': entity },
    });
  }

  /** Marks an entity as refused by easybill, or as readable again. True when that is news. */
  async setBlocked(connectionId: string, entity: Entity, blockedSince: number | undefined): Promise<boolean> {
    const blocked = blockedSince !== undefined;
    return this.#update(connectionId, entity, {
      UpdateExpression: blocked ? 'SET blockedSince = :now, entity = :entity' : 'REMOVE blockedSince',
      ConditionExpression: blocked ? 'attribute_not_exists(blockedSince)' : 'attribute_exists(blockedSince)',
      ...(blocked && { ExpressionAttributeValues: { ':now': blockedSince, ':entity': entity } }),
    });
  }

  /** Starting a run writes the same item in a transaction. */
  #update(connectionId: string, entity: Entity, update: Update): Promise<boolean> {
    return pastConflicts(() => this.#table.update(entityKey(connectionId, entity), update));
  }
}

/** Key of an entity's state in the connections table. */
export function entityKey(connectionId: string, entity: Entity): ItemKey {
  return { pk: connectionId, sk: `entity#${entity}` };
}
