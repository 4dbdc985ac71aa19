import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Table, type ItemKey } from '../../aws/table.ts';
import * as z from 'zod';

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
  readonly #table: Table;

  constructor(documents: DynamoDBDocumentClient, table: string) {
    this.#table = new Table(documents, table);
  }

  async get(connectionId: string): Promise<PollState> {
    return stateSchema.parse((await this.#table.get(keyOf(connectionId))) ?? {});
  }

  /** Takes the lock to read until `until`; false while somebody else has it. */
  async begin(connectionId: string, now: number, until: number): Promise<boolean> {
    return this.#table.update(keyOf(connectionId), {
      UpdateExpression: 'SET pollingUntil = :until',
      ConditionExpression: 'attribute_not_exists(pollingUntil) OR pollingUntil < :now',
      ExpressionAttributeValues: { ':until': until, ':now': now },
    });
  }

  /** Gives the lock back; `readAt` is when the read began, if it succeeded. */
  async end(connectionId: string, readAt: number | undefined): Promise<void> {
    await this.#table.update(keyOf(connectionId), {
      UpdateExpression: `SET pollingUntil = :never${readAt === undefined ? '' : ', readAt = :at'}`,
      ExpressionAttributeValues: { ':never': 0, ':at': readAt },
    });
  }

  /** When a problem of reading was logged last, epoch milliseconds. */
  async loggedAt(connectionId: string, problem: string): Promise<number | undefined> {
    const item = await this.#table.get(keyOf(connectionId, problem));
    return item && toldSchema.parse(item).toldAt;
  }

  /** Notes that a problem of reading was logged. */
  async noteLogged(connectionId: string, problem: string, toldAt: number): Promise<void> {
    await this.#table.put({ ...keyOf(connectionId, problem), toldAt });
  }
}

function keyOf(connectionId: string, problem?: string): ItemKey {
  return { pk: connectionId, sk: problem === undefined ? 'exportPoll' : `exportPoll#${problem}` };
}
