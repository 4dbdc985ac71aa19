import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beginningWith, Table, type ItemKey } from '../../aws/table.ts';
import { decodeTime } from 'ulid';
import * as z from 'zod';

const KEPT_SECONDS = 90 * 24 * 3600;
const idsSchema = z.object({
  sk: z.string(),
  /** When DynamoDB may forget them, epoch seconds. */
  expiresAt: z.int(),
  ids: z.array(z.int()).readonly(),
});
/** Records of a run that wait to be confirmed as gone. */
export type Candidates = Readonly<z.infer<typeof idsSchema>>;

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
}

function pageName(page: number): string {
  return String(page).padStart(6, '0');
}

function noteKey(
  kind: 'candidates' | 'seen',
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
