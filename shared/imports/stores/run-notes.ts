import { DeleteCommand, PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
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
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  /** Keeps the records of a page that may be gone; storing the same page again replaces them. */
  async putCandidates(
    connectionId: string,
    runId: string,
    page: number,
    ids: readonly number[],
  ): Promise<void> {
    await this.#documents.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...noteKey('candidates', connectionId, runId, pageName(page)), ids },
      }),
    );
  }

  /** The next records to confirm, undefined when none is left. */
  async nextCandidates(connectionId: string, runId: string): Promise<Candidates | undefined> {
    const { Items = [] } = await this.#documents.send(
      new QueryCommand({
        TableName: this.#table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
        ExpressionAttributeValues: { ':pk': connectionId, ':prefix': `candidates#${runId}#` },
        ConsistentRead: true,
        Limit: 1,
      }),
    );
    return Items[0] && idsSchema.parse(Items[0]);
  }

  /** Keeps the ids of a page whose order says nothing; storing the same page again replaces them. */
  async putSeen(connectionId: string, runId: string, page: number, ids: readonly number[]): Promise<void> {
    await this.#documents.send(
      new PutCommand({
        TableName: this.#table,
        Item: { ...noteKey('seen', connectionId, runId, pageName(page)), ids },
      }),
    );
  }

  /** All ids kept with {@link putSeen}. */
  async seen(connectionId: string, runId: string): Promise<Set<number>> {
    const seen = new Set<number>();
    let cursor: Record<string, unknown> | undefined;
    do {
      const { Items = [], LastEvaluatedKey } = await this.#documents.send(
        new QueryCommand({
          TableName: this.#table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
          ExpressionAttributeValues: { ':pk': connectionId, ':prefix': `seen#${runId}#` },
          ConsistentRead: true,
          ExclusiveStartKey: cursor,
        }),
      );
      for (const item of Items) for (const id of idsSchema.parse(item).ids) seen.add(id);
      cursor = LastEvaluatedKey;
    } while (cursor);
    return seen;
  }

  /** Keeps what is left of a page of candidates; nothing left removes it. */
  async keepCandidates(
    connectionId: string,
    { sk, expiresAt }: Candidates,
    ids: readonly number[],
  ): Promise<void> {
    const Key = { pk: connectionId, sk };
    if (ids.length === 0) await this.#documents.send(new DeleteCommand({ TableName: this.#table, Key }));
    else
      await this.#documents.send(
        new PutCommand({ TableName: this.#table, Item: { ...Key, expiresAt, ids } }),
      );
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
): { pk: string; sk: string; expiresAt: number } {
  return {
    pk: connectionId,
    sk: `${kind}#${runId}#${name}`,
    expiresAt: Math.floor(decodeTime(runId) / 1000) + KEPT_SECONDS,
  };
}
