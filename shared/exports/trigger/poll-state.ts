import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unlessRefused } from '../../aws/unless-refused.ts';

const toldSchema = z.object({ toldAt: z.int() });
const stateSchema = z.object({
  /** Start of the last read that succeeded. */
  readAt: z.int().default(0),
  /** Until then somebody may be reading. */
  pollingUntil: z.int().default(0),
});

/** When the completed work orders of a connection were read last. Times are epoch milliseconds. */
export type PollState = Readonly<z.infer<typeof stateSchema>>;

/** Keeps OutSmart from being asked for all completed work orders more than once at a time; it may take minutes. */
export class PollStateStore {
  readonly #documents: DynamoDBDocumentClient;
  readonly #table: string;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#documents = documents;
    this.#table = table;
  }

  async get(connectionId: string): Promise<PollState> {
    const { Item = {} } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(connectionId), ConsistentRead: true }),
    );
    return stateSchema.parse(Item);
  }

  /** Takes the lock to read until `until`; false while somebody else has it. */
  async begin(connectionId: string, now: number, until: number): Promise<boolean> {
    return unlessRefused(
      this.#documents.send(
        new UpdateCommand({
          TableName: this.#table,
          Key: keyOf(connectionId),
          UpdateExpression: 'SET pollingUntil = :until',
          ConditionExpression: 'attribute_not_exists(pollingUntil) OR pollingUntil < :now',
          ExpressionAttributeValues: { ':until': until, ':now': now },
        }),
      ),
    );
  }

  /** Gives the lock back; `readAt` is when the read began, if it succeeded. */
  async end(connectionId: string, readAt: number | undefined): Promise<void> {
    await this.#documents.send(
      new UpdateCommand({
        TableName: this.#table,
        Key: keyOf(connectionId),
        UpdateExpression: `SET pollingUntil = :never${readAt === undefined ? '' : ', readAt = :at'}`,
        ExpressionAttributeValues: { ':never': 0, ':at': readAt },
      }),
    );
  }

  /** When a problem of reading was logged last, epoch milliseconds. */
  async loggedAt(connectionId: string, problem: string): Promise<number | undefined> {
    const { Item } = await this.#documents.send(
      new GetCommand({ TableName: this.#table, Key: keyOf(connectionId, problem), ConsistentRead: true }),
    );
    return Item && toldSchema.parse(Item).toldAt;
  }

  /** Notes that a problem of reading was logged. */
  async noteLogged(connectionId: string, problem: string, toldAt: number): Promise<void> {
    const Item = { ...keyOf(connectionId, problem), toldAt };
    await this.#documents.send(new PutCommand({ TableName: this.#table, Item }));
  }
}

function keyOf(connectionId: string, problem?: string): { pk: string; sk: string } {
  return { pk: connectionId, sk: problem === undefined ? 'exportPoll' : `exportPoll#${problem}` };
}
