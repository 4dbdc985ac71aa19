import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beginningWith, Table, type ItemKey } from '../../aws/table.ts';
import { decodeTime } from 'ulid';
import * as z from 'zod';
import { entitySchema, type Entity } from '../../records/entity.ts';
import { runCountsSchema, type RunCounts } from '../../records/counts.ts';

const KEPT_SECONDS = 90 * 24 * 3600;
const idsSchema = z.object({
  sk: z.string(),
  /** When DynamoDB may forget them, epoch seconds. */
  expiresAt: z.int(),
  ids: z.array(z.int()).readonly(),
});
const handedSchema = z.object({
  sk: z.string(),
  to: entitySchema,
  ids: z.array(z.int()),
  readAt: z.int(),
  counts: runCountsSchema.optional(),
  problems: z.record(z.string(), z.int()).default({}),
});

/** Records of a run that wait to be confirmed as gone. */
export type Candidates = Readonly<z.infer<typeof idsSchema>>;

/** Records of a run that were handed to another worker. `counts` is what became of them, once that is told. */
export interface HandedPart {
  readonly part: string;
  readonly to: Entity;
  readonly ids: readonly number[];
  /** Token of the mappings, see `handOver`. */
  readonly readAt: number;
  readonly counts?: RunCounts | undefined;
  readonly problems: Readonly<Record<string, number>>;
}

/** What became of handed records. */
export interface HandedReport {
  readonly counts: RunCounts;
  readonly problems: Readonly<Record<string, number>>;
}

/** What runs keep beside themselves, because it does not fit into one item: ids by page. Kept as long as the runs. */
export class RunNotes {
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  /** Keeps the records of a page that may be gone; storing the same page again replaces them. */
  async putCandidates(
    connectionId: string,
    runId: string,
    page: number,
    ids: readonly number[],
  ): Promise<void> {
    await this.#table.put({ ...noteKey('candidates', connectionId, runId, pageName(page)), ids });
  }

  /** The next records to confirm, undefined when none is left. */
  async nextCandidates(connectionId: string, runId: string): Promise<Candidates | undefined> {
    const { items } = await this.#table.query({
      ...beginningWith(connectionId, `candidates#${runId}#`),
      ConsistentRead: true,
      Limit: 1,
    });
    return items[0] && idsSchema.parse(items[0]);
  }

  /** Keeps the ids of a page whose order says nothing; storing the same page again replaces them. */
  async putSeen(connectionId: string, runId: string, page: number, ids: readonly number[]): Promise<void> {
    await this.#table.put({ ...noteKey('seen', connectionId, runId, pageName(page)), ids });
  }

  /** All ids kept with {@link putSeen}. */
  async seen(connectionId: string, runId: string): Promise<Set<number>> {
    const items = await this.#table.queryAll({
      ...beginningWith(connectionId, `seen#${runId}#`),
      ConsistentRead: true,
    });
    return new Set(items.flatMap((item) => idsSchema.parse(item).ids));
  }

  /** Keeps what is left of a page of candidates; nothing left removes it. */
  async keepCandidates(
    connectionId: string,
    { sk, expiresAt }: Candidates,
    ids: readonly number[],
  ): Promise<void> {
    const key = { pk: connectionId, sk };
    await (ids.length === 0 ? this.#table.delete(key) : this.#table.put({ ...key, expiresAt, ids }));
  }

  /** Keeps which records are handed to another worker; handing the same part again replaces it. */
  async putHanded(
    connectionId: string,
    runId: string,
    part: string,
    { to, ids, readAt }: Pick<HandedPart, 'to' | 'ids' | 'readAt'>,
  ): Promise<void> {
    await this.#table.put({ ...noteKey('handed', connectionId, runId, part), to, ids, readAt });
  }

  /** Notes what became of a part. Telling it twice changes nothing. */
  async reportHanded(
    connectionId: string,
    { runId, part }: { readonly runId: string; readonly part: string },
    { counts, problems }: HandedReport,
  ): Promise<void> {
    const { expiresAt, ...key } = noteKey('handed', connectionId, runId, part);
    await this.#table.update(key, {
      UpdateExpression: 'SET #counts = :counts, problems = :problems, expiresAt = :expiresAt',
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#counts)',
      ExpressionAttributeNames: { '#counts': 'counts' },
      ExpressionAttributeValues: { ':counts': counts, ':problems': problems, ':expiresAt': expiresAt },
    });
  }

  /** The parts handed on for a page of a run, or for the whole run. */
  async handed(connectionId: string, runId: string, page = ''): Promise<HandedPart[]> {
    const prefix = `handed#${runId}#`;
    const items = await this.#table.queryAll({
      ...beginningWith(connectionId, prefix + page),
      ConsistentRead: true,
    });
    return items.map((item) => {
      const { sk, ...handed } = handedSchema.parse(item);
      return { part: sk.slice(prefix.length), ...handed };
    });
  }
}

function pageName(page: number): string {
  return String(page).padStart(6, '0');
}

function noteKey(
  kind: 'candidates' | 'seen' | 'handed',
  connectionId: string,
  runId: string,
  name: string,
): ItemKey & { expiresAt: number } {
  return {
    pk: connectionId,
    sk: `${kind}#${runId}#${name}`,
    expiresAt: Math.floor(decodeTime(runId) / 1000) + KEPT_SECONDS,
  };
}
